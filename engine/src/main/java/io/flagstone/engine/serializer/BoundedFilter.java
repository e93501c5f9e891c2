/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.io.ObjectInputFilter;
import java.util.Set;

/**
 * The caller's filter, and bounds that every honest stream keeps: a short one that announces huge arrays is refused
 * before there is memory for them, and so is one whose objects lie deep enough in each other to end the stack. What the
 * caller's filter says nothing about is refused. It serves one value.
 */
final class BoundedFilter implements ObjectInputFilter {
    /** A place of an array takes a byte, of a hash table as little as a fifth, and a small one has sixteen places. */
    private static final long PLACES_PER_BYTE = 8;
    private static final long SMALL = 64;
    private static final long DEEPEST = 256;

    /** What other classes are described by, and does nothing by itself. */
    private static final Set<Class<?>> HARMLESS = Set.of(Object.class, String.class, Number.class, Enum.class,
        Record.class, Boolean.class, Character.class, Byte.class, Short.class, Integer.class, Long.class, Float.class,
        Double.class);

    private final ObjectInputFilter callers;
    private final long most;
    private long places;
    private String refused = "";

    BoundedFilter(final ObjectInputFilter callers, final int bytes) {
        this.callers = callers;
        most = SMALL + PLACES_PER_BYTE * bytes;
    }

    @Override
    public Status checkInput(final FilterInfo info) {
        if (info.arrayLength() > 0) {
            places += info.arrayLength();
        }
        if (places > most || info.depth() > DEEPEST) {
            refused = "; its arrays are too large for its bytes, or its objects too deep in each other: places="
                + places + " depth=" + info.depth();
            return Status.REJECTED;
        }
        final Status status = callers.checkInput(info);
        final Class<?> type = info.serialClass();
        if (status == Status.REJECTED || status == Status.UNDECIDED && type != null && !isHarmless(type)) {
            refused = type == null ? "; the filter refuses its size"
                : "; the filter does not let this class in: class=" + type.getName();
            return Status.REJECTED;
        }
        return status;
    }

    /** Tells why something was refused, to be put behind a sentence. */
    String refusal() {
        return refused;
    }

    private static boolean isHarmless(final Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element.isPrimitive() || HARMLESS.contains(element);
    }
}
