/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the size of the JVM's common pool does to who waits; it is said when a JVM starts. */
class CommonPoolTest {
    private static String run(final String part, final int threads) throws IOException, InterruptedException {
        final Path out = Files.createTempFile("flagstone", ".out");
        // What a newer JDK warns of on the other stream is shown among the output of the tests.
        final Process process = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + threads,
            "-cp", System.getProperty("java.class.path"), CommonPoolProgram.class.getName(), part))
            .redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(out.toFile()).start();
        try {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it hangs");
            return Files.readString(out).strip();
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(out);
        }
    }

    /** A worker that joined a future would run what stands in its queue: on top of a loader, and in its name. */
    @Test
    void shouldRunNothingOfOthersOnTopOfAWait() throws Exception {
        assertEquals("loaded: slow of a, innocent: slow of a", run("wait", 2));
    }

    @Test
    void shouldHearOfWhatOthersLoadWhereTheCommonPoolHasNoThread() throws Exception {
        assertEquals("heard: theirs", run("announcement", 0));
    }
}
