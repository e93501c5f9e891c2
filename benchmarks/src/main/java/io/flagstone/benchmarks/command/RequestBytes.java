/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.command;

import io.flagstone.benchmarks.workload.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Requests for random keys, one behind the other in one buffer, in groups of which each is fed in one piece. */
final class RequestBytes {
    private static final long SEED = 21_11_2026L;
    private static final int BINARY_HEADER = 24;

    final ByteBuffer bytes;
    final int[] groupAt;
    final int[] keyAt;
    private final int keysPerGroup;

    /**
     * Builds them.
     *
     * @param dialect      of the requests
     * @param items        that the cache holds
     * @param groups       how many; a power of two
     * @param keysPerGroup how many keys each asks for
     */
    RequestBytes(final Dialect dialect, final int items, final int groups, final int keysPerGroup) {
        this.keysPerGroup = keysPerGroup;
        bytes = ByteBuffer.allocateDirect(groups * (keysPerGroup * (Keys.LENGTH + BINARY_HEADER) + BINARY_HEADER));
        groupAt = new int[groups + 1];
        keyAt = new int[groups * keysPerGroup];
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int group = 0; group < groups; group++) {
            groupAt[group] = bytes.position();
            put(dialect.beforeGroup);
            for (int i = 0; i < keysPerGroup; i++) {
                putRequest(dialect, Keys.key(random.nextInt(items)), group * keysPerGroup + i);
            }
            put(dialect.afterGroup);
        }
        groupAt[groups] = bytes.position();
    }

    private void putRequest(final Dialect dialect, final byte[] key, final int index) {
        if (dialect == Dialect.BINARY_GETK) {
            bytes.put((byte) 0x80).put((byte) 0x0c).putShort((short) key.length).putInt(0).putInt(key.length)
                .putInt(index).putLong(0);
        } else {
            put(dialect.beforeKey);
        }
        keyAt[index] = bytes.position();
        bytes.put(key);
        put(dialect.afterKey);
    }

    private void put(final String text) {
        bytes.put(text.getBytes(StandardCharsets.US_ASCII));
    }

    int groups() {
        return groupAt.length - 1;
    }

    int keysPerGroup() {
        return keysPerGroup;
    }
}
