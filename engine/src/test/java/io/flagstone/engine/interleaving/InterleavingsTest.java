/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.interleaving;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the tests of jcstress, in JVMs of their own. Longer: {@code -Dflagstone.jcstress.millis=60000} for each. */
@Tag("once")
class InterleavingsTest {
    private static final int MILLIS = Integer.getInteger("flagstone.jcstress.millis", 500);
    private static final int TESTS = 9;
    /** Of JVMs that jcstress finds worth it, at most. */
    private static final int KINDS = 4;
    private static final int SLACK_MILLIS = 300_000;
    private static final Pattern SUMMARY =
        Pattern.compile("Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, 0 soft errs, 0 hard errs");

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void shouldSeeNoForbiddenOutcome() throws IOException, InterruptedException {
        final Path place = Files.createDirectories(Path.of("target", "jcstress").toAbsolutePath());
        final Path out = place.resolve("out.txt");
        final Process process = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
            "-cp", System.getProperty("java.class.path"), "org.openjdk.jcstress.Main", "-t", "Interleavings",
            "-jvmArgs", "-XX:+UseSerialGC -Xmx512m", "-sc", "false", "-f", "1", "-iters", "1",
            "-time", Integer.toString(MILLIS), "-strideSize", "64", "-strideCount", "8", "-r", "report"))
            .directory(place.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            final boolean ended = process.waitFor((long) MILLIS * TESTS * KINDS + SLACK_MILLIS, TimeUnit.MILLISECONDS);
            final String report = Files.readString(out);
            final MatchResult last = SUMMARY.matcher(report).results().reduce((a, b) -> b).orElseThrow();
            System.out.println("jcstress: " + last.group());
            assertTrue(ended && Integer.parseInt(last.group(2)) >= TESTS && last.group(1).equals(last.group(2))
                && last.group(3).equals("0"), report);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
