/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import static io.flagstone.engine.slab.ChunkLedger.violation;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.KeyHash;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Innards;
import io.flagstone.engine.memory.Memory;

/** Walks the buckets of one stripe. */
public final class IndexWalk {
    private final Arena arena;
    private final BucketIndex index;
    private final ItemVisitor visitor;
    private final long seed;
    private final int bucketsPerBlock;
    private long[] directory;
    private int items;
    private int overflowBuckets;

    /**
     * Prepares a walk.
     *
     * @param arena   of the cache.
     * @param index   of a stripe.
     * @param visitor to be shown each item.
     */
    public IndexWalk(final Arena arena, final BucketIndex index, final ItemVisitor visitor) {
        this.arena = arena;
        this.index = index;
        this.visitor = visitor;
        seed = Innards.get(index, "seed", Long.class);
        bucketsPerBlock = Innards.get(index, "blocks", IndexBlocks.class).bucketsPerBlock();
    }

    /**
     * Visits every reference of the index, and checks that it is where a search would look for it.
     *
     * @return how many blocks of memory the index has.
     */
    public int walk() {
        directory = Innards.get(index, "directory", long[].class);
        items = 0;
        overflowBuckets = 0;
        for (int number = 0; number < index.buckets(); number++) {
            final long first = bucket(number);
            if ((Memory.getInt(first) & 1) != 0) {
                throw violation("a bucket is in the midst of a change: bucket=" + number);
            }
            for (long bucket = first; bucket != 0; bucket = next(bucket)) {
                countOverflow(bucket == first ? 0 : 1);
                walkBucket(number, bucket);
            }
        }
        if (items != index.items()) {
            throw violation("the index is miscounted: count=" + index.items() + " found=" + items);
        }
        for (int free = Innards.getInt(index, "freeOverflow"); free != 0; free = Bucket.next(arena.address(free))) {
            countOverflow(1);
        }
        if (overflowBuckets % bucketsPerBlock != 0) {
            throw violation("an overflow bucket is lost, or in two chains: buckets=" + overflowBuckets);
        }
        return (index.buckets() + bucketsPerBlock - 1 + overflowBuckets) / bucketsPerBlock;
    }

    private long bucket(final int number) {
        return directory[number / bucketsPerBlock] + (long) (number % bucketsPerBlock) * Bucket.LENGTH;
    }

    private long next(final long bucket) {
        return Bucket.next(bucket) == 0 ? 0 : arena.address(Bucket.next(bucket));
    }

    private void countOverflow(final int more) {
        overflowBuckets += more;
        if ((long) overflowBuckets * Bucket.LENGTH > (long) arena.takenPages() * arena.pageBytes()) {
            throw violation("a chain of buckets has no end");
        }
    }

    private void walkBucket(final int number, final long bucket) {
        int filled = 0;
        for (int slot = 0; slot < Bucket.SLOTS; slot++) {
            final int reference = Bucket.reference(bucket, slot);
            if (Bucket.isEmpty(bucket, slot) != (reference == 0)) {
                throw violation("a slot is half empty: bucket=" + number + " slot=" + slot + " reference="
                    + reference);
            }
            if (reference != 0) {
                filled++;
                items++;
                visitor.visit(reference, number);
                checkPlace(number, bucket, slot);
            }
        }
        if (filled < Bucket.SLOTS && Bucket.next(bucket) != 0) {
            throw violation("a chain goes on behind a bucket with room: bucket=" + number + " filled=" + filled);
        }
    }

    private void checkPlace(final int number, final long bucket, final int slot) {
        final int reference = Bucket.reference(bucket, slot);
        final long address = arena.address(reference);
        final long control = Item.control(address);
        final long key = Item.keyAddress(address, control);
        final long hash = KeyHash.hash(null, key, ControlWord.keyLength(control), seed);
        final int mask = Integer.highestOneBit(index.buckets());
        final int low = (int) hash & (mask << 1) - 1;
        final int expected = low < index.buckets() ? low : low & mask - 1;
        final int tag = Memory.getByte(bucket + Bucket.TAGS + slot) & 0xFF;
        if (number != expected || tag != Bucket.tag(hash)) {
            throw violation("an item is in the wrong place of the index: reference=" + reference + " bucket="
                + number + " expected=" + expected + " tag=" + tag + " expected=" + Bucket.tag(hash));
        }
        if (index.findLocked(hash, null, key, ControlWord.keyLength(control)) != reference) {
            throw violation("a key is in the index twice: reference=" + reference + " bucket=" + number);
        }
    }

    /** Is shown each item. */
    @FunctionalInterface
    public interface ItemVisitor {
        /**
         * Looks at an item, before anything else of it is read.
         *
         * @param reference of the item, perhaps of none at all.
         * @param bucket    that refers to it.
         */
        void visit(int reference, int bucket);
    }
}
