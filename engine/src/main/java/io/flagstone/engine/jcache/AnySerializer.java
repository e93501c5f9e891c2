/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.serializer.ByteReader;
import io.flagstone.engine.serializer.ByteWriter;
import io.flagstone.engine.serializer.MalformedValueException;
import io.flagstone.engine.serializer.Serializer;
import java.io.IOException;
import java.io.NotSerializableException;
import javax.cache.CacheException;

/**
 * Writes objects of any class: texts, numbers and byte arrays in a form of their own, of one byte more than they have,
 * and everything else by Java serialization, with records among it that are not Serializable.
 *
 * <p>A key is told from another by these bytes and not by {@code equals}. They are the same for keys that are equal,
 * unless a key writes its parts in no order (a set, a map) or writes what is no part of it (a hash code in a field that
 * is not transient).
 */
final class AnySerializer implements Serializer<Object> {
    private static final int OBJECT = 0;
    private static final int TEXT = 1;
    private static final int BYTES = 2;
    private static final int INTEGER = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 5;
    private static final int TRUE = 6;
    private static final int FALSE = 7;

    private final KnownClasses classes;
    private final boolean ofKeys;

    AnySerializer(final KnownClasses classes, final boolean ofKeys) {
        this.classes = classes;
        this.ofKeys = ofKeys;
    }

    @Override
    public void write(final Object value, final ByteWriter out) {
        if (value instanceof String && isUtf8((String) value)) {
            out.putByte(TEXT);
            out.putUtf8((String) value);
        } else if (value instanceof byte[]) {
            out.putByte(BYTES);
            out.putBytes((byte[]) value);
        } else if (value instanceof Integer) {
            out.putByte(INTEGER);
            out.putInt((Integer) value);
        } else if (value instanceof Long) {
            out.putByte(LONG);
            out.putLong((Long) value);
        } else if (value instanceof Double) {
            out.putByte(DOUBLE);
            out.putLong(Double.doubleToLongBits((Double) value));
        } else if (value instanceof Boolean) {
            out.putByte((Boolean) value ? TRUE : FALSE);
        } else {
            out.putByte(OBJECT);
            writeObject(value, out);
        }
    }

    /** Half of a pair of surrogates has no bytes in UTF-8. Whole pairs have; they are left to Java all the same. */
    private static boolean isUtf8(final String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private void writeObject(final Object value, final ByteWriter out) {
        try (ObjectWriter objects = new ObjectWriter(out, classes, ofKeys)) {
            objects.writeObject(value);
        } catch (final NotSerializableException e) {
            throw new CacheException("a " + (ofKeys ? "key" : "value") + " must be Serializable or a record, in all its"
                + " parts, or have a serializer in a FlagstoneConfiguration: class=" + value.getClass().getName()
                + " notSerializable=" + e.getMessage(), e);
        } catch (final IOException e) {
            throw new CacheException("a " + (ofKeys ? "key" : "value") + " could not be written: class="
                + value.getClass().getName(), e);
        }
    }

    @Override
    public Object read(final ByteReader in) {
        final int kind = in.getByte();
        return switch (kind) {
            case OBJECT -> readObject(in);
            case TEXT -> in.getUtf8(in.remaining());
            case BYTES -> in.getBytes(in.remaining());
            case INTEGER -> in.getInt();
            case LONG -> in.getLong();
            case DOUBLE -> Double.longBitsToDouble(in.getLong());
            case TRUE -> true;
            case FALSE -> false;
            default -> throw new MalformedValueException("no value of this cache begins so: kind=" + kind);
        };
    }

    private Object readObject(final ByteReader in) {
        try (ObjectReader objects = new ObjectReader(in, classes)) {
            return objects.readObject();
        } catch (final IOException | ClassNotFoundException e) {
            throw new CacheException("an object could not be read back", e);
        }
    }
}
