/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Private fields of main code, for tests that look at what no method tells, or break it on purpose. No accessor is
 * there for the sake of a test; a field that was renamed is an error that names it.
 */
public final class Innards {
    private static final Map<Class<?>, Map<String, Field>> FIELDS = new ConcurrentHashMap<>();

    private Innards() {
    }

    private static Field field(final Object owner, final String name) {
        final Map<String, Field> known = FIELDS.get(owner.getClass());
        final Field field = known == null ? null : known.get(name);
        return field != null ? field : FIELDS.computeIfAbsent(owner.getClass(), type -> new ConcurrentHashMap<>())
            .computeIfAbsent(name, n -> find(owner.getClass(), n));
    }

    private static Field find(final Class<?> owner, final String name) {
        final Field field = findOrNull(owner, name);
        if (field == null) {
            throw new IllegalStateException("a test reads a field that is not there: " + owner.getName() + '.' + name);
        }
        return field;
    }

    private static Field findOrNull(final Class<?> owner, final String name) {
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            try {
                final Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (final NoSuchFieldException e) {
                continue;
            }
        }
        return null;
    }

    /**
     * Tells whether an object has a field.
     *
     * @param owner of the field.
     * @param name  of the field.
     * @return whether it has.
     */
    public static boolean has(final Object owner, final String name) {
        return findOrNull(owner.getClass(), name) != null;
    }

    /**
     * Reads an object.
     *
     * @param owner of the field.
     * @param name  of the field.
     * @param type  of the object.
     * @param <T>   of the object.
     * @return what the field holds.
     */
    public static <T> T get(final Object owner, final String name, final Class<T> type) {
        try {
            return type.cast(field(owner, name).get(owner));
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads an int.
     *
     * @param owner of the field.
     * @param name  of the field.
     * @return what the field holds.
     */
    public static int getInt(final Object owner, final String name) {
        try {
            return field(owner, name).getInt(owner);
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes an int.
     *
     * @param owner of the field.
     * @param name  of the field.
     * @param value for it.
     */
    public static void putInt(final Object owner, final String name, final int value) {
        try {
            field(owner, name).setInt(owner, value);
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
