/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.concurrent.Agent;
import org.jctools.util.UnsafeAccess;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What the flags of the JVM do to the access to raw memory: on the JDK of the tests, and on newer ones beside it. */
class MemoryModesTest {
    private static final String EXPORT = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";
    private static final String DENY = "--sun-misc-unsafe-memory-access=deny";
    private static final String NEITHER_RECORDER_NOR_MANAGEMENT = "--limit-modules=java.base,jdk.unsupported";
    private static final String SAY_WHAT_IS_LOADED = "-Xlog:class+load:stderr";
    private static final int FIRST_TO_WARN = 24;
    private static final String FOUR_GIBIBYTES = Long.toString(4L << 30);

    private record Jdk(Path home, int version) {
    }

    private record Outcome(int exit, String out, String err) {
    }

    @TestFactory
    Stream<DynamicTest> shouldWorkWithTheFlagsOfEachJdk() throws IOException {
        return jdks().stream().flatMap(jdk -> jdk.version < FIRST_TO_WARN ? testsOfOlder(jdk) : testsOfNewer(jdk));
    }

    private Stream<DynamicTest> testsOfOlder(final Jdk jdk) {
        return Stream.of(
            test(jdk, "should name the library that is missing", () -> {
                final Outcome outcome = run(jdk, classPath(Agent.class), "67108864", 3);
                assertNotEquals(0, outcome.exit);
                final List<String> sentences = outcome.err.lines().filter(line -> line.contains("Flagstone")).toList();
                assertEquals(1, sentences.size(), outcome::err);
                assertTrue(sentences.get(0).endsWith("Flagstone needs org.agrona:agrona and org.jctools:jctools-core "
                    + "on its class path: missing=org/jctools/util/UnsafeAccess"), outcome::err);
            }),
            test(jdk, "should work in silence without a flag", () -> assertSilent(run(jdk, "67108864", 3))),
            test(jdk, "should work in silence without a flight recorder", () ->
                assertSilent(run(jdk, "67108864", 3, NEITHER_RECORDER_NOR_MANAGEMENT))),
            test(jdk, "should load no event unless somebody records", () -> {
                final Outcome outcome = run(jdk, "67108864", 3, SAY_WHAT_IS_LOADED);
                assertWorked(outcome);
                assertTrue(outcome.err.contains("io.flagstone.engine.events.FlightRecording"), outcome::err);
                assertFalse(outcome.err.contains("jdk.jfr.Event "), outcome::err);
            }),
            test(jdk, "should work in silence when exported", () -> assertSilent(run(jdk, "67108864", 3, EXPORT))),
            test(jdk, "should hold more than the heap", () -> assertMoreThanTheHeap(jdk)));
    }

    private Stream<DynamicTest> testsOfNewer(final Jdk jdk) {
        return Stream.of(
            test(jdk, "should work without a flag", () -> {
                final Outcome outcome = run(jdk, "67108864", 3);
                assertWorked(outcome);
                assertTrue(outcome.err.lines().allMatch(line -> line.startsWith("WARNING: ")), outcome::err);
            }),
            test(jdk, "should work in silence when exported", () -> assertSilent(run(jdk, "67108864", 3, EXPORT))),
            test(jdk, "should work in silence without a flight recorder", () ->
                assertSilent(run(jdk, "67108864", 3, EXPORT, NEITHER_RECORDER_NOR_MANAGEMENT))),
            test(jdk, "should work when exported and denied", () ->
                assertSilent(run(jdk, "67108864", 3, EXPORT, DENY))),
            test(jdk, "should name the flag that is missing when denied", () -> {
                final Outcome outcome = run(jdk, "67108864", 3, DENY);
                assertNotEquals(0, outcome.exit);
                assertEquals("", outcome.out);
                final List<String> sentences = outcome.err.lines().filter(line -> line.contains("Flagstone")).toList();
                assertEquals(1, sentences.size(), outcome::err);
                assertTrue(sentences.get(0).endsWith("Flagstone needs raw memory: start the JVM with --add-exports "
                    + "java.base/jdk.internal.misc=ALL-UNNAMED (or without --sun-misc-unsafe-memory-access=deny)"),
                    outcome::err);
            }),
            test(jdk, "should hold more than the heap", () -> assertMoreThanTheHeap(jdk)));
    }

    private static DynamicTest test(final Jdk jdk, final String name, final Executable test) {
        return dynamicTest("JDK " + jdk.version + " " + name, test);
    }

    private static void assertWorked(final Outcome outcome) {
        assertEquals(0, outcome.exit, outcome::err);
        assertTrue(outcome.out.startsWith("held "), outcome::out);
    }

    private static void assertSilent(final Outcome outcome) {
        assertWorked(outcome);
        assertEquals("", outcome.err);
    }

    private static void assertMoreThanTheHeap(final Jdk jdk) throws IOException, InterruptedException {
        final Outcome outcome = run(jdk, FOUR_GIBIBYTES, 300, "-Xmx256m");
        assertWorked(outcome);
        final String[] words = outcome.out.strip().split(" ");
        assertEquals("300", words[1]);
        assertTrue(Integer.parseInt(words[words.length - 1]) <= 256, outcome::out);
    }

    private static Outcome run(final Jdk jdk, final String memoryLimit, final int megabytes, final String... flags)
            throws IOException, InterruptedException {
        return run(jdk, classPath(Agent.class, UnsafeAccess.class), memoryLimit, megabytes, flags);
    }

    private static Outcome run(final Jdk jdk, final String classPath, final String memoryLimit, final int megabytes,
            final String... flags) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(jdk.home.resolve("bin/java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(Arrays.asList(flags));
        command.addAll(List.of("-cp", classPath, MemoryModesProgram.class.getName(), memoryLimit,
            Integer.toString(megabytes)));
        final Path out = Files.createTempFile("flagstone", ".out");
        final Path err = Files.createTempFile("flagstone", ".err");
        try {
            final ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile())
                .redirectError(err.toFile());
            builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
            final int exit = builder.start().waitFor();
            return new Outcome(exit, Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String classPath(final Class<?>... libraries) {
        return Stream.concat(Stream.of(ByteCache.class, MemoryModesProgram.class), Stream.of(libraries))
            .map(MemoryModesTest::placeOf).collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String placeOf(final Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK that runs the tests, and the newest one installed beside it if that warns or denies. */
    private static List<Jdk> jdks() throws IOException {
        final Jdk own = new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
        final List<Jdk> jdks = new ArrayList<>(List.of(own));
        if (own.version < FIRST_TO_WARN) {
            try (Stream<Path> neighbours = Files.list(own.home.toAbsolutePath().getParent())) {
                neighbours.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .map(home -> new Jdk(home, versionOf(home)))
                    .filter(jdk -> jdk.version >= FIRST_TO_WARN)
                    .max((a, b) -> Integer.compare(a.version, b.version)).ifPresent(jdks::add);
            }
        }
        return jdks;
    }

    private static int versionOf(final Path home) {
        final Properties release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
            release.load(in);
        } catch (final IOException e) {
            return 0;
        }
        final String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("[.+-]")[0]);
    }
}
