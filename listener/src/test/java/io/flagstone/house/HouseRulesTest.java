/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the house rules over the sources of all modules; this one sees them all. */
class HouseRulesTest {

    private static final List<String> MODULES = List.of("engine", "protocol", "listener", "benchmarks");
    private static final String TEXT = ".*\\.(java|py|sh|xml|md)|\\.ci/run";

    @Test
    void shouldFindNoViolationInAnySource() throws IOException {
        final List<String> violations = new ArrayList<>();
        sources().forEach((path, lines) -> violations.addAll(HouseRules.violations(path, lines)));
        assertEquals("", String.join("\n", violations));
    }

    @Test
    void shouldFindADescriptionOfEveryPackage() throws IOException {
        final List<String> undescribed = new ArrayList<>();
        final Map<String, List<String>> sources = sources();
        for (final String path : sources.keySet()) {
            final String folder = path.substring(0, path.lastIndexOf('/') + 1);
            if (path.matches("[^/]+/src/main/.*\\.java") && !sources.containsKey(folder + "package-info.java")) {
                undescribed.add(path);
            }
        }
        assertEquals(List.of(), undescribed);
    }

    @Test
    void shouldFindNoCycleOfPackages() throws IOException {
        final PackageGraph graph = new PackageGraph();
        sources().forEach((path, lines) -> {
            if (path.matches("[^/]+/src/main/.*\\.java")) {
                graph.add(lines);
            }
        });
        assertTrue(graph.size() > MODULES.size(), "packages seen: " + graph.size());
        assertEquals(List.of(), graph.cycle());
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine", "protocol", "listener", "benchmarks"})
    void shouldSeeTheSourcesOfEveryModule(final String module) throws IOException {
        final long seen = sources().keySet().stream().filter(path -> path.startsWith(module + "/src/main/")).count();
        assertTrue(seen > 5, module + ": " + seen);
    }

    @ParameterizedTest
    @MethodSource("culprits")
    void shouldNameTheRuleThatALineBreaks(final Culprit culprit) {
        assertEquals(List.of(culprit.path + ":1: " + culprit.rule),
            HouseRules.violations(culprit.path, List.of(culprit.line)));
    }

    @ParameterizedTest
    @MethodSource("innocents")
    void shouldAcceptALineThatBreaksNone(final Culprit innocent) {
        assertEquals(List.of(), HouseRules.violations(innocent.path, List.of(innocent.line)));
    }

    @Test
    void shouldFindAFileThatIsTooLong() {
        final String path = "engine/src/main/java/io/flagstone/engine/Long.java";
        assertEquals(List.of(), HouseRules.violations(path, Collections.nCopies(500, "")));
        assertEquals(List.of(path + ":501: no file over 500 lines"),
            HouseRules.violations(path, Collections.nCopies(501, "")));
    }

    @Test
    void shouldFindACycle() {
        final PackageGraph graph = new PackageGraph();
        graph.add(List.of("package io.flagstone.a;", "import io.flagstone.b.Thing;"));
        graph.add(List.of("package io.flagstone.b;", "import static io.flagstone.c.Thing.NAME;"));
        assertEquals(List.of(), graph.cycle());
        graph.add(List.of("package io.flagstone.c;", "import io.flagstone.a.Other;"));
        assertEquals(List.of("io.flagstone.a", "io.flagstone.b", "io.flagstone.c", "io.flagstone.a"), graph.cycle());
    }

    private static Stream<Culprit> culprits() throws IOException {
        return examples().filter(example -> !"-".equals(example.rule));
    }

    private static Stream<Culprit> innocents() throws IOException {
        return examples().filter(example -> "-".equals(example.rule));
    }

    private static Stream<Culprit> examples() throws IOException {
        try (InputStream in = HouseRulesTest.class.getResourceAsStream("/house-rules/examples.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 3))
                .map(fields -> new Culprit(fields[0], fields[1], unmasked(fields[2])));
        }
    }

    private static String unmasked(final String line) {
        return line.replace("<tab>", "\t").replace("<blank>", " ");
    }

    private static Map<String, List<String>> sources() throws IOException {
        final Path root = root();
        final Map<String, List<String>> sources = new TreeMap<>();
        for (final Path start : List.of(root.resolve("engine"), root.resolve("protocol"), root.resolve("listener"),
            root.resolve("benchmarks"), root.resolve(".ci"), root.resolve("pom.xml"), root.resolve("README.md"))) {
            if (!Files.exists(start)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(start)) {
                for (final Path file : files.filter(Files::isRegularFile).toList()) {
                    final String path = root.relativize(file).toString().replace('\\', '/');
                    if (path.matches(TEXT) && !path.matches("[^/]+/target/.*")) {
                        sources.put(path, List.of(Files.readString(file).split("\r?\n")));
                    }
                }
            }
        }
        return sources;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!MODULES.stream().map(folder::resolve).allMatch(Files::isDirectory)) {
            folder = folder.getParent();
            assertTrue(folder != null, "no folder above this one holds " + MODULES);
        }
        return folder;
    }

    private record Culprit(String path, String rule, String line) {
    }
}
