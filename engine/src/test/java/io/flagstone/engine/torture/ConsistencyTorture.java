/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Threads that do random operations on 1,000 keys, against a model of each: no torn value, no stale read, no lost
 * update under cas, counters and logs add up, and after a flush or expiry every chunk is accounted for.
 *
 * <p>It goes in rounds of three kinds, each on what the one before left of the same cache: all families, then
 * everything is flushed; all families, then everything expires; families that bear misses only, while one worker
 * flushes again and again. A second cache, too small for its content, gets those families too: evictions run all the
 * time there. Time goes by with the operations. As a command ({@code benchmarks/consistency.sh}) it goes on for a
 * number of seconds; as a test for a number of rounds.
 */
public final class ConsistencyTorture {
    private static final int KEYS_PER_FAMILY = 200;
    private static final int OPERATIONS_PER_TICK = 16;
    private static final int OPERATIONS_PER_FLUSH = 1000;
    private static final long AMPLE_MEMORY = 512L << 20;
    private static final long SCANT_MEMORY = 512 << 10;
    private static final int MAX_SECONDS = 1_000_000;
    private static final int MAX_THREADS = 1_000;
    private static final int MISUSE = 2;

    private final int threads;
    private final int operationsPerRound;
    private final long seed;
    private final TortureClock clock = new TortureClock();
    private final Violations violations = new Violations();
    private final List<KeyFamily> all;
    private final List<KeyFamily> bearingMisses;
    private int round;

    private ConsistencyTorture(final int threads, final int operationsPerRound, final long seed) {
        this.threads = threads;
        this.operationsPerRound = operationsPerRound;
        this.seed = seed;
        bearingMisses = List.of(new RegisterFamily(KEYS_PER_FAMILY, threads),
            new SharedFamily(KEYS_PER_FAMILY, threads));
        all = new ArrayList<>(bearingMisses);
        all.add(new CasFamily(KEYS_PER_FAMILY));
        all.add(new CounterFamily(KEYS_PER_FAMILY));
        all.add(new LogFamily(KEYS_PER_FAMILY, threads));
    }

    /**
     * Runs a fixed amount of work.
     *
     * @param threads             of it
     * @param rounds              of each cache
     * @param operationsPerThread in each round
     * @param seed                of the random numbers
     * @throws AssertionError if the cache did something wrong, with what it was
     */
    static void run(final int threads, final int rounds, final int operationsPerThread, final long seed) {
        final ConsistencyTorture ample = new ConsistencyTorture(threads, operationsPerThread, seed);
        final ConsistencyTorture scant = new ConsistencyTorture(threads, operationsPerThread, seed);
        final ByteCache ampleCache = ample.cache(AMPLE_MEMORY);
        final ByteCache scantCache = scant.cache(SCANT_MEMORY);
        for (int i = 0; i < rounds; i++) {
            ample.ampleRound(ampleCache);
            scant.scantRound(scantCache);
        }
        finish(ampleCache, scantCache);
    }

    /** Not reached after a failure: an operation that died on its way would keep the close waiting. */
    private static void finish(final ByteCache ampleCache, final ByteCache scantCache) {
        final long evictions = scantCache.stats().evictions();
        ampleCache.close();
        scantCache.close();
        if (evictions == 0) {
            throw new AssertionError("the small cache has to evict");
        }
    }

    private ByteCache cache(final long memory) {
        return ByteCache.builder().memoryLimit(memory).maximumItemSize((int) Math.min(1 << 20, memory / 2)).clock(clock)
            .callerMaintains().build();
    }

    private void ampleRound(final ByteCache cache) {
        final int kind = round % 3;
        work(cache, kind == 2 ? bearingMisses : all, kind != 2, kind == 2);
        ChunkAccount.checkBalance(cache, violations);
        violations.check(cache.stats().evictions() == 0, "a cache with ample memory evicts");
        if (kind == 1) {
            expire(cache);
            ChunkAccount.checkEverythingFree(cache, clock, violations, "expiry");
        } else {
            cache.flush();
            ChunkAccount.checkEverythingFree(cache, clock, violations, "a flush");
        }
        for (final KeyFamily family : all) {
            family.forget();
        }
        violations.raise("round " + round);
    }

    private void scantRound(final ByteCache cache) {
        work(cache, bearingMisses, false, false);
        ChunkAccount.checkBalance(cache, violations);
        if (round % 2 == 0) {
            cache.flush();
            ChunkAccount.checkEverythingFree(cache, clock, violations, "a flush of a full cache");
            for (final KeyFamily family : bearingMisses) {
                family.forget();
            }
        }
        violations.raise("round " + round + " with evictions");
    }

    private void expire(final ByteCache cache) {
        for (final KeyFamily family : all) {
            for (final byte[] key : family.keys()) {
                cache.touch(key, Duration.ofSeconds(1));
            }
        }
        clock.advance(TimeUnit.SECONDS.toMillis(7));
    }

