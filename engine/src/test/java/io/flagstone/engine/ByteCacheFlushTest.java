/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ByteCacheFlushTest {
    private static final byte[] KEY = bytes("key");

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    private void fill(final int items) {
        for (int i = 0; i < items; i++) {
            assertEquals(StoreResult.STORED, cache.set(key(i), pattern(i % 5_000, i)));
        }
    }

    @Test
    void shouldFindNothingAfterFlush() {
        fill(3_000);

        cache.flush();

        for (int i = 0; i < 3_000; i++) {
            assertNull(cache.get(key(i)));
            assertFalse(cache.contains(key(i)));
        }
        assertEquals(3_000, cache.stats().flushedGets());
        assertEquals(3_000, cache.stats().misses());
    }

    @Test
    void shouldGiveAllMemoryBackAfterFlush() {
        fill(3_000);
        cache.set(bytes("large"), pattern(700_000, 1), SECOND);
        final long used = cache.stats().memoryUsed();
        cache.flush();
        assertEquals(3_001, cache.stats().items());

        bed.maintain();

        bed.assertEmpty();
        assertEquals(3_001, cache.stats().reclaimed());
        assertEquals(used, cache.stats().memoryUsed());
        fill(3_000);
        assertEquals(used, cache.stats().memoryUsed());
    }

    @Test
    void shouldKeepWhatIsStoredAfterFlush() {
        fill(100);
        cache.flush();
        bed.set("key-1", "new");
        bed.set("other", "new");
        bed.maintain();

        bed.assertValue("key-1", "new");
        bed.assertValue("other", "new");
        assertEquals(2, cache.stats().items());
    }

    @Test
    void shouldFlushManyTimesWithoutSweep() {
        for (int round = 0; round < 50; round++) {
            bed.set("key-" + round, "value");
            bed.set("key", "value" + round);
            cache.flush();
            for (int i = 0; i <= round; i++) {
                assertNull(bed.get("key-" + i), "flushed in round " + i + ", back in round " + round);
            }
            assertNull(bed.get("key"));
        }
        bed.set("key", "last");
        bed.maintain();

        bed.assertValue("key", "last");
        assertEquals(1, cache.stats().items());
    }

    @Test
    void shouldSweepWhileTheIndexGrows() {
        fill(2_000);
        cache.flush();
        for (int i = 0; i < 5_000; i++) {
            cache.set(bytes("new-" + i), bytes("value-" + i));
        }
        bed.maintain();

        assertEquals(5_000, cache.stats().items());
        for (int i = 0; i < 5_000; i++) {
            assertArrayEquals(bytes("value-" + i), cache.get(bytes("new-" + i)));
        }
    }

    @Test
    void shouldFlushWhenTheTimeComes() {
        bed.set("before", "1");
        cache.flushAt(cache.clock().deadline(SECOND));
        bed.set("after", "2");
        bed.maintain();
        bed.pass(Duration.ofMillis(999));
        bed.maintain();
        bed.assertValue("before", "1");
        bed.assertValue("after", "2");

        bed.pass(Duration.ofMillis(1));
        bed.maintain();

        assertNull(bed.get("before"));
        assertNull(bed.get("after"));
        bed.set("key", "3");
        bed.pass(SECOND);
        bed.maintain();
        bed.assertValue("key", "3");
    }

    @Test
    void shouldKnowOnlyTheLatestFlushThatWasPutOff() {
        bed.set("key", "1");
        cache.flushAt(cache.clock().deadline(SECOND));
        cache.flushAt(cache.clock().deadline(SECOND.multipliedBy(2)));
        bed.pass(SECOND);
        bed.maintain();
        bed.assertValue("key", "1");
        bed.pass(SECOND);
        bed.maintain();
        assertNull(bed.get("key"));

        bed.set("key", "2");
        cache.flushAt(cache.clock().deadline(SECOND));
        cache.flushAt(0);
        bed.pass(SECOND);
        bed.maintain();
        bed.assertValue("key", "2");

        cache.flushAt(cache.clock().deadline(SECOND));
        cache.flush();
        bed.set("key", "3");
        bed.pass(SECOND);
        bed.maintain();
        bed.assertValue("key", "3");
    }

    @Test
    void shouldFlushWhatWasTouchedOrCounted() {
        bed.set("key", "1");
        cache.touch(KEY, Duration.ofDays(1));
        bed.increment("key", 100);
        cache.append(KEY, bytes("0"));
        cache.flush();

        assertNull(bed.get("key"));
    }
}
