/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.serializer.ByteReader;
import io.flagstone.engine.serializer.ByteWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

class AnySerializerTest {
    private final KnownClasses classes = new KnownClasses(getClass()::getClassLoader);

    private byte[] write(final Object value, final boolean ofKeys) {
        final ByteWriter out = new ByteWriter();
        new AnySerializer(classes, ofKeys).write(value, out);
        return out.toByteArray();
    }

    private Object read(final byte[] bytes) {
        return new AnySerializer(classes, false).read(new ByteReader().wrap(bytes, 0, bytes.length, 0));
    }

    private Object copy(final Object value) {
        return read(write(value, false));
    }

    @Test
    void shouldGiveBackWhatItWrites() {
        final UUID id = new UUID(1, 2);
        for (final Object value : List.of("text", "", "with half a pair \ud800", "with a pair \ud83d\ude00", 1, -1L,
            0.5, 1.5f, (short) 3, 'c', true, false, TimeUnit.HOURS, BigDecimal.TEN, LocalDate.of(2026, 1, 2), id,
            List.of(1, "two"), Map.of("k", new Date(5)), new Range(1, null), List.of(new Range(1, new Range(2, null))),
            new Named("n", List.of(new Range(3, null))), Range.class, int.class)) {
            assertEquals(value, copy(value));
        }
        assertArrayEquals(new byte[] {1, 2}, (byte[]) copy(new byte[] {1, 2}));
        assertArrayEquals(new Object[] {"a", new int[] {1}}, (Object[]) copy(new Object[] {"a", new int[] {1}}));
        assertSame(TimeUnit.HOURS, copy(TimeUnit.HOURS));
    }

    @Test
    void shouldGiveBackAProxyOfTheSameClass() {
        final Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Greeting.class},
            new Hello());
        final Object back = copy(proxy);
        assertSame(proxy.getClass(), back.getClass());
        assertEquals("hello", ((Greeting) back).greet());
    }

    @Test
    void shouldWriteTheSameBytesForEqualKeys() {
        final String text = "text";
        final String equalText = new String(text.toCharArray());
        final Long number = 1_000L;
        final Long equalNumber = Long.valueOf("1000");
        assertArrayEquals(write(new ArrayList<>(List.of(text, text, number, number)), true),
            write(new ArrayList<>(List.of(text, equalText, number, equalNumber)), true));
        final Range range = new Range(7, null);
        assertArrayEquals(write(new Named("n", new ArrayList<>(List.of(range, range))), true),
            write(new Named("n", new ArrayList<>(List.of(range, new Range(7, null)))), true));
        final Object[] key = {text, number, equalText};
        assertArrayEquals((Object[]) read(write(key, true)), key);
    }

    @Test
    void shouldWriteOtherBytesForOtherKeys() {
        final List<Object> keys = List.of("1", 1, 1L, 1.0, true, false, List.of(1), new Range(1, null),
            new Range(1, new Range(1, null)), "", new byte[0]);
        for (final Object one : keys) {
            for (final Object other : keys) {
                assertEquals(one == other, Arrays.equals(write(one, true), write(other, true)), one + " " + other);
            }
        }
    }

    @Test
    void shouldSayWhichClassItCannotWriteAndWhatToDo() {
        final CacheException thrown =
            assertThrows(CacheException.class, () -> write(new ArrayList<>(List.of(new Object())), false));
        assertTrue(thrown.getMessage().contains("FlagstoneConfiguration"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("java.lang.Object"), thrown.getMessage());
    }

    @Test
    void shouldBringNoClassToLifeThatItHasNotWritten() throws IOException {
        final ByteArrayOutputStream plain = new ByteArrayOutputStream();
        plain.write(0);
        try (ObjectOutputStream out = new ObjectOutputStream(plain)) {
            out.writeObject(new Armed());
        }
        assertThrows(CacheException.class, () -> read(plain.toByteArray()));
        final byte[] ofOther = new byte[1 + 6];
        System.arraycopy(write(new Armed(), false), 0, ofOther, 0, ofOther.length);
        ofOther[ofOther.length - 1] = 99;
        assertEquals(InvalidClassException.class,
            assertThrows(CacheException.class, () -> read(ofOther)).getCause().getClass());
        assertEquals(0, Armed.read);
    }

    @Test
    void shouldGiveBackObjectsOfTheClassLoaderOfTheManager() throws Exception {
        final Foreign loader = new Foreign();
        final Object foreign = passenger(loader);
        assertTrue(foreign.getClass() != Passenger.class, "a class of its own");
        assertSame(Passenger.class, copy(foreign).getClass());
        assertEquals("anna", ((Passenger) copy(foreign)).name);
        final KnownClasses ofForeign = new KnownClasses(() -> loader);
        final ByteWriter out = new ByteWriter();
        new AnySerializer(ofForeign, false).write(new Passenger(), out);
        final Object back = new AnySerializer(ofForeign, false).read(
            new ByteReader().wrap(out.array(), 0, out.length(), 0));
        assertSame(foreign.getClass(), back.getClass());
    }

    @Test
    void shouldGiveBackObjectsOfTheirOwnClassIfTheManagerHasNoneOfItsName() throws Exception {
        final KnownClasses ofBare = new KnownClasses(ClassLoader::getPlatformClassLoader);
        final ByteWriter out = new ByteWriter();
        new AnySerializer(ofBare, false).write(new Passenger(), out);
        assertSame(Passenger.class, new AnySerializer(ofBare, false).read(
            new ByteReader().wrap(out.array(), 0, out.length(), 0)).getClass());
    }

    private static Object passenger(final ClassLoader loader) throws ReflectiveOperationException {
        final Constructor<?> constructor = loader.loadClass(Passenger.class.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private interface Greeting {
        String greet();
    }

    private static final class Hello implements InvocationHandler, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public Object invoke(final Object proxy, final Method method, final Object[] arguments) {
            return "hello";
        }
    }

    private record Range(int from, Range next) {
    }

    private record Named(String name, List<Range> ranges) implements Serializable {
    }

    private static final class Armed implements Serializable {
        private static final long serialVersionUID = 1;
        private static int read;

        private void readObject(final ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            read++;
        }
    }

    private static final class Passenger implements Serializable {
        private static final long serialVersionUID = 1;
        private final String name = String.valueOf("anna");
    }

    /** Loads one class anew, which its parent has as well. */
    private static final class Foreign extends ClassLoader {
        private Foreign() {
            super(AnySerializerTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Passenger.class.getName())) {
                return super.loadClass(name, resolve);
            }
            final Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                final byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (final IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
