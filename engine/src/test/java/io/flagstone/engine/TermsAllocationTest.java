/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.ByteCacheAllocationTest.assertNoAllocation;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No operation on terms leaves garbage on the heap. */
class TermsAllocationTest {
    private static final int KEY_LENGTH = 20;
    private static final int VALUE = 100;

    private final CacheBed bed = new CacheBed();
    private final BufferOperations operations = bed.cache.buffers();
    private final ByteBuffer in = ByteBuffer.allocateDirect(1_000);
    private final StoreTerms store = new StoreTerms();
    private final FetchTerms fetch = new FetchTerms();
    private final DeleteTerms delete = new DeleteTerms();
    private final CountTerms count = new CountTerms();
    private final ItemReader reader = new ItemReader() {
        @Override
        protected void onItem(final ItemView item) {
            item.copyTo(in, 500);
        }
    };

    @AfterEach
    void close() {
        bed.close();
    }

    private StoreResult set(final int length, final int deadline) {
        return operations.store(store, in, 0, KEY_LENGTH, in, VALUE, length, 0, deadline);
    }

    private Lookup fetched() {
        return operations.fetch(in, 0, KEY_LENGTH, fetch, reader);
    }

    @Test
    void shouldAllocateNothingWhenStoring() {
        assertNoAllocation(i -> set(100, 0));
        store.assignCas(7).binaryKey(true);
        assertNoAllocation(i -> set(i % 200, i % 2 * 1_000_000));
        store.mode(StoreMode.CAS).compareCas(6).invalidates(true);
        assertEquals(StoreResult.STORED, set(100, 0));
        assertNoAllocation(i -> set(100, 0));
        assertNoAllocation(i -> {
            store.reset();
            set(10, 0);
            store.mode(StoreMode.APPEND).createsIfAbsent(true);
            set(10, 0);
        });
    }

    @Test
    void shouldAllocateNothingWhenFetching() {
        set(100, 0);
        assertNoAllocation(i -> fetched());
        assertNoAllocation(i -> operations.peek(in, 0, KEY_LENGTH, reader));
        fetch.touch(1_000_000).winBelow(5);
        assertNoAllocation(i -> fetched());
        assertNoAllocation(i -> {
            set(100, 0);
            fetched();
        });
        fetch.reset().creates(0, 0);
        assertNoAllocation(i -> {
            operations.delete(in, 0, KEY_LENGTH, 0);
            fetched();
        });
        assertNoAllocation(i -> fetched());
    }

    @Test
    void shouldAllocateNothingWhenDeletingAndCounting() {
        set(100, 0);
        delete.marksStale(true).touch(1_000_000);
        assertNoAllocation(i -> operations.delete(in, 0, KEY_LENGTH, delete));
        delete.empties(true, 3);
        assertNoAllocation(i -> operations.delete(in, 0, KEY_LENGTH, delete));
        in.put(VALUE, (byte) '9');
        count.creates(true, 9, 0).touch(1_000_000);
        assertNoAllocation(i -> {
            operations.delete(in, 0, KEY_LENGTH, 0);
            operations.count(in, 0, KEY_LENGTH, count);
            operations.count(in, 0, KEY_LENGTH, count);
        });
        assertEquals(10, count.number());
    }
}
