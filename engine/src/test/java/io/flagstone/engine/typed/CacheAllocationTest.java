/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.management.ThreadMXBean;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.serializer.Serializers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A typed operation leaves no garbage but what it returns. */
class CacheAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int OPERATIONS = 5_000;
    private static final int ROUNDS = 20;
    private static final byte[] VALUE = new byte[200];
    /** 200 bytes and the array's header. */
    private static final long RESULT = 216;
    private static final String KEY = "key";
    private static final String ABSENT = "absent";

    /** What is done to a cache. */
    @FunctionalInterface
    interface Operation {
        void on(Cache<String, byte[]> cache);
    }

    static Stream<Arguments> operations() {
        return Stream.of(
            operation("getIfPresent", RESULT, c -> assertNotNull(c.getIfPresent(KEY))),
            operation("getIfPresent that misses", 0, c -> assertNull(c.getIfPresent(ABSENT))),
            operation("peek", RESULT, c -> assertNotNull(c.peek(KEY))),
            operation("get with a loader", RESULT, c -> assertNotNull(c.get(KEY, k -> VALUE))),
            operation("put", 0, c -> c.put(KEY, VALUE)),
            operation("put with a time to live", 0, c -> c.put(KEY, VALUE, Duration.ZERO)),
            operation("putIfAbsent that is refused", 0, c -> c.putIfAbsent(KEY, VALUE)),
            operation("replace", 0, c -> c.replace(KEY, VALUE)),
            operation("invalidate that misses", 0, c -> c.invalidate(ABSENT)),
            operation("invalidate and put", 0, c -> {
                c.invalidate(KEY);
                assertEquals(StoreResult.STORED, c.put(KEY, VALUE));
            }));
    }

    private static Arguments operation(final String name, final long bytes, final Operation operation) {
        return Arguments.of(name, bytes, operation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void shouldAllocateWhatItReturns(final String name, final long bytes, final Operation operation) {
        try (TypedBed bed = new TypedBed(); Cache<String, byte[]> cache =
                Cache.builder(Serializers.string(), Serializers.bytes()).over(bed.bytes)
                    .expireAfterAccess(Duration.ofMinutes(1)).build()) {
            cache.put(KEY, VALUE);
            final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (int i = 0; i < WARM_UP; i++) {
                operation.on(cache);
            }
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > bytes * OPERATIONS; round++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < OPERATIONS; i++) {
                    operation.on(cache);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertEquals(bytes * OPERATIONS, least, "bytes in " + OPERATIONS + " operations");
        }
    }
}
