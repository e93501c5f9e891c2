/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of this test's class path that any user may read: a server that has become another user still loads classes,
 * and the directory that the project was built in may be its owner's alone. The standalone jar has no such need: it is
 * open before the user changes.
 */
final class ReadableClassPath {
    private static final String COPY = copy();

    private ReadableClassPath() {
    }

    static String get() {
        return COPY;
    }

    private static String copy() {
        try {
            final Path root = Files.createTempDirectory("flagstone-classes");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
            final List<String> copies = new ArrayList<>();
            for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                final Path target = root.resolve(copies.size() + "-" + Path.of(entry).getFileName());
                copyTree(Path.of(entry), target);
                copies.add(target.toString());
            }
            return String.join(File.pathSeparator, copies);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyTree(final Path from, final Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(from)) {
            for (final Path path : (Iterable<Path>) tree::iterator) {
                final Path copy = to.resolve(from.relativize(path).toString());
                Files.copy(path, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void delete(final Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (final IOException e) {
            System.err.println("cannot delete " + root + ": " + e.getMessage());
        }
    }
}
