/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flagstone.benchmarks.engine.CachePeer;
import io.flagstone.benchmarks.engine.CacheRoom;
import io.flagstone.benchmarks.engine.Peer;
import io.flagstone.benchmarks.workload.NumberedKey;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilledPeerTest {
    private static final int ITEMS = 3000;
    private static final int KEY_LENGTH = 20;
    private static final long SEED = 7;
    private static final ValueSizes SIZES = ValueSizes.named("1-100");

    private final CachePeer cache = Peer.CONCURRENT_HASH_MAP.open(new CacheRoom(ITEMS, KEY_LENGTH, 100, false, true));

    @BeforeEach
    void fill() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < ITEMS; i++) {
            cache.put(key(i), FilledPeer.value(i, SIZES.draw(random)));
        }
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private static byte[] key(final int item) {
        return new NumberedKey(KEY_LENGTH).write(item);
    }

    private void verify() {
        FilledPeer.verify(cache, ITEMS, KEY_LENGTH, SIZES, SEED);
    }

    @Test
    void shouldTakeWhatIsThereAsItWasStored() {
        cache.remove(key(2));
        cache.remove(key(ITEMS - 1));
        verify();
    }

    @Test
    void shouldFindOneByteThatIsAnother() {
        final byte[] value = cache.read(key(ITEMS - 2)).clone();
        value[value.length - 1]++;
        cache.put(key(ITEMS - 2), value);
        final Exception thrown = assertThrows(IllegalStateException.class, this::verify);
        assertEquals("a value must be read as it was stored: item=2998, bytes=" + value.length, thrown.getMessage());
    }

    @Test
    void shouldRefuseACacheThatHasNothingOfTheLast() {
        for (int i = ITEMS - 1000; i < ITEMS; i++) {
            cache.remove(key(i));
        }
        assertThrows(IllegalStateException.class, this::verify);
    }
}
