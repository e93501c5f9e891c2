/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSerializerTest {
    record Address(String street, int number) {
    }

    record User(String name, Integer age, long id, boolean active, double score, byte[] picture, Address address,
        DayOfWeek day, List<Address> former, Map<String, Set<Integer>> groups, char initial) {
    }

    record Empty() {
    }

    record Even(int number) {
        Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException("odd");
            }
        }
    }

    record Thrower(String text) {
        @Override
        public String text() {
            throw new IllegalStateException("no text today");
        }
    }

    record Node(String name, Node next) {
    }

    record Tree(List<Tree> branches) {
    }

    record Sought(Optional<String> maybe) {
    }

    record Pair<A>(A one) {
    }

    record Raw(@SuppressWarnings("rawtypes") List list) {
    }

    record Open(byte... bytes) {
    }

    record Twice(Address from, Address to) {
    }

    /** Shapes that differ in one thing each. */
    static final class Versions {
        record Kept(String name, int age) {
        }

        record Renamed(String name, int years) {
        }
    }

    @Test
    void shouldGiveARecordBackWithAllItHolds() {
        final User user = new User("Ann", 40, 1L << 40, true, 0.5, null, new Address("Road", 1), DayOfWeek.MONDAY,
            Arrays.asList(new Address("Way", 2), null), Map.of("a", Set.of(1, 2)), 'A');
        assertEquals(user, Round.trip(Serializers.record(User.class), user));
    }

    @Test
    void shouldGiveNullsBack() {
        final User user = new User(null, null, 0, false, 0, null, null, null, null, null, 'x');
        assertEquals(user, Round.trip(Serializers.of(User.class), user));
        assertEquals(new Empty(), Round.trip(Serializers.of(Empty.class), new Empty()));
        assertEquals(new Twice(null, new Address("b", 1)),
            Round.trip(Serializers.of(Twice.class), new Twice(null, new Address("b", 1))));
    }

    @Test
    void shouldGiveARecordOfAnyNumberOfBytesBack() {
        assertArrayEquals(new byte[] {1, 2},
            Round.trip(Serializers.of(Open.class), new Open((byte) 1, (byte) 2)).bytes());
        assertNull(Round.trip(Serializers.of(Open.class), new Open((byte[]) null)).bytes());
    }

    @Test
    void shouldTakeFewBytes() {
        assertEquals(4 + 1 + 4 + 1 + 2, Round.written(Serializers.of(Address.class), new Address("Road", 17)).length);
    }

    @Test
    void shouldRefuseBytesOfAnotherShape() {
        final byte[] old = Round.written(Serializers.record(Versions.Kept.class), new Versions.Kept("Ann", 40));
        final String message = Round.refused(Serializers.record(Versions.Renamed.class), old, 0x800);
        assertTrue(message.contains("let the old ones expire, or use other keys"), message);
        assertTrue(message.contains("Versions$Renamed(name:java.lang.String;years:int;)"), message);
    }

    @Test
    void shouldRefuseARecordThatRefusesItsComponents() {
        final byte[] bytes = Round.written(Serializers.record(Even.class), new Even(4));
        bytes[bytes.length - 1] = '5';
        assertEquals("a record must accept its components: type=" + Even.class.getName(),
            Round.refused(Serializers.record(Even.class), bytes, 0x800));
        bytes[bytes.length - 2] = 0;
        assertTrue(Round.refused(Serializers.record(Even.class), Arrays.copyOf(bytes, bytes.length - 1), 0x800)
            .startsWith("a record must accept its components"));
    }

    @Test
    void shouldRefuseBytesBehindARecord() {
        final byte[] bytes = Round.written(Serializers.record(Even.class), new Even(4));
        assertEquals("nothing must remain behind a value: remaining=1",
            Round.refused(Serializers.record(Even.class), Arrays.copyOf(bytes, bytes.length + 1), 0x800));
    }

    @Test
    void shouldLetThroughWhatAnAccessorThrows() {
        assertEquals("no text today", assertThrows(IllegalStateException.class,
            () -> Round.written(Serializers.record(Thrower.class), new Thrower("x"))).getMessage());
    }

    @ParameterizedTest
    @ValueSource(classes = {Node.class, Tree.class})
    void shouldRefuseARecordThatContainsItself(final Class<?> type) {
        final String message = assertThrows(IllegalArgumentException.class, () -> Serializers.of(type)).getMessage();
        assertTrue(message.startsWith("a record must not contain itself; give a Serializer of your own: type="
            + type.getName()), message);
    }

    @ParameterizedTest
    @ValueSource(classes = {Sought.class, Pair.class, Raw.class})
    void shouldNameTheComponentItCannotStore(final Class<?> type) {
        final String message = assertThrows(IllegalArgumentException.class, () -> Serializers.of(type)).getMessage();
        assertTrue(message.contains("; component ") && message.endsWith(" of " + type.getName()), message);
    }
}
