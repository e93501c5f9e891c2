/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.interleaving;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.ValueView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A key with a value of letters {@code o}, and one without a value. */
public class KeyState {
    static final int SHORT = 100;
    /** Spans two chunks. */
    static final int LONG = 2_500;

    final ByteCache cache;
    final byte[] key;
    final byte[] other;
    private final SharedCache shared;
    private final byte[] target = new byte[LONG];

    KeyState(final int length) {
        shared = SharedCache.join();
        cache = shared.cache;
        final int number = shared.number();
        key = ("key-" + number).getBytes(StandardCharsets.ISO_8859_1);
        other = ("other-" + number).getBytes(StandardCharsets.ISO_8859_1);
        store(key, 'o', length);
    }

    final void store(final byte[] under, final char letter, final int length) {
        final byte[] value = new byte[length];
        Arrays.fill(value, (byte) letter);
        if (cache.set(under, value) != StoreResult.STORED) {
            throw new IllegalStateException("there is memory, and a store was refused");
        }
    }

    /** Reads the key and tells what it is. */
    final String read() {
        return name(target, cache.get(key, target, 0));
    }

    static String name(final byte[] value, final int length) {
        if (length == ByteCache.NOT_FOUND) {
            return "none";
        }
        for (int i = 1; i < length; i++) {
            if (value[i] != value[0]) {
                return "torn";
            }
        }
        return value[0] == 'o' ? "old" : value[0] == 'n' ? "new" : "foreign";
    }

    static String name(final ValueView view) {
        final byte[] value = view.toByteArray();
        return name(value, value.length);
    }

    /** Leaves the cache as it is. */
    final String leaveAll() {
        return shared.leave();
    }

    /** Leaves the cache, and nothing in it. */
    final String leave() {
        cache.delete(key);
        cache.delete(other);
        return shared.leave();
    }
}
