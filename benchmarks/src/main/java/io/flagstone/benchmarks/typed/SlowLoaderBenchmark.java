/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.typed;

import io.flagstone.engine.typed.Cache;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a slow loader for one key costs those who find theirs: {@code get(key, loader)} that hits, while other threads
 * load one absent key again and again, a tenth of a second each time, or while they do not.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar SlowLoaderBenchmark
 * </pre>
 *
 * Scores are nanoseconds per hit.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class SlowLoaderBenchmark {
    private static final int KEYS = 1 << 12;
    private static final long LOAD_NANOS = 100_000_000;
    private static final int JOIN_MILLIS = 10_000;

    /** The cache, and those who wait for the slow key. */
    @State(Scope.Benchmark)
    public static class Loading {
        /** How many threads ask for the slow key: one loads, the others wait for it. */
        @Param({"0", "1", "8"})
        public int waiting;

        private final String[] keys = new String[KEYS];
        private final AtomicLong loads = new AtomicLong();
        private Cache<String, String> cache;
        private Thread[] others;
        private volatile boolean over;

        /** Fills the cache, and starts those who wait. */
        @Setup(Level.Trial)
        public void start() {
            cache = Cache.builder(String.class, String.class).build();
            for (int i = 0; i < KEYS; i++) {
                keys[i] = "key:" + i;
                cache.put(keys[i], "value".repeat(50));
            }
            others = new Thread[waiting];
            for (int i = 0; i < waiting; i++) {
                others[i] = new Thread(this::loadAgainAndAgain, "loading-" + i);
                others[i].setDaemon(true);
                others[i].start();
            }
        }

        private void loadAgainAndAgain() {
            while (!over) {
                cache.get("slow", key -> {
                    final long end = System.nanoTime() + LOAD_NANOS;
                    for (long left = LOAD_NANOS; left > 0; left = end - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    loads.incrementAndGet();
                    return null;
                });
            }
        }

        /**
         * Ends those who wait.
         *
         * @throws InterruptedException if this is to end before they have
         */
        @TearDown(Level.Trial)
        public void stop() throws InterruptedException {
            over = true;
            for (final Thread other : others) {
                other.join(JOIN_MILLIS);
            }
            cache.close();
            if (waiting > 0 && loads.get() == 0) {
                throw new IllegalStateException("the slow key must have been loaded: waiting=" + waiting);
            }
        }
    }

    /** Which key is next. */
    @State(Scope.Thread)
    public static class Position {
        private int next;
    }

    /**
     * Gets a value that is there.
     *
     * @param loading  holds the cache
     * @param position of this thread
     * @return the value
     */
    @Benchmark
    public String hit(final Loading loading, final Position position) {
        return loading.cache.get(loading.keys[position.next++ & KEYS - 1], key -> {
            throw new IllegalStateException("every key but the slow one must be there: key=" + key);
        });
    }
}
