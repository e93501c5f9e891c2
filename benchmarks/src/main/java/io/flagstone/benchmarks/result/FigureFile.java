/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import static io.flagstone.benchmarks.console.Rule.require;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Figures as lines of a CSV file in UTF-8, behind a header; a field is quoted where it needs it. Notes are lines that
 * begin with {@code #}.
 */
public final class FigureFile {
    private static final String HEADER = "section,name,series,x,unit,value,low,high,rounds,command";
    private static final String COMMENT = "#";
    private static final int FIELDS = 10;
    private static final int LONGEST_LINE = 1 << 13;
    private static final int MOST_FIGURES = 100_000;
    private static final long LARGEST = 64L << 20;

    private FigureFile() {
    }

    /**
     * Appends figures, behind the header if there is no file yet.
     *
     * @param file    to append to
     * @param figures in their order
     * @throws IOException if it cannot be written
     */
    public static void append(final Path file, final List<Figure> figures) throws IOException {
        appendLines(file, figures.stream().map(FigureFile::line).toList());
    }

    /**
     * Appends a note, behind the header if there is no file yet.
     *
     * @param file to append to
     * @param note to append
     * @throws IOException if it cannot be written
     */
    public static void append(final Path file, final Note note) throws IOException {
        appendLines(file, List.of(note.line()));
    }

    private static void appendLines(final Path file, final List<String> lines) throws IOException {
        final boolean begins = !Files.exists(file) || Files.size(file) == 0;
        Files.writeString(file, (begins ? HEADER + '\n' : "") + lines.stream().map(line -> line + '\n')
            .collect(Collectors.joining()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String line(final Figure figure) {
        return List.of(figure.section(), figure.name(), figure.series(), number(figure.x()), figure.unit(),
            number(figure.value()), number(figure.low()), number(figure.high()), Integer.toString(figure.rounds()),
            figure.command()).stream().map(Csv::quoted).collect(Collectors.joining(","));
    }

    private static String number(final double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
            : Double.toString(value);
    }

    /**
     * Reads all figures of a file.
     *
     * @param file that commands have written
     * @return its figures in their order
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a line is no figure, with its number, the rule and the value
     */
    public static List<Figure> read(final Path file) throws IOException {
        final List<Figure> figures = new ArrayList<>();
        read(file, line -> addTo(figures, line.startsWith(COMMENT) ? null : figure(line)));
        return figures;
    }

    /**
     * Reads all notes of a file.
     *
     * @param file that commands have written
     * @return its notes in their order
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a line is no note, with its number, the rule and the value
     */
    public static List<Note> readNotes(final Path file) throws IOException {
        final List<Note> notes = new ArrayList<>();
        read(file, line -> addTo(notes, line.startsWith(COMMENT) ? Note.parse(line) : null));
        return notes;
    }

    private static <T> void addTo(final List<T> list, final T element) {
        require(list.size() < MOST_FIGURES, "there must be at most " + MOST_FIGURES + " figures");
        if (element != null) {
            list.add(element);
        }
    }

    private static void read(final Path file, final Consumer<String> consumer) throws IOException {
        require(Files.size(file) <= LARGEST, "a file of figures must have at most " + LARGEST + " bytes: file=" + file
            + ", bytes=" + Files.size(file));
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read(file.toString(), in, consumer);
        } catch (final CharacterCodingException e) {
            throw new IllegalArgumentException("a file of figures must be UTF-8: file=" + file, e);
        }
    }

    private static void read(final String file, final BufferedReader in, final Consumer<String> consumer)
            throws IOException {
        require(HEADER.equals(in.readLine()), "a file of figures must begin with \"" + HEADER + "\": file=" + file);
        int number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            try {
                require(line.length() <= LONGEST_LINE, "a line must have at most " + LONGEST_LINE
                    + " characters: length=" + line.length());
                if (!line.isEmpty()) {
                    consumer.accept(line);
                }
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException(file + " line " + number + ": " + e.getMessage(), e);
            }
        }
    }

    private static Figure figure(final String line) {
        final List<String> fields = Csv.fields(line);
        require(fields.size() == FIELDS, "a line must have " + FIELDS + " fields: fields=" + fields.size());
        return new Figure(fields.get(0), fields.get(1), fields.get(2), parse("x", fields.get(3)), fields.get(4),
            parse("value", fields.get(5)), parse("low", fields.get(6)), parse("high", fields.get(7)),
            whole("rounds", fields.get(8)), fields.get(9));
    }

    private static double parse(final String name, final String text) {
        // Double.parseDouble also takes NaN, blanks, hexadecimals and a trailing f.
        require(text.matches("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?"), name + " must be a number: " + name
            + "=" + text);
        return Double.parseDouble(text);
    }

    private static int whole(final String name, final String text) {
        require(text.matches("\\d{1,9}"), name + " must be a whole number: " + name + "=" + text);
        return Integer.parseInt(text);
    }
}
