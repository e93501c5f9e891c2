/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.util.HashMap;
import java.util.Map;

/** The CAS uniques that have been seen in a case, by name. */
final class GoldenUniques {
    private final Map<String, Long> values = new HashMap<>();

    /** The value that was seen; a name that was not seen is a mistake of the transcript. */
    long value(final GoldenPiece.Unique unique) {
        final Long value = values.get(unique.name());
        if (value == null) {
            throw new IllegalArgumentException("a unique must be seen before it is used: name=" + unique.name());
        }
        return value - unique.less();
    }

    /** Takes a value from a reply: false if it is 0, differs from an earlier one, or belongs to another name. */
    boolean accept(final GoldenPiece.Unique unique, final long seen) {
        final long value = seen + unique.less();
        final Long known = values.get(unique.name());
        if (known != null) {
            return known == value;
        }
        if (seen == 0 || values.containsValue(value)) {
            return false;
        }
        values.put(unique.name(), value);
        return true;
    }
}
