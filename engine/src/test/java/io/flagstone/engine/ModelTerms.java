/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.CacheModel.Entry;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** The operations on terms, each compared with what a map makes of it. */
final class ModelTerms extends ItemReader {
    private static final int ASSIGNED = 5;

    private final BufferOperations buffers;
    private final CacheModel model;
    private final CacheCore core;
    private final boolean lossy;
    private final StoreTerms store = new StoreTerms();
    private final FetchTerms fetch = new FetchTerms();
    private final DeleteTerms delete = new DeleteTerms();
    private final CountTerms count = new CountTerms();
    private byte[] value;
    private long casUnique;
    private int deadline;
    private boolean stale;
    private boolean tokenSent;
    private boolean binaryKey;

    ModelTerms(final ByteCache cache, final CacheModel model, final boolean lossy) {
        this.model = model;
        this.lossy = lossy;
        core = cache.core;
        buffers = cache.buffers();
    }

    @Override
    protected void onItem(final ItemView item) {
        value = new byte[item.valueLength()];
        item.copyTo(value, 0);
        casUnique = item.casUnique();
        deadline = item.deadline();
        stale = item.isStale();
        tokenSent = item.isTokenSent();
        binaryKey = item.hasBinaryKey();
    }

    private static ByteBuffer buffer(final String key) {
        return ByteBuffer.wrap(bytes(key));
    }

    private int deadline(final SplittableRandom random) {
        return random.nextBoolean() ? 0 : core.clock.now() + 1 + random.nextInt(200);
    }

    /** What a map cannot be asked for: the marks of an item. */
    void check(final String key) {
        final Entry entry = model.find(key);
        if (entry != null && buffers.peek(buffer(key), 0, key.length(), this) == Lookup.HIT) {
            assertEquals(entry.deadline, deadline);
            assertEquals(entry.stale + " " + entry.tokenSent + " " + entry.binaryKey,
                stale + " " + tokenSent + " " + binaryKey);
        }
    }

    void fetch(final String key, final SplittableRandom random) {
        final Entry old = model.find(key);
        fetch.reset().winBelow(random.nextInt(4) * 5 - 1).binaryKey(true).bumps(random.nextBoolean())
            .judgesNewDeadline(random.nextBoolean());
        final int touched = deadline(random);
        if (random.nextBoolean()) {
            fetch.touch(touched);
        }
        final int created = deadline(random);
        if (random.nextInt(3) == 0) {
            fetch.creates(created, ASSIGNED);
        }
        final Lookup result = buffers.fetch(buffer(key), 0, key.length(), fetch, this);
        if (!fetch.touches) {
            model.count(result == Lookup.HIT);
        }
        if (result == Lookup.OUT_OF_MEMORY) {
            assertTrue(lossy);
            return;
        }
        assertEquals(fetch.creates || result == Lookup.HIT, result == Lookup.HIT);
        if (!model.survives(key, result == Lookup.HIT && !fetch.created)) {
            assertEquals(fetch.creates, fetch.created);
            if (fetch.created) {
                final Entry entry = model.stored(key, new Entry(new byte[0], 0, created), ASSIGNED, true);
                entry.tokenSent = true;
                entry.binaryKey = true;
                assertEquals(ASSIGNED, casUnique);
            }
            return;
        }
        final int judged = fetch.touches && fetch.judgesNewDeadline ? touched : old.deadline;
        final boolean won = !old.tokenSent
            && (old.stale || judged != 0 && core.remainingSeconds(judged) < fetch.winBelow);
        assertArrayEquals(old.value, value);
        assertEquals(old.casUnique, casUnique);
        assertEquals(won + " " + old.tokenSent + " " + old.stale,
            fetch.won() + " " + fetch.tokenWasSent() + " " + fetch.isStale());
        assertEquals(core.remainingSeconds(old.deadline), fetch.remainingSecondsBefore());
        old.tokenSent |= won;
        old.deadline = fetch.touches ? touched : old.deadline;
        assertEquals(old.deadline, deadline);
    }

