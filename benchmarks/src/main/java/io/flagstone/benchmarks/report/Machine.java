/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import io.flagstone.benchmarks.result.Note;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Where figures are measured, and of what. */
final class Machine {
    private static final double KIB_PER_GIB = 1 << 20;
    private static final int PATIENCE_SECONDS = 5;

    private Machine() {
    }

    /** What is to be said of this machine. */
    static List<Note> notes(final String set) throws IOException {
        final List<Note> notes = new ArrayList<>();
        notes.add(new Note("measured", ZonedDateTime.now(ZoneOffset.UTC)
            .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)) + " UTC, the set '" + set + "'"));
        notes.add(new Note("processor", afterColon("/proc/cpuinfo", "model name", System.getProperty("os.arch"))
            + ", " + Runtime.getRuntime().availableProcessors() + " cores"));
        final String kibibytes = afterColon("/proc/meminfo", "MemTotal", "0 kB").replaceAll("\\D", "");
        notes.add(new Note("memory", String.format(Locale.ROOT, "%.1f GiB",
            Double.parseDouble(kibibytes) / KIB_PER_GIB)));
        notes.add(new Note("system", System.getProperty("os.name") + " " + System.getProperty("os.version")));
        notes.add(new Note("load before", firstLine(Path.of("/proc/loadavg"), "unknown")));
        notes.add(new Note("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")));
        final String version = Machine.class.getPackage().getImplementationVersion();
        notes.add(new Note("flagstone", version == null ? "unpackaged" : version));
        notes.add(new Note("peers", peers()));
        notes.add(new Note("memcached", said("memcached", "-V")));
        notes.add(new Note("redis", said("redis-server", "--version")));
        return notes;
    }

    private static String peers() throws IOException {
        final Properties versions = new Properties();
        try (InputStream in = Machine.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        }
        final List<String> peers = new ArrayList<>();
        new TreeSet<>(versions.stringPropertyNames())
            .forEach(name -> peers.add(name.replace('-', ' ') + " " + versions.getProperty(name)));
        return String.join(", ", peers);
    }

    private static String afterColon(final String file, final String key, final String otherwise) throws IOException {
        if (!Files.isReadable(Path.of(file))) {
            return otherwise;
        }
        return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(key)).findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).trim()).orElse(otherwise);
    }

    private static String firstLine(final Path file, final String otherwise) throws IOException {
        return Files.isReadable(file) ? Files.readAllLines(file).get(0) : otherwise;
    }

    /** The first line of what a program says. */
    private static String said(final String... command) {
        try {
            final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            final String line;
            try (var in = process.inputReader(StandardCharsets.UTF_8)) {
                line = in.readLine();
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return line == null ? "silent" : line;
        } catch (final IOException e) {
            return "not installed";
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
