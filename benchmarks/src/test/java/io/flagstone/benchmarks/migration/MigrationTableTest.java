/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the calls in README's tables for those who come from elsewhere to the ones that the tests here make. */
class MigrationTableTest {

    private static final Path HERE = Path.of("src", "test", "java", "io", "flagstone", "benchmarks", "migration");
    /** What is a Java call, and neither a command nor a name. */
    private static final Pattern CALL = Pattern.compile("`((new )?[A-Za-z.]+\\(.*?)`");
    private static final int LEAST_ROWS = 5;

    @ParameterizedTest
    @ValueSource(strings = {"OHC", "Caffeine with a big heap", "Ehcache with an off-heap tier", "memcached",
        "jmemcached"})
    void shouldNameOnlyCallsThatATestMakes(final String peer) throws IOException {
        final Path module = Path.of("").toAbsolutePath();
        final String made = code(module.resolve(HERE));
        final List<String> rows = rows(Files.readString(module.resolveSibling("README.md")), peer);
        assertTrue(rows.size() >= LEAST_ROWS, () -> peer + ": " + rows);
        final List<String> unknown = new ArrayList<>();
        for (final String row : rows) {
            final Matcher calls = CALL.matcher(row.split(" \\| ")[1]);
            while (calls.find()) {
                if (!made.contains(calls.group(1).replaceAll("\\s", ""))) {
                    unknown.add(calls.group(1));
                }
            }
        }
        assertEquals(List.of(), unknown);
    }

    private static List<String> rows(final String readme, final String peer) {
        final String heading = "\n### From " + peer + "\n";
        final int begin = readme.indexOf(heading);
        assertTrue(begin >= 0, () -> "README.md has no" + heading);
        final int end = readme.indexOf("\n#", begin + heading.length());
        return readme.substring(begin, end).lines().filter(line -> line.startsWith("| ")).skip(1).toList();
    }

    /** All tests of this package without blanks, so that it does not matter where a line ends. */
    private static String code(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            final List<String> texts = new ArrayList<>();
            for (final Path file : files.sorted().collect(Collectors.toList())) {
                texts.add(Files.readString(file).replaceAll("\\s", ""));
            }
            return String.join("\n", texts);
        }
    }
}