    void store(final String key, final byte[] bytes, final SplittableRandom random) {
        final Entry old = model.find(key);
        final StoreMode mode = random.nextBoolean() ? StoreMode.SET : StoreMode.CAS;
        final boolean invalidates = random.nextBoolean();
        final long compared = old == null ? ASSIGNED : old.casUnique + random.nextInt(3) - 1;
        final long assigned = random.nextInt(3) == 0 ? ASSIGNED : 0;
        final int given = deadline(random);
        store.reset().mode(mode).compareCas(compared).assignCas(assigned).invalidates(invalidates)
            .binaryKey(random.nextBoolean());
        final StoreResult result = buffers.store(store, buffer(key), 0, key.length(), ByteBuffer.wrap(bytes), 0,
            bytes.length, 3, given);
        if (lossy && result == StoreResult.OUT_OF_MEMORY) {
            return;
        }
        final boolean there = model.survives(key, mode == StoreMode.SET || result != StoreResult.NOT_FOUND);
        final boolean lower = there && mode == StoreMode.CAS && invalidates && compared < old.casUnique;
        assertEquals(mode == StoreMode.SET ? StoreResult.STORED : !there ? StoreResult.NOT_FOUND
            : lower || compared == old.casUnique ? StoreResult.STORED : StoreResult.EXISTS, result);
        if (result == StoreResult.STORED) {
            final Entry entry = model.stored(key, new Entry(bytes, 3, lower ? old.deadline : given),
                store.casUnique(), assigned != 0);
            entry.binaryKey = store.binaryKey;
            entry.stale = lower;
            entry.tokenSent = lower && old.tokenSent;
            assertEquals(bytes.length, store.valueLength());
        }
    }

    void delete(final String key, final SplittableRandom random) {
        final Entry old = model.find(key);
        final boolean marks = random.nextBoolean();
        final boolean empties = random.nextInt(3) == 0;
        final long compared = old == null || random.nextBoolean() ? 0 : old.casUnique + random.nextInt(2);
        final long assigned = random.nextInt(3) == 0 ? ASSIGNED : 0;
        final int given = deadline(random);
        delete.reset().marksStale(marks).empties(empties, 4).compareCas(compared).assignCas(assigned);
        if (random.nextBoolean()) {
            delete.touch(given);
        }
        final DeleteResult result = buffers.delete(buffer(key), 0, key.length(), delete);
        if (lossy && result == DeleteResult.OUT_OF_MEMORY) {
            return;
        }
        final boolean there = model.survives(key, result != DeleteResult.NOT_FOUND);
        assertEquals(!there ? DeleteResult.NOT_FOUND : compared == 0 || compared == old.casUnique
            ? DeleteResult.DELETED : DeleteResult.EXISTS, result);
        if (result != DeleteResult.DELETED) {
            return;
        }
        if (!marks && !empties) {
            model.removed(key);
            return;
        }
        if (empties) {
            final Entry entry = new Entry(new byte[0], 4, delete.touches ? given : 0);
            entry.binaryKey = old.binaryKey;
            marked(key, entry, old.casUnique, assigned, marks);
        } else {
            old.deadline = delete.touches ? given : old.deadline;
            old.tokenSent = false;
            marked(key, old, old.casUnique, assigned, true);
        }
    }

    private void marked(final String key, final Entry entry, final long before, final long assigned,
            final boolean marks) {
        entry.stale = marks;
        model.removed(key);
        if (buffers.peek(buffer(key), 0, key.length(), this) == Lookup.HIT) {
            model.stored(key, entry, casUnique, assigned != 0 || !marks);
            assertTrue(assigned == 0 || casUnique == assigned);
            assertTrue(marks || assigned != 0 || casUnique == before);
        }
    }

    /** Counts what is certainly a number. */
    void count(final String key, final SplittableRandom random) {
        final int given = deadline(random);
        store.reset().binaryKey(random.nextBoolean());
        final String first = Integer.toString(random.nextInt(200));
        if (buffers.store(store, buffer(key), 0, key.length(), ByteBuffer.wrap(bytes(first)), 0, first.length(), 3,
                0) != StoreResult.STORED) {
            assertTrue(lossy);
            return;
        }
        model.stored(key, new Entry(bytes(first), 3, 0), store.casUnique(), false).binaryKey = store.binaryKey;
        count.reset().delta(random.nextInt(1000)).touch(given).compareCas(store.casUnique()).assignCas(ASSIGNED);
        final DeltaResult result = buffers.count(buffer(key), 0, key.length(), count);
        if (result != DeltaResult.OK) {
            assertTrue(lossy, result.name());
            model.survives(key, result != DeltaResult.NOT_FOUND);
            return;
        }
        final long sum = Long.parseLong(first) + count.delta;
        assertEquals(sum, count.number());
        assertEquals(given, count.deadline());
        model.stored(key, new Entry(bytes(Long.toString(sum)), 3, given), ASSIGNED, true).binaryKey = store.binaryKey;
    }
}
