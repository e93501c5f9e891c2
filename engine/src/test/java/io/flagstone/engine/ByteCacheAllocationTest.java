/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.agrona.collections.MutableLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No operation of the hot path leaves garbage on the heap, assertions included. */
class ByteCacheAllocationTest {
    private static final int WARM_UP = 8_000;
    private static final int OPERATIONS = 5_000;
    /** The JVM may allocate something in one of them, as when it compiles; an operation that allocates does in all. */
    private static final int ROUNDS = 20;
    private static final int KEYS = 1_024;
    private static final Duration HOUR = Duration.ofHours(1);

    private static final byte[][] KEY = new byte[KEYS][];
    private static final byte[][] ABSENT = new byte[KEYS][];
    private static final byte[] VALUE = pattern(200, 1);
    private static final byte[] NUMBER = bytes("number");
    private static final byte[] NINE = bytes("9");
    private static final byte[] LONG_KEY = bytes("long");
    private static final byte[] LONG_VALUE = pattern(70_000, 1);

    private static final byte[] FRESH = bytes("key-00000000");
    private static final ByteBuffer FRESH_BUFFER = ByteBuffer.wrap(FRESH);
    private static final ByteBuffer LONG_BUFFER = ByteBuffer.wrap(LONG_VALUE);

    static {
        for (int i = 0; i < KEYS; i++) {
            KEY[i] = bytes("key-number-" + i);
            ABSENT[i] = bytes("absent-" + i);
        }
    }

    private static final class LengthReader extends ItemReader {
        private final ByteBuffer target = ByteBuffer.allocateDirect(300);
        private int length;
        private long casUnique;

        @Override
        protected void onItem(final ItemView item) {
            length = item.valueLength() + item.flags();
            casUnique = item.casUnique();
            if (item.valueLength() < target.capacity() - 10) {
                item.copyTo(target, 10);
            }
        }
    }

    static Stream<Arguments> operations() {
        final byte[] target = new byte[300];
        final MutableLong number = new MutableLong();
        final LengthReader reader = new LengthReader();
        return Stream.of(
            operation("get", c -> i -> c.get(KEY[i], target, 0)),
            operation("get that misses", c -> i -> c.get(ABSENT[i], target, 0)),
            operation("get of a chained value", c -> i -> c.get(LONG_KEY, target, 0)),
            operation("read", c -> i -> c.read(KEY[i], reader)),
            operation("read that misses", c -> i -> c.read(ABSENT[i], reader)),
            operation("read of a chained value", c -> i -> c.read(LONG_KEY, reader)),
            operation("contains", c -> i -> c.contains(KEY[i])),
            operation("contains that misses", c -> i -> c.contains(ABSENT[i])),
            operation("set", c -> i -> c.set(KEY[i], VALUE)),
            operation("set with flags and expiry", c -> i -> c.set(KEY[i], VALUE, i, HOUR)),
            operation("set of a chained value", c -> i -> c.set(LONG_KEY, LONG_VALUE)),
            operation("add that is refused", c -> i -> c.add(KEY[i], VALUE)),
            operation("replace", c -> i -> c.replace(KEY[i], VALUE)),
            operation("replace that is refused", c -> i -> c.replace(ABSENT[i], VALUE)),
            operation("cas that is refused", c -> i -> c.cas(KEY[i], VALUE, 0, FOREVER, 1)),
            operation("cas", c -> i -> {
                c.read(KEY[i], reader);
                c.cas(KEY[i], VALUE, 0, FOREVER, reader.casUnique);
            }),
            operation("cas that misses", c -> i -> c.cas(ABSENT[i], VALUE, 0, FOREVER, 1)),
            operation("append and prepend", c -> i -> {
                c.set(KEY[i], VALUE);
                c.append(KEY[i], NINE);
                c.prepend(KEY[i], NINE);
            }),
            operation("append to a chained value", c -> i -> {
                c.set(LONG_KEY, LONG_VALUE);
                c.append(LONG_KEY, LONG_VALUE);
            }),
            operation("append that misses", c -> i -> c.append(ABSENT[i], NINE)),
            operation("delete and add", c -> i -> {
                c.delete(KEY[i]);
                c.add(KEY[i], VALUE);
            }),
            operation("delete that misses", c -> i -> c.delete(ABSENT[i])),
            operation("touch", c -> i -> c.touch(KEY[i], HOUR)),
            operation("touch that makes room for a deadline", c -> i -> {
                c.set(KEY[i], VALUE);
                c.touch(KEY[i], HOUR);
            }),
            operation("touch that misses", c -> i -> c.touch(ABSENT[i], HOUR)),
            operation("increment", c -> i -> c.increment(NUMBER, 1, number)),
            operation("increment that grows", c -> i -> {
                c.set(NUMBER, NINE);
                c.increment(NUMBER, 1, number);
            }),
            operation("increment that misses", c -> i -> c.increment(ABSENT[i], 1, number)),
            operation("decrement", c -> i -> c.decrement(NUMBER, 1, number)),
            operation("increment of no number", c -> i -> c.increment(KEY[i], 1, number)));
    }

