/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlWordTest {
    private static final int NOW = 1_234_567;

    /** Every field that can be read, as a number; the access time as what it was set to. */
    enum Field {
        KEY_LENGTH, VALUE_LENGTH, STATE, QUEUE, FREQUENCY, FETCHED, FLAGS, EXPIRY, CHAINED, PINNED, GENERATION, ACCESS;

        long of(final long control) {
            return switch (this) {
                case KEY_LENGTH -> ControlWord.keyLength(control);
                case VALUE_LENGTH -> ControlWord.valueLength(control);
                case STATE -> ControlWord.state(control);
                case QUEUE -> ControlWord.queue(control);
                case FREQUENCY -> ControlWord.frequency(control);
                case FETCHED -> ControlWord.isFetched(control) ? 1 : 0;
                case FLAGS -> ControlWord.hasFlags(control) ? 1 : 0;
                case EXPIRY -> ControlWord.hasExpiry(control) ? 1 : 0;
                case CHAINED -> ControlWord.isChained(control) ? 1 : 0;
                case PINNED -> ControlWord.isPinned(control) ? 1 : 0;
                case GENERATION -> ControlWord.generation(control);
                case ACCESS -> NOW - ControlWord.idleSeconds(control, NOW);
            };
        }
    }

    /** Every change of one field, and the values it can have. */
    enum Change {
        STATE(Field.STATE, 4), QUEUE(Field.QUEUE, 2), FREQUENCY(Field.FREQUENCY, 4), PINNED(Field.PINNED, 2),
        GENERATION(Field.GENERATION, 8), ACCESS(Field.ACCESS, NOW + 1);

        private final Field field;
        private final int values;

        Change(final Field field, final int values) {
            this.field = field;
            this.values = values;
        }

        LongUnaryOperator to(final int value) {
            return control -> switch (this) {
                case STATE -> ControlWord.withState(control, value);
                case QUEUE -> ControlWord.withQueue(control, value);
                case FREQUENCY -> ControlWord.withFrequency(control, value);
                case PINNED -> ControlWord.withPinned(control, value == 1);
                case GENERATION -> ControlWord.withGeneration(control, value);
                case ACCESS -> ControlWord.withAccess(control, value);
            };
        }
    }

    private static long[] fields(final long control) {
        return Arrays.stream(Field.values()).mapToLong(field -> field.of(control)).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void shouldChangeOneFieldAndNoOther(final Change change) {
        final Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            final long control = random.nextLong();
            final int least = change == Change.ACCESS ? NOW - (1 << 18) + 1 : 0;
            final int value = least + random.nextInt(change.values - least);
            final long[] expected = fields(control);
            expected[change.field.ordinal()] = value;

            final long changed = change.to(value).applyAsLong(control);

            assertEquals(Arrays.toString(expected), Arrays.toString(fields(changed)));
            assertEquals(control, change.to((int) change.field.of(control)).applyAsLong(changed));
        }
    }

    @Test
    void shouldDescribeDetachedItem() {
        final Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            final int keyLength = 1 + random.nextInt(250);
            final int valueLength = random.nextInt(1 << 21);
            final boolean flags = random.nextBoolean();
            final boolean expiry = random.nextBoolean();
            final boolean chained = random.nextBoolean();

            final long control = ControlWord.detached(keyLength, valueLength, flags, expiry, chained);

            assertEquals(keyLength, ControlWord.keyLength(control));
            assertEquals(valueLength, ControlWord.valueLength(control));
            assertEquals(ControlWord.DETACHED, ControlWord.state(control));
            assertEquals(flags, ControlWord.hasFlags(control));
            assertEquals(expiry, ControlWord.hasExpiry(control));
            assertEquals(chained, ControlWord.isChained(control));
            assertEquals(ControlWord.SMALL, ControlWord.queue(control));
            assertEquals(0, ControlWord.frequency(control));
            assertEquals(0, ControlWord.generation(control));
            assertFalse(ControlWord.isFetched(control));
            assertFalse(ControlWord.isPinned(control));
        }
    }

    @Test
    void shouldDescribePart() {
        for (final int length : new int[] {0, 1, 65_536, (1 << 21) - 1}) {
            assertEquals(ControlWord.PART, ControlWord.state(ControlWord.part(length)));
            assertEquals(length, ControlWord.valueLength(ControlWord.part(length)));
            assertEquals(0, ControlWord.keyLength(ControlWord.part(length)));
            assertFalse(ControlWord.isChained(ControlWord.part(length)));
        }
    }

    @Test
    void shouldTakeOnlyTheLowBitsOfGeneration() {
        for (int generation = 0; generation < 100; generation++) {
            assertEquals(generation % ControlWord.GENERATIONS,
                ControlWord.generation(ControlWord.withGeneration(-1L, generation)));
        }
    }

    @Test
    void shouldTellIdleTimeUpToThreeDays() {
        final int threeDays = 1 << 18;
        for (final int then : new int[] {0, 2, threeDays - 1, threeDays, 214_748_364}) {
            final long control = ControlWord.withAccess(-1L, then);
            for (final int idle : new int[] {0, 1, 1_000, threeDays - 1}) {
                assertEquals(idle, ControlWord.idleSeconds(control, then + idle));
            }
            assertEquals(0, ControlWord.idleSeconds(control, then + threeDays));
        }
    }

    @Test
    void shouldCountHitsUpToThree() {
        long control = ControlWord.detached(5, 5, false, false, false);
        for (int hit = 1; hit <= ControlWord.MAX_FREQUENCY; hit++) {
            control = ControlWord.hit(control, 100 + hit);
            assertEquals(hit, ControlWord.frequency(control));
            assertTrue(ControlWord.isFetched(control));
            assertEquals(0, ControlWord.idleSeconds(control, 100 + hit));
            assertEquals(5, ControlWord.keyLength(control));
            assertEquals(5, ControlWord.valueLength(control));
        }
        assertEquals(ControlWord.MAX_FREQUENCY, ControlWord.frequency(ControlWord.hit(control, 1_000)));
    }

    @Test
    void shouldNoteHitOfWarmItemOnceAMinute() {
        final long warm = ControlWord.withAccess(ControlWord.withFrequency(
            ControlWord.hit(ControlWord.detached(5, 5, false, false, false), 0), ControlWord.MAX_FREQUENCY), 100);

        assertEquals(warm, ControlWord.hit(warm, 100));
        assertEquals(warm, ControlWord.hit(warm, 100 + ControlWord.ACCESS_INTERVAL - 1));
        final long later = ControlWord.hit(warm, 100 + ControlWord.ACCESS_INTERVAL);
        assertEquals(ControlWord.withAccess(warm, 100 + ControlWord.ACCESS_INTERVAL), later);
    }

    @Test
    void shouldNoteThatItemWasFetchedEvenWhenItIsWarm() {
        final long overwritten = ControlWord.withFrequency(ControlWord.detached(5, 5, false, false, false), 3);

        assertTrue(ControlWord.isFetched(ControlWord.hit(overwritten, 0)));
    }

    @Test
    void shouldCountAUseForEvictionButNotAsAFetch() {
        final long fresh = ControlWord.withAccess(ControlWord.detached(5, 5, false, false, false), 100);
        final long used = ControlWord.used(fresh, 130);
        assertFalse(ControlWord.isFetched(used));
        assertEquals(ControlWord.frequency(fresh) + 1, ControlWord.frequency(used));
        assertEquals(0, ControlWord.idleSeconds(used, 130));
        assertTrue(ControlWord.isFetched(ControlWord.used(ControlWord.hit(fresh, 100), 130)));
    }
}
