/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.engine.CacheStats;
import io.flagstone.engine.SlabClassStats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlabShareTest {
    private final AdminDesk desk = new AdminDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private List<SlabClassStats> classes() {
        return desk.cache.stats().slabClasses();
    }

    @Test
    void shouldTellWhatItemsLeaveOfTheirChunks() {
        desk.say("set k 0 0 100\r\n" + "x".repeat(100) + "\r\n");
        final SlabClassStats only = classes().get(0);
        assertEquals(Map.of(only.classId(), only.chunkSize() - only.itemBytes()), SlabShare.wastedBytes(classes()));
    }

    @Test
    void shouldAddUpToWhatIsWastedWhenItemsSpanClasses() {
        for (int i = 0; i < 40; i++) {
            desk.say("set small" + i + " 0 0 300\r\n" + "x".repeat(300) + "\r\n");
            desk.say("set large" + i + " 0 0 9000\r\n" + "x".repeat(9000) + "\r\n");
        }
        final CacheStats stats = desk.cache.stats();
        long used = 0;
        for (final SlabClassStats slab : stats.slabClasses()) {
            used += (long) slab.usedChunks() * slab.chunkSize();
        }
        final long sum = SlabShare.wastedBytes(stats.slabClasses()).values().stream().mapToLong(Long::longValue).sum();
        assertEquals((double) (used - stats.itemBytes()), sum, stats.slabClasses().size());
    }

    @Test
    void shouldCountAsMissesOfAClassOnlyWhatItIsKnownToHaveHad() {
        desk.say("set k 0 0 1\r\nx\r\n");
        assertEquals(1.0, SlabShare.hitRatio(classes().get(0), 0));
        assertEquals(1.0, SlabShare.hitRatio(classes().get(0), 5));
    }
}
