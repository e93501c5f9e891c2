/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.io.ObjectInputFilter;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The serializers that there are. README has the table of what other clients see of the values.
 *
 * <pre>{@code
 * record User(String name, int age, List<String> roles) { }
 *
 * Serializer<User> users = Serializers.record(User.class);
 * }</pre>
 */
public final class Serializers {
    private static final Serializer<String> STRING = new StringSerializer();
    private static final Serializer<byte[]> BYTES = new Bytes.OfArray();
    private static final Serializer<ByteBuffer> BYTE_BUFFER = new Bytes.OfBuffer();
    private static final Serializer<Boolean> BOOLEAN = new BooleanSerializer();
    private static final Serializer<Byte> BYTE = new NumberSerializer<>("a byte", WireFlags.DECIMAL, Byte.MIN_VALUE,
        Byte.MAX_VALUE, number -> (byte) number);
    private static final Serializer<Short> SHORT = new NumberSerializer<>("a short", WireFlags.DECIMAL,
        Short.MIN_VALUE, Short.MAX_VALUE, number -> (short) number);
    private static final Serializer<Integer> INTEGER = integer(WireFlags.DECIMAL);
    private static final Serializer<Long> LONG = longs(WireFlags.DECIMAL);
    private static final Serializer<Integer> PACKED_INTEGER = integer(WireFlags.PACKED_INTEGER);
    private static final Serializer<Long> PACKED_LONG = longs(WireFlags.PACKED_LONG);
    private static final Serializer<Float> FLOAT = new Fractions.OfFloat();
    private static final Serializer<Double> DOUBLE = new Fractions.OfDouble();
    private static final Serializer<Character> CHARACTER = new TextSerializer<>(Character.class, String::valueOf,
        text -> text.length() == 1 ? text.charAt(0) : null);
    private static final int UUID_LENGTH = 36;
    private static final Serializer<UUID> UUIDS = new TextSerializer<>(UUID.class, UUID::toString,
        text -> text.length() == UUID_LENGTH ? UUID.fromString(text) : null);
    private static final Serializer<Instant> INSTANT = new TextSerializer<>(Instant.class, Instant::toString,
        Instant::parse);
    private static final Serializer<Duration> DURATION = new TextSerializer<>(Duration.class, Duration::toString,
        Duration::parse);

    private static final Map<Class<?>, Serializer<?>> BY_CLASS = Map.ofEntries(
        Map.entry(String.class, STRING), Map.entry(byte[].class, BYTES), Map.entry(ByteBuffer.class, BYTE_BUFFER),
        Map.entry(Boolean.class, BOOLEAN), Map.entry(boolean.class, BOOLEAN),
        Map.entry(Byte.class, BYTE), Map.entry(byte.class, BYTE),
        Map.entry(Short.class, SHORT), Map.entry(short.class, SHORT),
        Map.entry(Integer.class, INTEGER), Map.entry(int.class, INTEGER),
        Map.entry(Long.class, LONG), Map.entry(long.class, LONG),
        Map.entry(Float.class, FLOAT), Map.entry(float.class, FLOAT),
        Map.entry(Double.class, DOUBLE), Map.entry(double.class, DOUBLE),
        Map.entry(Character.class, CHARACTER), Map.entry(char.class, CHARACTER),
        Map.entry(UUID.class, UUIDS), Map.entry(Instant.class, INSTANT), Map.entry(Duration.class, DURATION));

    private Serializers() {
    }

    private static Serializer<Integer> integer(final int flags) {
        return new NumberSerializer<>("an int", flags, Integer.MIN_VALUE, Integer.MAX_VALUE, number -> (int) number);
    }

    private static Serializer<Long> longs(final int flags) {
        return new NumberSerializer<>("a long", flags, Long.MIN_VALUE, Long.MAX_VALUE, Long::valueOf);
    }

    /**
     * Texts as UTF-8. One with half of a pair of surrogates is refused by an IllegalArgumentException.
     *
     * @return the serializer.
     */
    public static Serializer<String> string() {
        return STRING;
    }

    /**
     * Bytes as they are; copied.
     *
     * @return the serializer.
     */
    public static Serializer<byte[]> bytes() {
        return BYTES;
    }

    /**
     * What lies between position and limit, which stay; what is read is a buffer of its own on the heap.
     *
     * @return the serializer.
     */
    public static Serializer<ByteBuffer> byteBuffer() {
        return BYTE_BUFFER;
    }

    /**
     * Booleans as the digits 1 and 0.
     *
     * @return the serializer.
     */
    public static Serializer<Boolean> booleans() {
        return BOOLEAN;
    }

    /**
     * Numbers of 32 bits in decimal digits, with which the wire can count.
     *
     * @return the serializer.
     */
    public static Serializer<Integer> integer() {
        return INTEGER;
    }

    /**
     * Numbers of 64 bits in decimal digits, with which the wire can count.
     *
     * @return the serializer.
     */
    public static Serializer<Long> longs() {
        return LONG;
    }

    /**
     * Numbers of 32 bits as spymemcached packs them, which it reads as an Integer; nobody counts with them.
     *
     * @return the serializer.
     */
    public static Serializer<Integer> spymemcachedInteger() {
        return PACKED_INTEGER;
    }

    /**
     * Numbers of 64 bits as spymemcached packs them, which it reads as a Long; nobody counts with them.
     *
     * @return the serializer.
     */
    public static Serializer<Long> spymemcachedLong() {
        return PACKED_LONG;
    }

    /**
     * Numbers with a fraction, by their bits.
     *
     * @return the serializer.
     */
    public static Serializer<Double> doubles() {
        return DOUBLE;
    }

