/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what writes a component of a record, by its type as it is declared. */
final class ComponentTypes {
    private ComponentTypes() {
    }

    /**
     * What there is to know of a component.
     *
     * @param serializer of its values.
     * @param shape      of it, which is another one when the bytes are.
     */
    record Component(Serializer<Object> serializer, String shape) {
    }

    static Component of(final Class<?> record, final RecordComponent component, final Deque<Class<?>> around) {
        try {
            return of(component.getGenericType(), around);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; component " + component.getName() + " of "
                + record.getName(), e);
        }
    }

    private static Component of(final Type type, final Deque<Class<?>> around) {
        if (type instanceof Class<?> simple) {
            return simple.isRecord() ? record(simple, around)
                : new Component(untyped(Serializers.of(simple)), simple.getName());
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw
            && (raw == List.class || raw == Set.class || raw == Map.class)) {
            final Type[] arguments = generic.getActualTypeArguments();
            final Component first = of(arguments[0], around);
            if (raw == Map.class) {
                final Component second = of(arguments[1], around);
                return new Component(untyped(Serializers.mapOf(first.serializer, second.serializer)),
                    "Map<" + first.shape + ',' + second.shape + '>');
            }
            return raw == List.class
                ? new Component(untyped(Serializers.listOf(first.serializer)), "List<" + first.shape + '>')
                : new Component(untyped(Serializers.setOf(first.serializer)), "Set<" + first.shape + '>');
        }
        throw Serializers.unknown(type);
    }

    private static Component record(final Class<?> type, final Deque<Class<?>> around) {
        final RecordSerializer<?> serializer = RecordSerializer.within(type.asSubclass(Record.class), around);
        return new Component(untyped(serializer), serializer.shape());
    }

    @SuppressWarnings("unchecked")
    private static Serializer<Object> untyped(final Serializer<?> serializer) {
        return (Serializer<Object>) serializer;
    }
}
