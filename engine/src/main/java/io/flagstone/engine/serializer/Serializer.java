/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

/**
 * Turns values of a type into bytes and back.
 *
 * <p>One serializer serves all threads at a time, so it keeps nothing between two calls. Whoever writes into the same
 * cache may have written what is read here: a serializer trusts no length, and throws
 * {@link MalformedValueException} for bytes that are not what it writes.
 *
 * <p>A serializer of keys writes the same bytes for equal keys, and different bytes for others.
 *
 * @param <T> the type of the values, of which none is null.
 */
public interface Serializer<T> {
    /**
     * Appends a value.
     *
     * @param value never null.
     * @param out   where it goes, behind what is there.
     */
    void write(T value, ByteWriter out);

    /**
     * Reads a value back, from the position of the reader up to its end.
     *
     * @param in the bytes, which are another value's after this call; what is returned shares nothing with them.
     * @return the value, never null.
     * @throws MalformedValueException if the bytes are not those of such a value.
     */
    T read(ByteReader in);

    /**
     * Tells the client flags that are stored with the values, by which clients on the wire know their kind.
     *
     * @return 32 bits, always the same; of values of a cache without {@code 1 << 28}, {@code 1 << 29} and
     *     {@code 1 << 30}, by which the cache knows its own items.
     */
    default int flags() {
        return 0;
    }
}
