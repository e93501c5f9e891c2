/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * A record: the fingerprint of its shape, then each component as a part. The shape is the name of the class and the
 * names and types of the components, of records within too.
 *
 * @param <R> its type.
 */
final class RecordSerializer<R extends Record> implements Serializer<R> {
    private final Class<R> type;
    private final Serializer<Object>[] serializers;
    private final MethodHandle[] accessors;
    private final MethodHandle constructor;
    private final String shape;
    private final int fingerprint;

    private RecordSerializer(final Class<R> type, final Deque<Class<?>> around) {
        this.type = type;
        final RecordComponent[] components = type.getRecordComponents();
        final StringBuilder told = new StringBuilder(type.getName()).append('(');
        serializers = newSerializers(components.length);
        accessors = new MethodHandle[components.length];
        for (int i = 0; i < components.length; i++) {
            final ComponentTypes.Component component = ComponentTypes.of(type, components[i], around);
            serializers[i] = component.serializer();
            accessors[i] = accessor(components[i]);
            told.append(components[i].getName()).append(':').append(component.shape()).append(';');
        }
        constructor = constructor(components);
        shape = told.append(')').toString();
        final CRC32 checksum = new CRC32();
        checksum.update(shape.getBytes(StandardCharsets.UTF_8));
        fingerprint = (int) checksum.getValue();
    }

    static <R extends Record> RecordSerializer<R> of(final Class<R> type) {
        return within(type, new ArrayDeque<>());
    }

    /** Makes one for a component of the records around. */
    static <R extends Record> RecordSerializer<R> within(final Class<R> type, final Deque<Class<?>> around) {
        if (!Objects.requireNonNull(type, "type must not be null").isRecord()) {
            throw new IllegalArgumentException("type must be a record: type=" + type.getName());
        }
        if (around.contains(type)) {
            throw new IllegalArgumentException("a record must not contain itself; give a Serializer of your own: type="
                + type.getName());
        }
        around.push(type);
        try {
            return new RecordSerializer<>(type, around);
        } finally {
            around.pop();
        }
    }

    @SuppressWarnings("unchecked")
    private static Serializer<Object>[] newSerializers(final int count) {
        return (Serializer<Object>[]) new Serializer<?>[count];
    }

    private MethodHandle accessor(final RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return MethodHandles.lookup().unreflect(component.getAccessor())
                .asType(MethodType.methodType(Object.class, Record.class));
        } catch (final IllegalAccessException | InaccessibleObjectException e) {
            throw closed(e);
        }
    }

    private MethodHandle constructor(final RecordComponent[] components) {
        final Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            final Constructor<R> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return MethodHandles.lookup().unreflectConstructor(canonical).asFixedArity()
                .asSpreader(Object[].class, types.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (final NoSuchMethodException | IllegalAccessException | InaccessibleObjectException e) {
            throw closed(e);
        }
    }

    private IllegalArgumentException closed(final Exception cause) {
        return new IllegalArgumentException("a record's package must be open to io.flagstone.engine, by `opens` in its "
            + "module-info: type=" + type.getName(), cause);
    }

    String shape() {
        return shape;
    }

    @Override
    public void write(final R value, final ByteWriter out) {
        Objects.requireNonNull(value, "value must not be null");
        out.putInt(fingerprint);
        for (int i = 0; i < serializers.length; i++) {
            out.putPart(serializers[i], component(i, value));
        }
    }

    private Object component(final int index, final Record value) {
        try {
            return (Object) accessors[index].invokeExact(value);
        } catch (final RuntimeException | Error e) {
            throw e;
        } catch (final Throwable e) {
            throw new IllegalArgumentException("a record must tell its components: type=" + type.getName(), e);
        }
    }

    @Override
    public R read(final ByteReader in) {
        final int found = in.getInt();
        if (found != fingerprint) {
            throw new MalformedValueException("a record must have been stored in the shape it has now; let the old "
                + "ones expire, or use other keys: shape=" + shape + " fingerprint="
                + Integer.toHexString(fingerprint) + " found=" + Integer.toHexString(found));
        }
        final Object[] components = new Object[serializers.length];
        for (int i = 0; i < components.length; i++) {
            components[i] = in.getPart(serializers[i]);
        }
        in.checkEnd();
        try {
            return type.cast((Object) constructor.invokeExact(components));
        } catch (final Error e) {
            throw e;
        } catch (final Throwable e) {
            // Its own check of the components, or null for a primitive one.
            throw new MalformedValueException("a record must accept its components: type=" + type.getName(), e);
        }
    }

    @Override
    public int flags() {
        return WireFlags.BYTES;
    }

    @Override
    public String toString() {
        return "Serializers.record(" + type.getName() + ".class)";
    }
}
