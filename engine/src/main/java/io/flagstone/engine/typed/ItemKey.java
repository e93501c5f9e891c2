/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.flagstone.engine.serializer.ByteWriter;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A key as {@link KeyCodec} wrote it: the key of the item, and, if that is a digest, what comes before the value. Made
 * once and kept; serves one thread at a time, one key after the other. It allocates for digests alone.
 */
public final class ItemKey {
    private static final byte[] MARK = KeyCodec.DIGEST_MARK.getBytes(US_ASCII);
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);
    private static final int DIGEST = 32;
    private static final int MARKED = MARK.length + 2 * DIGEST;

    /** The prefix and the serialized key. */
    private final ByteWriter bytes = new ByteWriter();
    private int prefix;
    private boolean digested;
    private ByteBuffer buffer = ByteBuffer.wrap(bytes.array());
    private MessageDigest sha;
    private final byte[] hash = new byte[DIGEST];
    private ByteBuffer digest;

    /** Makes a holder of no key as yet. */
    public ItemKey() {
    }

    void begin(final byte[] keyPrefix) {
        bytes.clear();
        bytes.putBytes(keyPrefix, 0, keyPrefix.length);
        prefix = keyPrefix.length;
    }

    ByteWriter bytes() {
        return bytes;
    }

    void end() {
        digested = !KeyCodec.isItemKey(bytes.length()) || looksLikeDigest();
        if (digested) {
            digest();
        } else if (buffer.array() != bytes.array()) {
            buffer = ByteBuffer.wrap(bytes.array());
        }
    }

    private boolean looksLikeDigest() {
        return bytes.length() - prefix == MARKED
            && Arrays.equals(bytes.array(), prefix, prefix + MARK.length, MARK, 0, MARK.length);
    }

    private void digest() {
        final byte[] key = bytes.array();
        if (sha == null) {
            sha = sha256();
            digest = ByteBuffer.allocate(2 * MARKED + prefix);
        }
        sha.update(key, prefix, bytes.length() - prefix);
        try {
            sha.digest(hash, 0, DIGEST);
        } catch (final DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit its 32 bytes", e);
        }
        if (digest.capacity() < prefix + MARKED) {
            digest = ByteBuffer.allocate(prefix + MARKED);
        }
        digest.clear().put(key, 0, prefix).put(MARK);
        for (final byte b : hash) {
            digest.put(DIGITS[b >> 4 & 0xF]).put(DIGITS[b & 0xF]);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256, and this one has not", e);
        }
    }

    /**
     * Gives the key of the item, for operations on buffers.
     *
     * @return the buffer that holds it, at 0; its position and limit mean nothing.
     */
    public ByteBuffer buffer() {
        return digested ? digest : buffer;
    }

    /**
     * Tells the length of the key of the item.
     *
     * @return 1 to 250.
     */
    public int length() {
        return digested ? prefix + MARKED : bytes.length();
    }

    /**
     * Copies the key of the item.
     *
     * @return a new array.
     */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer().array(), length());
    }

    /** {@return a copy of the serialized key, whatever it is stored under} */
    byte[] wholeKey() {
        return Arrays.copyOfRange(bytes.array(), prefix, bytes.length());
    }

    /** {@return the key of the item as clients write it, with a question mark for what is no text} */
    String text() {
        return new String(buffer().array(), 0, length(), US_ASCII).replaceAll("[^\\x21-\\x7E]", "?");
    }

    /**
     * Tells whether the item's key is a digest, and the serialized key lies before the value.
     *
     * @return whether it is.
     */
    public boolean isDigested() {
        return digested;
    }

    /**
     * Tells the client flags that the item has besides those of its value.
     *
     * @return {@link KeyCodec#WHOLE_KEY} or 0.
     */
    public int flags() {
        return digested ? KeyCodec.WHOLE_KEY : 0;
    }

    /**
     * Writes what comes before the value: nothing, unless the item's key is a digest.
     *
     * @param out where the value follows.
     */
    public void writeBeforeValue(final ByteWriter out) {
        if (digested) {
            out.putInt(bytes.length() - prefix);
            out.putBytes(bytes.array(), prefix, bytes.length() - prefix);
        }
    }

    /**
     * Tells where the value begins of an item that was found under this key.
     *
     * @param flags  of the item.
     * @param value  that holds the item's value, from 0.
     * @param length of the item's value.
     * @return the offset; -1 if the item is that of another key.
     */
    public int valueStart(final int flags, final byte[] value, final int length) {
        if ((flags & KeyCodec.WHOLE_KEY) == 0) {
            return digested ? -1 : 0;
        }
        final int whole = bytes.length() - prefix;
        return digested && wholeKeyLength(value, length) == whole && Arrays.equals(value, Integer.BYTES,
            Integer.BYTES + whole, bytes.array(), prefix, prefix + whole) ? Integer.BYTES + whole : -1;
    }

    /** Tells the length of the key that a value begins with; -1 if the value is too short for it. */
    static int wholeKeyLength(final byte[] value, final int length) {
        if (length < Integer.BYTES) {
            return -1;
        }
        final int whole = ByteBuffer.wrap(value).getInt(0);
        return whole < 0 || whole > length - Integer.BYTES ? -1 : whole;
    }

    /** Leaves the bytes out. */
    @Override
    public String toString() {
        return "ItemKey[length=" + length() + ", digested=" + digested + ']';
    }
}
