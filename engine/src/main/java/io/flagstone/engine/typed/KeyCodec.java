/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.serializer.ByteReader;
import io.flagstone.engine.serializer.Serializer;
import java.util.Arrays;
import java.util.Objects;

/**
 * How keys of a type become keys of items. What a key is serialized to is the item's key as it is, if it has 1 to 250
 * bytes: so others who use the same byte cache, in the process or over the wire, see the key that they would write.
 *
 * <p>One that is longer, or empty, is stored under {@code sha256:} and the 64 hexadecimal digits of its digest, and its
 * own bytes lie before the value, behind four bytes that tell their length, highest first; the client flag
 * {@link #WHOLE_KEY} says so. Whoever reads compares them. A short key that looks like a digest is stored under its own
 * digest, so that none can pass for another.
 *
 * @param <K> the type of the keys.
 */
public final class KeyCodec<K> {
    /** The client flag of an item whose value begins with its key. */
    public static final int WHOLE_KEY = 1 << 30;

    static final String DIGEST_MARK = "sha256:";
    private static final int MAX_PREFIX = 100;

    private final Serializer<K> serializer;
    private final byte[] prefix;

    /**
     * Makes a codec.
     *
     * @param serializer of the keys; equal keys have equal bytes, and others other ones.
     */
    public KeyCodec(final Serializer<K> serializer) {
        this(serializer, "");
    }

    /**
     * Makes a codec whose items' keys all begin alike.
     *
     * @param serializer of the keys; equal keys have equal bytes, and others other ones.
     * @param prefix     that comes before each, at most 100 bytes in UTF-8.
     * @throws IllegalArgumentException if the prefix is longer.
     */
    public KeyCodec(final Serializer<K> serializer, final String prefix) {
        this.serializer = Objects.requireNonNull(serializer, "serializer must not be null");
        this.prefix = Objects.requireNonNull(prefix, "prefix must not be null").getBytes(UTF_8);
        if (this.prefix.length > MAX_PREFIX) {
            throw new IllegalArgumentException("keyPrefix must be at most " + MAX_PREFIX + " bytes: keyPrefix="
                + prefix);
        }
    }

    /**
     * Refuses values that have client flags by which caches know their own items: {@link #WHOLE_KEY}, and two of typed
     * caches.
     *
     * @param values writes and reads them.
     * @param <V>    their type.
     * @return the same.
     * @throws IllegalArgumentException if they have; see {@link Serializer#flags}.
     */
    public static <V> Serializer<V> requireFreeFlags(final Serializer<V> values) {
        if ((values.flags() & Scratch.RESERVED) != 0) {
            throw new IllegalArgumentException("flags of values must leave out 1 << 28, 1 << 29 and 1 << 30, which the"
                + " cache needs: flags=" + values.flags());
        }
        return values;
    }

    /**
     * Writes a key.
     *
     * @param key  of the caller's type.
     * @param into takes it; what it held before is gone.
     */
    public void encode(final K key, final ItemKey into) {
        into.begin(prefix);
        serializer.write(Objects.requireNonNull(key, "key must not be null"), into.bytes());
        into.end();
    }

    /**
     * Writes a key.
     *
     * @param key of the caller's type.
     * @return it in a new holder.
     */
    public ItemKey encode(final K key) {
        final ItemKey encoded = new ItemKey();
        encode(key, encoded);
        return encoded;
    }

    /**
     * Tells whether an item can be one of this codec's, by its key.
     *
     * @param itemKey of the item.
     * @return whether it begins with the prefix.
     */
    public boolean owns(final byte[] itemKey) {
        return itemKey.length >= prefix.length
            && Arrays.equals(itemKey, 0, prefix.length, prefix, 0, prefix.length);
    }

    /**
     * Reads the key of an item that was found by a walk. What the serializer throws at bytes that are not its own
     * reaches the caller.
     *
     * @param itemKey of the item.
     * @param flags   of the item.
     * @param value   that holds the item's value; not looked at without {@link #WHOLE_KEY}, and may be null then.
     * @param length  of the value, which begins at 0.
     * @return the key; null if it is none of this codec's.
     */
    public K decode(final byte[] itemKey, final int flags, final byte[] value, final int length) {
        if (!owns(itemKey)) {
            return null;
        }
        if ((flags & WHOLE_KEY) == 0) {
            return serializer.read(new ByteReader().wrap(itemKey, prefix.length, itemKey.length - prefix.length,
                serializer.flags()));
        }
        final int whole = ItemKey.wholeKeyLength(value, length);
        return whole < 0 ? null
            : serializer.read(new ByteReader().wrap(value, Integer.BYTES, whole, serializer.flags()));
    }

    /**
     * Tells where the value of an item begins that was found by a walk.
     *
     * @param flags  of the item.
     * @param value  that holds the item's value, from 0.
     * @param length of the value.
     * @return the offset; -1 if the item is broken.
     */
    public static int valueStart(final int flags, final byte[] value, final int length) {
        if ((flags & WHOLE_KEY) == 0) {
            return 0;
        }
        final int whole = ItemKey.wholeKeyLength(value, length);
        return whole < 0 ? -1 : Integer.BYTES + whole;
    }

    static boolean isItemKey(final int length) {
        return length >= 1 && length <= ItemLayout.MAX_KEY_LENGTH;
    }

    @Override
    public String toString() {
        return "KeyCodec[serializer=" + serializer + ", prefix=" + new String(prefix, UTF_8) + ']';
    }
}
