/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.linearizability;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheItem;
import io.flagstone.engine.DeleteResult;
import io.flagstone.engine.DeltaResult;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.ValueView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.agrona.collections.MutableLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** The operations that Lincheck makes programs of, on three keys of one stripe. */
@Param(name = "key", gen = IntGen.class, conf = "0:2")
@Param(name = "value", gen = IntGen.class, conf = "7:10")
public final class CacheProgram {
    /** Values of more digits span chunks, and are no numbers. */
    static final int SHORT = 19;
    /** What makes a value long. */
    private static final int LONG_VALUE = 10;
    private static final int LONG_LENGTH = 700;

    /** One for all programs: a new one for each would take its memory a million times. */
    private static final ByteCache CACHE = ByteCache.builder().memoryLimit(1 << 20).callerMaintains().build();
    private static final byte[][] KEYS = {{'a'}, {'b'}, {'c'}};

    /** Begins a program: no key has an item. */
    public CacheProgram() {
        for (final byte[] key : KEYS) {
            CACHE.delete(key);
        }
    }

    static ByteCache cache() {
        return CACHE;
    }

    /** The value of a number: all are short but one. */
    static String text(final int value) {
        return value == LONG_VALUE ? "1".repeat(LONG_LENGTH) : Integer.toString(value);
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A number may have become shorter in place. */
    private static String text(final byte[] value) {
        return value == null ? null : new String(value, StandardCharsets.ISO_8859_1).trim();
    }

    /** Copies a value. */
    @Operation
    public String get(@Param(name = "key") final int key) {
        return text(CACHE.get(KEYS[key]));
    }

    /** Asks for a key. */
    @Operation
    public boolean contains(@Param(name = "key") final int key) {
        return CACHE.contains(KEYS[key]);
    }

    /** Holds a value for a moment. */
    @Operation
    public String view(@Param(name = "key") final int key) {
        try (ValueView view = CACHE.view(KEYS[key])) {
            return view == null ? null : text(view.toByteArray());
        }
    }

    /** Stores a value. */
    @Operation
    public void set(@Param(name = "key") final int key, @Param(name = "value") final int value) {
        check(CACHE.set(KEYS[key], bytes(text(value))) == StoreResult.STORED);
    }

    /** Stores a value under a key that has none. */
    @Operation
    public boolean add(@Param(name = "key") final int key, @Param(name = "value") final int value) {
        return CACHE.add(KEYS[key], bytes(text(value))) == StoreResult.STORED;
    }

    /** Makes a value longer. */
    @Operation
    public boolean append(@Param(name = "key") final int key) {
        return CACHE.append(KEYS[key], bytes("0")) == StoreResult.STORED;
    }

    /** Replaces a value that is the expected one, by its CAS unique. */
    @Operation
    public String compareAndSet(@Param(name = "key") final int key, @Param(name = "value") final int expected,
            @Param(name = "value") final int value) {
        while (true) {
            final CacheItem item = CACHE.gets(KEYS[key]);
            if (item == null) {
                return "NOT_FOUND";
            }
            if (!text(item.value()).equals(text(expected))) {
                return "EXISTS";
            }
            final StoreResult result = CACHE.cas(KEYS[key], bytes(text(value)), 0, Duration.ZERO, item.casUnique());
            if (result != StoreResult.EXISTS) {
                return result.name();
            }
        }
    }

    /** Deletes an item. */
    @Operation
    public boolean delete(@Param(name = "key") final int key) {
        return CACHE.delete(KEYS[key]) == DeleteResult.DELETED;
    }

    /** Adds to a number. */
    @Operation
    public String increment(@Param(name = "key") final int key, @Param(name = "value") final int delta) {
        final MutableLong sum = new MutableLong();
        final DeltaResult result = CACHE.increment(KEYS[key], delta, sum);
        return result == DeltaResult.OK ? Long.toString(sum.value) : result.name();
    }

    /** Uses chunks that others gave back. */
    @Operation
    public void churn(@Param(name = "value") final int value) {
        final byte[] key = {'o', (byte) value};
        check(CACHE.set(key, bytes(text(value))) == StoreResult.STORED);
        CACHE.delete(key);
    }

    private static void check(final boolean stored) {
        if (!stored) {
            throw new IllegalStateException("there is memory, and a store was refused");
        }
    }
}
