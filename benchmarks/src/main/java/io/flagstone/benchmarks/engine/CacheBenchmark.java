/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How every peer is measured: in a JVM of its own, with a heap that holds a million items of any of them, and with the
 * flags that some of them cannot do without. All get all flags: they open packages, and change nothing for who does not
 * look into those. They are prepended, so that {@code -jvmArgsAppend} adds to them and goes before them.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsPrepend = {"-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch", JvmFlags.DIRECT_64G,
    JvmFlags.EXPORT_REF, JvmFlags.EXPORT_CHANNELS, JvmFlags.EXPORT_UNSAFE, JvmFlags.EXPORT_FILES,
    JvmFlags.OPEN_COMPILER, JvmFlags.OPEN_LANG, JvmFlags.OPEN_REFLECT, JvmFlags.OPEN_IO, JvmFlags.OPEN_UTIL})
abstract class CacheBenchmark {
}
