/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JavaSerializerTest {
    private static final ObjectInputFilter OURS =
        ObjectInputFilter.Config.createFilter("io.flagstone.**;java.util.*;java.math.*;java.time.*");
    private static final Serializer<Object> JAVA = Serializers.java(OURS);

    private static final class Trap implements Serializable {
        private static final long serialVersionUID = 1;
        private static final AtomicInteger SPRUNG = new AtomicInteger();

        private void readObject(final ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            SPRUNG.incrementAndGet();
        }
    }

    static List<Object> values() {
        final Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            map.put("k" + i, i);
        }
        return List.of("text", 5, 'c', DayOfWeek.FRIDAY, new ArrayList<>(List.of("a", "b")), map, new HashSet<>(),
            new HashMap<>(), new HashSet<>(map.keySet()), BigInteger.TEN.pow(100),
            new ArrayList<>(List.of(1, 2L, 3.0)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldGiveASerializableValueBack(final Object value) {
        assertEquals(value, Round.trip(JAVA, value));
    }

    @Test
    void shouldGiveArraysBack() {
        assertArrayEquals(new int[1_000], (int[]) Round.trip(JAVA, new int[1_000]));
        assertArrayEquals(new String[] {"a", null}, (String[]) Round.trip(JAVA, new String[] {"a", null}));
        assertArrayEquals(new Object[100], (Object[]) Round.trip(JAVA, new Object[100]));
    }

    @Test
    void shouldMakeNoObjectThatTheFilterDoesNotLetIn() {
        final byte[] bytes = Round.written(JAVA, new Trap());
        final Serializer<Object> strict = Serializers.java(ObjectInputFilter.Config.createFilter("java.util.*"));
        final int before = Trap.SPRUNG.get();
        assertTrue(Round.refused(strict, bytes, 1).endsWith("the filter does not let this class in: class="
            + Trap.class.getName()));
        final Serializer<Object> lax = Serializers.java(ObjectInputFilter.Config.createFilter("!io.flagstone.**;*"));
        assertTrue(Round.refused(lax, bytes, 1).endsWith("class=" + Trap.class.getName()));
        assertEquals(before, Trap.SPRUNG.get());
        Round.read(JAVA, bytes, 1);
        assertEquals(before + 1, Trap.SPRUNG.get());
    }

    @Test
    void shouldAskForAFilter() {
        final String message =
            assertThrows(NullPointerException.class, () -> Serializers.java(null)).getMessage();
        assertTrue(message.contains("ObjectInputFilter.Config.createFilter("), message);
    }

    @Test
    void shouldRefuseAnObjectOfAnotherClass() {
        final byte[] bytes = Round.written(JAVA, "text");
        assertEquals("a value must be a serialized java.lang.Integer",
            Round.refused(Serializers.java(Integer.class, OURS), bytes, 1));
    }

    @Test
    void shouldNameTheClassThatCannotBeWritten() {
        assertEquals("a value must be serializable with all it holds: class=java.lang.Object",
            assertThrows(IllegalArgumentException.class, () -> Round.written(JAVA, new Object())).getMessage());
    }

    @Test
    void shouldRefuseAnArrayThatIsLongerThanItsBytes() {
        for (final Object array : new Object[] {new byte[4], new long[4], new Object[4]}) {
            final byte[] bytes = Round.written(JAVA, array);
            final int elements = array instanceof long[] ? 32 : 4;
            final int length = bytes.length - elements - Integer.BYTES;
            bytes[length] = 0x7f;
            assertTrue(Round.refused(JAVA, bytes, 1).contains("its arrays are too large for its bytes"));
        }
    }

    @Test
    void shouldRefuseObjectsThatLieTooDeepInEachOther() {
        Object[] deep = {};
        for (int i = 0; i < 300; i++) {
            deep = new Object[] {deep};
        }
        assertTrue(Round.refused(JAVA, Round.written(JAVA, deep), 1).contains("too deep in each other"));
    }

    @Test
    void shouldRefuseBytesBehindTheObject() {
        final byte[] bytes = Round.written(JAVA, 5);
        Round.refused(JAVA, Arrays.copyOf(bytes, bytes.length + 1), 1);
    }
}
