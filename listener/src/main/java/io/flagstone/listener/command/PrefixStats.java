/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What {@code stats detail} counts: gets, hits, stores and deletes by the prefix of their keys. */
final class PrefixStats {
    /** memcached's; keys of further prefixes are not counted. */
    static final int MAX_PREFIXES = 65_536;
    private static final int LONGEST_LINE = 350;

    private final Map<KeyPrefix, Uses> prefixes = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile byte delimiter = ':';

    /** How often the keys of one prefix were used. */
    static final class Uses {
        final LongAdder gets = new LongAdder();
        final LongAdder hits = new LongAdder();
        final LongAdder stores = new LongAdder();
        final LongAdder deletes = new LongAdder();
    }

    char delimiter() {
        return (char) (delimiter & 0xFF);
    }

    void delimiter(final char character) {
        delimiter = (byte) character;
    }

    /**
     * Finds the counters of a key's prefix.
     *
     * @param scratch of the calling thread.
     * @return them; null if the key has no prefix, or there are too many already.
     */
    Uses of(final KeyPrefix scratch, final ByteBuffer in, final int offset, final int length) {
        if (!scratch.read(in, offset, length, delimiter)) {
            return null;
        }
        final Uses uses = prefixes.get(scratch);
        return uses != null ? uses : added(scratch.copy());
    }

    private Uses added(final KeyPrefix prefix) {
        if (count.incrementAndGet() > MAX_PREFIXES) {
            count.decrementAndGet();
            return null;
        }
        final Uses fresh = new Uses();
        final Uses other = prefixes.putIfAbsent(prefix, fresh);
        if (other != null) {
            count.decrementAndGet();
        }
        return other == null ? fresh : other;
    }

    void clear() {
        for (final KeyPrefix prefix : prefixes.keySet()) {
            if (prefixes.remove(prefix) != null) {
                count.decrementAndGet();
            }
        }
    }

    /** The answer to {@code stats detail dump}. */
    byte[] dump() {
        final StringBuilder text = new StringBuilder(prefixes.size() * LONGEST_LINE / 4 + LONGEST_LINE);
        new TreeMap<>(prefixes).forEach((prefix, uses) -> {
            prefix.appendTo(text.append("PREFIX "));
            text.append(" get ").append(uses.gets.sum()).append(" hit ").append(uses.hits.sum())
                .append(" set ").append(uses.stores.sum()).append(" del ").append(uses.deletes.sum()).append("\r\n");
        });
        return text.append("END\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
