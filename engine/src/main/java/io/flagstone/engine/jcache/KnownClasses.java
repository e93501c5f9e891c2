/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The classes that one cache has written, by number. What is read can name no other, so that bytes which somebody else
 * put into the cache's memory bring no class to life.
 *
 * <p>What is read is of the class of the same name that the class loader of the cache manager has, as JCache wants it;
 * of one that it has not, what is read is of the class that was written. These classes are held until the cache is
 * closed. Safe for any number of threads.
 */
final class KnownClasses {
    private final Supplier<ClassLoader> loader;
    private final ConcurrentHashMap<Class<?>, Integer> numbers = new ConcurrentHashMap<>();
    private volatile Known[] classes = {};

    KnownClasses(final Supplier<ClassLoader> loader) {
        this.loader = loader;
    }

    int number(final Class<?> type) {
        final Integer number = numbers.get(type);
        return number != null ? number : add(type);
    }

    /** The class is found by its number before anybody can write the number. */
    private synchronized int add(final Class<?> type) {
        final Integer number = numbers.get(type);
        if (number != null) {
            return number;
        }
        final Known[] more = Arrays.copyOf(classes, classes.length + 1);
        more[classes.length] = new Known(type, counterpart(type));
        classes = more;
        numbers.put(type, more.length - 1);
        return more.length - 1;
    }

    private Class<?> counterpart(final Class<?> type) {
        final ClassLoader reading = loader.get();
        if (reading == null || type.getClassLoader() == reading || type.getClassLoader() == null) {
            return type;
        }
        try {
            return Class.forName(type.getName(), false, reading);
        } catch (final ClassNotFoundException | LinkageError e) {
            return type;
        }
    }

    /** The class, or null if there is none of this number. */
    Known at(final int number) {
        final Known[] known = classes;
        return number < 0 || number >= known.length ? null : known[number];
    }

    /**
     * A class that was written.
     *
     * @param written as it was.
     * @param read    what is made of it.
     */
    record Known(Class<?> written, Class<?> read) {
        /** Whether the two may differ in more than their loader, so that the form has to be written as well. */
        boolean isForeign() {
            return written != read;
        }
    }
}