    /**
     * Constants of an enum by their names.
     *
     * @param type the enum.
     * @param <E>  the enum.
     * @return the serializer.
     */
    public static <E extends Enum<E>> Serializer<E> enums(final Class<E> type) {
        final Map<String, E> byName = Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));
        return new TextSerializer<>(type, Enum::name, byName::get);
    }

    /**
     * Records by their components, which may be of any class that {@link #of} knows, and lists, sets and maps of those;
     * each of them null unless it is primitive. What has been stored of another shape, when components have come or
     * gone or have changed their name or type, is refused.
     *
     * @param type the record.
     * @param <R>  the record.
     * @return the serializer.
     * @throws IllegalArgumentException if there is no serializer for a component, or the record's package is closed.
     */
    public static <R extends Record> Serializer<R> record(final Class<R> type) {
        return RecordSerializer.of(type);
    }

    /**
     * Lists; what is read is an ArrayList.
     *
     * @param element the serializer of what is in them, which may be null.
     * @param <E>     its type.
     * @return the serializer.
     */
    public static <E> Serializer<List<E>> listOf(final Serializer<E> element) {
        return Composites.list(Objects.requireNonNull(element, "element must not be null"));
    }

    /**
     * Sets, not for keys; what is read is a LinkedHashSet.
     *
     * @param element the serializer of what is in them, which may be null.
     * @param <E>     its type.
     * @return the serializer.
     */
    public static <E> Serializer<Set<E>> setOf(final Serializer<E> element) {
        return Composites.set(Objects.requireNonNull(element, "element must not be null"));
    }

    /**
     * Maps, not for keys; what is read is a LinkedHashMap.
     *
     * @param key   the serializer of the keys, which may be null.
     * @param value the serializer of the values, which may be null.
     * @param <K>   the type of the keys.
     * @param <V>   the type of the values.
     * @return the serializer.
     */
    public static <K, V> Serializer<Map<K, V>> mapOf(final Serializer<K> key, final Serializer<V> value) {
        return new Composites.OfMap<>(Objects.requireNonNull(key, "key must not be null"),
            Objects.requireNonNull(value, "value must not be null"));
    }

    /**
     * Java serialization of any object; slow, large, and not for keys.
     *
     * @param filter names the classes that may be read, such as
     *               {@code ObjectInputFilter.Config.createFilter("com.example.*;java.util.*")}; what it says
     *               nothing about is refused, but for numbers, strings, and arrays of those. Whoever can write into
     *               the cache can have these classes made with any content.
     * @return the serializer.
     */
    public static Serializer<Object> java(final ObjectInputFilter filter) {
        return java(Object.class, filter);
    }

    /**
     * Java serialization of the objects of a class; slow, large, and not for keys.
     *
     * @param type   their class, which is checked when they are read.
     * @param filter as for {@link #java(ObjectInputFilter)}.
     * @param <T>    their class.
     * @return the serializer.
     */
    public static <T> Serializer<T> java(final Class<T> type, final ObjectInputFilter filter) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            loader = Thread.currentThread().getContextClassLoader();
        }
        return java(type, filter, loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /**
     * Java serialization of the objects of a class, with the class loader that knows what they hold.
     *
     * @param type   their class, which is checked when they are read.
     * @param filter as for {@link #java(ObjectInputFilter)}.
     * @param loader which finds the classes.
     * @param <T>    their class.
     * @return the serializer.
     */
    public static <T> Serializer<T> java(final Class<T> type, final ObjectInputFilter filter,
            final ClassLoader loader) {
        return new JavaSerializer<>(type, filter, loader);
    }

    /**
     * The same bytes under other client flags, for a client that knows none of ours.
     *
     * @param serializer what writes and reads the values.
     * @param flags      see {@link Serializer#flags}; values that have them are shown to the serializer as its own.
     * @param <T>        the type of the values.
     * @return the serializer.
     */
    public static <T> Serializer<T> withFlags(final Serializer<T> serializer, final int flags) {
        return new FlaggedSerializer<>(Objects.requireNonNull(serializer, "serializer must not be null"), flags);
    }

    /**
     * The serializer of a class: String, byte[], ByteBuffer, Boolean, Byte, Short, Integer, Long, Float, Double,
     * Character, UUID, Instant, Duration, an enum, or a record of these.
     *
     * @param type the class.
     * @param <T>  the class.
     * @return the serializer.
     * @throws IllegalArgumentException if there is none; it says what to do.
     */
    public static <T> Serializer<T> of(final Class<T> type) {
        final Serializer<?> known = BY_CLASS.get(Objects.requireNonNull(type, "type must not be null"));
        if (known != null) {
            return typed(known);
        }
        if (type.isRecord()) {
            return typed(RecordSerializer.of(type.asSubclass(Record.class)));
        }
        if (type.isEnum()) {
            return typed(untypedEnum(type));
        }
        throw unknown(type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Serializer<?> untypedEnum(final Class<?> type) {
        return enums((Class) type);
    }

    @SuppressWarnings("unchecked")
    private static <T> Serializer<T> typed(final Serializer<?> serializer) {
        return (Serializer<T>) serializer;
    }

    static IllegalArgumentException unknown(final Type type) {
        final String instead = type == List.class || type == Set.class || type == Map.class
            ? "say of what: Serializers.listOf, setOf or mapOf"
            : "make it a record of such, or hand Cache.builder a Serializer of your own or Serializers.java";
        return new IllegalArgumentException("there is a serializer for String, byte[], ByteBuffer, the primitive "
            + "types, UUID, Instant, Duration, enums, and records of these and of lists, sets and maps of them; "
            + instead + ": type=" + type.getTypeName());
    }
}
