/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** Several values, each a part behind its length; null is one. */
final class Composites {
    private Composites() {
    }

    static <E> Serializer<List<E>> list(final Serializer<E> element) {
        return new OfCollection<>(element, ArrayList::new);
    }

    static <E> Serializer<Set<E>> set(final Serializer<E> element) {
        // Not as many as announced: a table has several places for each.
        return new OfCollection<>(element, announced -> new LinkedHashSet<>());
    }

    private static final class OfCollection<E, C extends Collection<E>> implements Serializer<C> {
        private final Serializer<E> element;
        private final IntFunction<C> constructor;

        OfCollection(final Serializer<E> element, final IntFunction<C> constructor) {
            this.element = element;
            this.constructor = constructor;
        }

        @Override
        public void write(final C value, final ByteWriter out) {
            out.putCount(value.size());
            for (final E each : value) {
                out.putPart(element, each);
            }
        }

        @Override
        public C read(final ByteReader in) {
            final int count = in.getElementCount();
            final C value = constructor.apply(count);
            for (int i = 0; i < count; i++) {
                value.add(in.getPart(element));
            }
            in.checkEnd();
            return value;
        }

        @Override
        public int flags() {
            return WireFlags.BYTES;
        }
    }

    static final class OfMap<K, V> implements Serializer<Map<K, V>> {
        private final Serializer<K> key;
        private final Serializer<V> value;

        OfMap(final Serializer<K> key, final Serializer<V> value) {
            this.key = key;
            this.value = value;
        }

        @Override
        public void write(final Map<K, V> map, final ByteWriter out) {
            out.putCount(map.size());
            map.forEach((each, itsValue) -> {
                out.putPart(key, each);
                out.putPart(value, itsValue);
            });
        }

        @Override
        public Map<K, V> read(final ByteReader in) {
            final int count = in.getElementCount();
            final Map<K, V> map = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                map.put(in.getPart(key), in.getPart(value));
            }
            in.checkEnd();
            return map;
        }

        @Override
        public int flags() {
            return WireFlags.BYTES;
        }
    }
}