    /** Binds an operation to a cache. */
    @FunctionalInterface
    interface Binding {
        IntConsumer to(ByteCache cache);
    }

    private static Arguments operation(final String name, final Binding binding) {
        return Arguments.of(name, binding);
    }

    private static void fill(final ByteCache cache) {
        for (final byte[] key : KEY) {
            assertEquals(StoreResult.STORED, cache.set(key, VALUE, HOUR));
        }
        cache.set(NUMBER, bytes("1000000"));
        cache.set(LONG_KEY, LONG_VALUE);
    }

    static void assertNoAllocation(final IntConsumer operation) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            operation.accept(i % KEYS);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < OPERATIONS; i++) {
                operation.accept(i % KEYS);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes in " + OPERATIONS + " operations");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void shouldAllocateNothing(final String name, final Binding binding) {
        try (CacheBed bed = new CacheBed()) {
            fill(bed.cache);
            assertNoAllocation(binding.to(bed.cache));
        }
    }

    @Test
    void shouldAllocateNothingWhenNobodyRecordsAnyMore() {
        try (Recording recording = new Recording()) {
            recording.start();
        }
        try (CacheBed bed = new CacheBed()) {
            fill(bed.cache);
            bed.maintain();
            assertNoAllocation(i -> bed.cache.set(KEY[i], VALUE));
            assertNoAllocation(i -> bed.cache.touch(KEY[i], HOUR));
        }
    }

    static Stream<Arguments> storesOfFreshKeys() {
        final MutableLong number = new MutableLong();
        return Stream.of(
            operation("set", c -> i -> c.set(FRESH, VALUE)),
            operation("set with an expiry", c -> i -> c.set(FRESH, VALUE, HOUR)),
            operation("set of many sizes", c -> i -> c.buffers().store(StoreMode.SET, FRESH_BUFFER, 0, FRESH.length,
                LONG_BUFFER, 0, i * 3, i, 0, 0)),
            operation("add", c -> i -> c.add(FRESH, VALUE)),
            operation("add and append", c -> i -> {
                c.add(FRESH, VALUE);
                c.append(FRESH, VALUE);
            }),
            operation("add and increment", c -> i -> {
                c.add(FRESH, NINE);
                c.increment(FRESH, 1, number);
            }),
            operation("add and touch", c -> i -> {
                c.add(FRESH, VALUE);
                c.touch(FRESH, HOUR);
            }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("storesOfFreshKeys")
    void shouldAllocateNothingWhenItemsGiveWay(final String name, final Binding binding) {
        for (final EvictionPolicy policy : EvictionPolicy.values()) {
            try (CacheBed bed = new CacheBed(builder -> builder.memoryLimit(1 << 20).evictionPolicy(policy))) {
                final IntConsumer store = binding.to(bed.cache);
                final int[] count = new int[1];
                final IntConsumer storeFresh = i -> {
                    int rest = count[0]++;
                    for (int at = FRESH.length - 1; rest > 0; at--) {
                        FRESH[at] = (byte) ('0' + rest % 10);
                        rest /= 10;
                    }
                    store.accept(i);
                };
                while (bed.cache.stats().evictions() == 0) {
                    storeFresh.accept(count[0] % KEYS);
                }
                assertNoAllocation(storeFresh);
                assertTrue(bed.cache.stats().evictions() > OPERATIONS);
            }
        }
    }

    @Test
    void shouldAllocateNothingWhenMaintenanceExpiresAndSweeps() {
        try (CacheBed bed = new CacheBed()) {
            final Duration soon = Duration.ofMillis(100);
            assertNoAllocation(i -> {
                bed.cache.set(KEY[i], VALUE, soon);
                bed.cache.set(LONG_KEY, LONG_VALUE);
                bed.pass(soon);
                if (i % 16 == 0) {
                    bed.cache.flush();
                }
                bed.maintain();
            });
            assertTrue(bed.cache.stats().reclaimed() > OPERATIONS);
        }
    }

    @Test
    void shouldAllocateNothingWhenReadingAndStoringByOffset() {
        try (CacheBed bed = new CacheBed()) {
            fill(bed.cache);
            final BufferOperations operations = bed.cache.buffers();
            final ByteBuffer in = ByteBuffer.allocateDirect(1_000).put(100, KEY[5]).put(200, VALUE);
            final LengthReader reader = new LengthReader();
            final MutableLong number = new MutableLong();
            final int length = KEY[5].length;
            assertNoAllocation(i -> operations.read(in, 100, length, reader));
            assertEquals(VALUE.length, reader.length);
            assertNoAllocation(i -> operations.read(in, 100, length - 1, reader));
            assertNoAllocation(i -> operations.store(StoreMode.SET, in, 100, length, in, 200, 200, i, 0, 0));
            assertNoAllocation(i -> operations.touch(in, 100, length, 1_000_000));
            assertNoAllocation(i -> operations.increment(in, 100, length, 1, number));
            assertNoAllocation(i -> operations.decrement(in, 100, length, 1, number));
            assertNoAllocation(i -> operations.delete(in, 100, length, 0));
        }
    }

    @Test
    void shouldAllocateNothingWhenCopyingBetweenBuffers() {
        try (CacheBed bed = new CacheBed()) {
            fill(bed.cache);
            final ByteBuffer key = ByteBuffer.wrap(KEY[7]);
            final ByteBuffer target = ByteBuffer.allocateDirect(300);
            assertNoAllocation(i -> bed.cache.get(key, target.clear()));
            final ByteBuffer absent = ByteBuffer.wrap(ABSENT[7]);
            assertNoAllocation(i -> bed.cache.get(absent, target.clear()));
            final ByteBuffer value = ByteBuffer.wrap(VALUE);
            assertNoAllocation(i -> bed.cache.set(key, value, 0, FOREVER));
            final ByteBuffer direct = ByteBuffer.allocateDirect(VALUE.length).put(VALUE).flip();
            assertNoAllocation(i -> bed.cache.store(StoreMode.REPLACE, key, direct, 3, HOUR, 0));
            assertNoAllocation(i -> bed.cache.store(StoreMode.ADD, key, direct, 3, HOUR, 0));
        }
    }

    @Test
    void shouldAllocateNothingWhenWritingInPieces() {
        try (CacheBed bed = new CacheBed()) {
            final ItemWriter writer = bed.cache.buffers().newWriter();
            final ByteBuffer in = ByteBuffer.allocateDirect(100_000).put(0, KEY[0]);
            final int[] lengths = {200, 80_000};
            for (final int length : lengths) {
                assertNoAllocation(i -> {
                    writer.begin(in, 0, KEY[0].length, length, 0, 0);
                    writer.write(in, 0, length / 2);
                    writer.write(in, length / 2, length - length / 2);
                    writer.commit(StoreMode.SET, 0);
                });
            }
        }
    }

    @Test
    void shouldAllocateNothingForBackgroundWorkThatFindsNothingToDo() {
        try (CacheBed bed = new CacheBed()) {
            fill(bed.cache);
            bed.maintain();
            assertNoAllocation(i -> bed.maintain());
        }
    }
}
