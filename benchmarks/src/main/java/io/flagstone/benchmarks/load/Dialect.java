/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import java.util.function.Supplier;

/** What is spoken with a server. */
public enum Dialect {
    /** memcached's classic lines. */
    TEXT("text", TextWire::new),
    /** memcached's lines with flags: mg, ms, md. */
    META("meta", MetaWire::new),
    /** memcached's packets. */
    BINARY("binary", BinaryWire::new),
    /** Redis's. */
    RESP("redis", RespWire::new);

    private final String word;
    private final Supplier<Wire> wire;

    Dialect(final String word, final Supplier<Wire> wire) {
        this.word = word;
        this.wire = wire;
    }

    /**
     * Finds a dialect.
     *
     * @param name text, meta, binary or redis
     * @return the dialect
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Dialect named(final String name) {
        for (final Dialect each : values()) {
            if (each.word.equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("--dialect must be text, meta, binary or redis: dialect=" + name);
    }

    Wire newWire() {
        return wire.get();
    }

    @Override
    public String toString() {
        return word;
    }
}