    private void work(final ByteCache cache, final List<KeyFamily> families, final boolean isStrict,
        final boolean isFlushing) {
        round++;
        final AtomicBoolean isOver = new AtomicBoolean();
        final List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            final TortureWorker worker = worker(i, cache, isStrict);
            workers.add(start("torture-" + i, () -> operate(worker, families, isFlushing)));
        }
        final Thread maintenance = start("torture-maintenance", () -> {
            while (!isOver.get()) {
                ChunkAccount.maintain(cache);
                Thread.yield();
            }
        });
        for (final Thread worker : workers) {
            join(worker);
        }
        isOver.set(true);
        join(maintenance);
        final TortureWorker witness = worker(threads, cache, isStrict);
        for (final KeyFamily family : families) {
            family.verifyAtRest(witness);
        }
        violations.raise("round " + round);
    }

    private void operate(final TortureWorker worker, final List<KeyFamily> families, final boolean isFlushing) {
        for (int i = 1; i <= operationsPerRound && violations.isEmpty(); i++) {
            if (worker.index == 0 && i % OPERATIONS_PER_TICK == 0) {
                clock.advance(1);
            }
            if (isFlushing && worker.index == 0 && i % OPERATIONS_PER_FLUSH == 0) {
                families.forEach(KeyFamily::beforeFlush);
                worker.cache.flush();
                families.forEach(KeyFamily::afterFlush);
            }
            families.get(worker.any(families.size())).operate(worker);
        }
    }

    private TortureWorker worker(final int index, final ByteCache cache, final boolean isStrict) {
        return new TortureWorker(index, cache, violations, clock, seed + round, isStrict);
    }

    private Thread start(final String name, final Runnable work) {
        final Thread thread = new Thread(work, name);
        thread.setUncaughtExceptionHandler((dead, cause) -> violations.add("%s died: %s", name, trace(cause)));
        thread.start();
        return thread;
    }

    private static String trace(final Throwable cause) {
        final StringBuilder text = new StringBuilder(cause.toString());
        for (final StackTraceElement element : cause.getStackTrace()) {
            text.append("\n    at ").append(element);
        }
        return text.toString();
    }

    private static void join(final Thread thread) {
        try {
            thread.join();
        } catch (final InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a torture", e);
        }
    }

    /**
     * Goes on for some time and prints what it did.
     *
     * @param arguments seconds (60), threads (8), seed (of the time of day)
     */
    public static void main(final String[] arguments) {
        final int seconds = (int) argument(arguments, 0, "SECONDS", 60, MAX_SECONDS);
        final int threads = (int) argument(arguments, 1, "THREADS", 8, MAX_THREADS);
        final long seed = argument(arguments, 2, "SEED", System.nanoTime(), Long.MAX_VALUE);
        goOn(seconds, threads, seed);
    }

    /** A number above 0, as it was given or else as it is; what is none ends the program. */
    private static long argument(final String[] arguments, final int index, final String name, final long otherwise,
            final long most) {
        if (index >= arguments.length) {
            return otherwise;
        }
        if (arguments[index].matches("\\d{1,18}")) {
            final long number = Long.parseLong(arguments[index]);
            if (number > 0 && number <= most) {
                return number;
            }
        }
        System.err.println(name + " must be a number from 1 to " + most + ": " + name + "=" + arguments[index]);
        System.exit(MISUSE);
        return 0;
    }

    private static void goOn(final int seconds, final int threads, final long seed) {
        final int operationsPerRound = 20_000;
        System.out.printf("%d threads, %d keys, %d s, seed %d%n", threads, 5 * KEYS_PER_FAMILY, seconds, seed);
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        final ConsistencyTorture ample = new ConsistencyTorture(threads, operationsPerRound, seed);
        final ConsistencyTorture scant = new ConsistencyTorture(threads, operationsPerRound, seed);
        final ByteCache ampleCache = ample.cache(AMPLE_MEMORY);
        final ByteCache scantCache = scant.cache(SCANT_MEMORY);
        while (System.nanoTime() < end) {
            ample.ampleRound(ampleCache);
            scant.scantRound(scantCache);
        }
        report("ample memory", ample, ampleCache.stats());
        report("scant memory", scant, scantCache.stats());
        finish(ampleCache, scantCache);
        System.out.println("consistent");
    }

    private static void report(final String name, final ConsistencyTorture torture, final CacheStats stats) {
        System.out.printf("%s: %d rounds, %,d operations, %,d hits, %,d misses, %,d stores, %,d evictions%n", name,
            torture.round, (long) torture.round * torture.threads * torture.operationsPerRound, stats.hits(),
            stats.misses(), stats.totalItems(), stats.evictions());
    }
}
