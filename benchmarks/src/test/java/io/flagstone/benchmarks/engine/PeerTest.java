/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Fork;

class PeerTest {
    private static final int SECONDS = 300;

    /** But for the one that is no cache. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BASELINE")
    @Timeout(SECONDS)
    void shouldAnswerWithWhatWasStoredInAJvmWithItsFlags(final Peer peer) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(peer.flags());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path"), PeerProgram.class.getName(), peer.name()));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), said);
            assertEquals(0, process.exitValue(), said);
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {CacheGetBenchmark.class, CacheMissBenchmark.class, CacheMixedBenchmark.class,
        CacheStoreBenchmark.class})
    void shouldBeMeasuredInAJvmWithTheFlagsOfAll(final Class<?> benchmark) {
        final List<String> flags = List.of(benchmark.getSuperclass().getAnnotation(Fork.class).jvmArgsPrepend());
        for (final Peer peer : Peer.values()) {
            assertTrue(flags.containsAll(peer.flags()), peer + " needs " + peer.flags());
        }
    }
}
