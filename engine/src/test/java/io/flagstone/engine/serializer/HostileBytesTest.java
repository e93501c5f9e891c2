/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ObjectInputFilter;
import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Anybody on the wire can store any bytes with any flags under a key that Java reads. */
class HostileBytesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int[] FLAGS = {0, 1, 2, 4, 8, 16, 0x100, 0x104, 0x200, 0x300, 0x400, 0x500, 0x600, 0x700,
        0x800, -1};
    private static final int TRIES = 2_000;
    /** An exception with its stack, and small things. */
    private static final long ALLOWANCE = 1 << 20;

    record Inner(List<String> names, Map<Integer, Long> counts) {
    }

    record Outer(Inner inner, Set<DayOfWeek> days, byte[] bytes, double ratio) {
    }

    private record Subject(Serializer<Object> serializer, byte[] honest) {
        @Override
        public String toString() {
            return serializer + ", " + honest.length + " bytes";
        }
    }

    static List<Subject> subjects() {
        final Inner inner = new Inner(Arrays.asList("a", null, "bcd"), Map.of(1, 2L, 3, 4L));
        final Map<String, Object> map = new HashMap<>(Map.of("one", new int[10], "two", new ArrayList<>(List.of("x"))));
        return List.of(subject(Serializers.string(), "h\u00e9llo"), subject(Serializers.bytes(), new byte[9]),
            subject(Serializers.integer(), 12345), subject(Serializers.longs(), Long.MIN_VALUE),
            subject(Serializers.booleans(), true), subject(Serializers.doubles(), 1.5),
            subject(Serializers.of(UUID.class), new UUID(1, 2)), subject(Serializers.of(Character.class), 'x'),
            subject(Serializers.of(Instant.class), Instant.EPOCH),
            subject(Serializers.of(Duration.class), Duration.ofSeconds(5)),
            subject(Serializers.enums(DayOfWeek.class), DayOfWeek.MONDAY),
            subject(Serializers.record(Outer.class), new Outer(inner, Set.of(DayOfWeek.MONDAY), new byte[3], 0.1)),
            subject(Serializers.listOf(Serializers.listOf(Serializers.string())), List.of(List.of("a"), List.of())),
            subject(Serializers.setOf(Serializers.integer()), Set.of(1, 2, 3)),
            subject(Serializers.mapOf(Serializers.string(), Serializers.bytes()), Map.of("k", new byte[2])),
            subject(Serializers.java(ObjectInputFilter.Config.createFilter("java.util.*")), map),
            subject(Serializers.java(ObjectInputFilter.Config.createFilter("*")), new HashSet<>(Set.of(1, "a", 2.0))));
    }

    @SuppressWarnings("unchecked")
    private static <T> Subject subject(final Serializer<T> serializer, final T value) {
        return new Subject((Serializer<Object>) serializer, Round.written(serializer, value));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void shouldEndInOneExceptionForAnyBytes(final Subject subject) {
        final SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            final byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            refused += read(subject.serializer, noise, FLAGS[random.nextInt(FLAGS.length)]);
        }
        assertTrue(refused > 0, "refused: " + refused);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void shouldEndInOneExceptionForBytesThatAreAlmostRight(final Subject subject) {
        final SplittableRandom random = new SplittableRandom(8);
        assertEquals(0, read(subject.serializer, subject.honest, subject.serializer.flags()));
        for (int length = 0; length < subject.honest.length; length++) {
            read(subject.serializer, Arrays.copyOf(subject.honest, length), subject.serializer.flags());
        }
        for (int i = 0; i < TRIES; i++) {
            final byte[] bytes = subject.honest.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            read(subject.serializer, bytes, subject.serializer.flags());
        }
    }

    @Test
    void shouldRefuseACountOfElementsForWhichThereAreNoBytes() {
        final ByteWriter out = new ByteWriter();
        out.putCount(Integer.MAX_VALUE);
        out.putBytes(new byte[100]);
        for (final Serializer<?> serializer : List.of(Serializers.listOf(Serializers.string()),
            Serializers.setOf(Serializers.string()), Serializers.mapOf(Serializers.string(), Serializers.string()))) {
            assertEquals("there must be a byte for each element: elements=2147483647 remaining=100",
                Round.refused(serializer, out.toByteArray(), 0x800));
        }
    }

    @Test
    void shouldRefuseALengthForWhichThereAreNoBytes() {
        final ByteWriter out = new ByteWriter();
        out.putCount(1);
        out.putCount(Integer.MAX_VALUE);
        assertEquals("the value must not end here: needed=2147483646 remaining=0",
            Round.refused(Serializers.listOf(Serializers.bytes()), out.toByteArray(), 0x800));
        assertEquals("a count must have at most 31 bits",
            Round.refused(Serializers.listOf(Serializers.bytes()), "\u00ff".repeat(20), 0x800));
        assertEquals("a count must have at most 31 bits",
            Round.refused(Serializers.listOf(Serializers.bytes()), "\u00ff\u00ff\u00ff\u00ff\u000f", 0x800));
    }

    /** Returns how often it was refused. */
    private static int read(final Serializer<Object> serializer, final byte[] bytes, final int flags) {
        final ByteReader reader = new ByteReader().wrap(bytes, 0, bytes.length, flags);
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        int refused = 0;
        try {
            serializer.read(reader);
        } catch (final MalformedValueException e) {
            refused = 1;
        }
        final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < ALLOWANCE, serializer + " allocated " + allocated + " for " + Arrays.toString(bytes));
        return refused;
    }
}
