/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options from a file: one a line, as on the command line but without quotes; lines that begin with # say nothing. */
final class OptionFile {

    private OptionFile() {
    }

    /**
     * Reads a file.
     *
     * @param name of it.
     * @return the options, each with its line; the last may be a refusal.
     */
    static List<GivenOption> read(final String name) {
        final List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(name));
        } catch (final IOException | InvalidPathException e) {
            return List.of(GivenOption.refused(null, CommandLineResult.refuse(ExitCode.OS_ERROR,
                "cannot read the options, " + reason(e) + ": --config " + name)));
        }
        final List<GivenOption> given = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            final String line = lines.get(i).strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                given.addAll(GivenOption.read(name + ":" + (i + 1), line.split("\\s+", 2)));
            }
        }
        return given;
    }

    private static String reason(final Exception e) {
        return switch (e.getClass().getSimpleName()) {
            case "NoSuchFileException" -> "there is no such file";
            case "AccessDeniedException" -> "the file may not be read";
            case "MalformedInputException" -> "the file is not UTF-8";
            default -> String.valueOf(e.getMessage());
        };
    }
}
