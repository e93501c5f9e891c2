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
    private int halves;

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
        halves = 0;
        for (int number = 0; number < index.buckets(); number++) {
            walkChain(number);
        }
        if (items != index.items()) {
            throw violation("the index is miscounted: count=" + index.items() + " found=" + items);
        }
        final Object pool = Innards.get(index, "halves", HalfLines.class);
        for (int free = Innards.getInt(pool, "free"); free != 0; free = nextHalf(free)) {
            countHalf();
        }
        final int bytes = Math.max(Bucket.HALF_LENGTH, arena.granule());
        final int perBlock = bucketsPerBlock * Bucket.LENGTH / bytes;
        if (halves % perBlock != 0) {
            throw violation("a half line is lost, or in two chains: half lines=" + halves);
        }
        return (index.buckets() + bucketsPerBlock - 1) / bucketsPerBlock + halves / perBlock;
    }

    private void walkChain(final int number) {
        final long first = bucket(number);
        if ((Memory.getInt(first) & 1) != 0) {
            throw violation("a bucket is in the midst of a change: bucket=" + number);
        }
        walkLine(number, first, Bucket.SLOTS);
        for (int next = Bucket.next(first, Bucket.SLOTS); next != 0; next = nextHalf(next)) {
            countHalf();
            final int before = items;
            walkLine(number, arena.address(next), Bucket.HALF_SLOTS);
            if (items - before < 2) {
                throw violation("a half line has room in the place of its link: bucket=" + number);
            }
        }
    }

    private long bucket(final int number) {
        return directory[number / bucketsPerBlock] + (long) (number % bucketsPerBlock) * Bucket.LENGTH;
    }

    private int nextHalf(final int half) {
        return Bucket.next(arena.address(half), Bucket.HALF_SLOTS);
    }

    private void countHalf() {
        halves++;
        if ((long) halves * Bucket.HALF_LENGTH > (long) arena.takenPages() * arena.pageBytes()) {
            throw violation("a chain of half lines has no end");
        }
    }

    private void walkLine(final int number, final long line, final int slots) {
        boolean filled = false;
        for (int slot = 0; slot < slots; slot++) {
            final int reference = Bucket.reference(line, slots, slot);
            if (Bucket.isEmpty(line, slots, slot) != (reference == 0)) {
                throw violation("a slot is half empty: bucket=" + number + " slot=" + slot + " reference="
                    + reference);
            }
            if (reference == 0 && filled) {
                throw violation("a chain goes on behind an empty slot: bucket=" + number + " slot=" + slot);
            }
            filled = reference != 0;
            if (Bucket.isTaken(line, slots, slot)) {
                items++;
                visitor.visit(reference, number);
                checkPlace(number, line, slots, slot);
            }
        }
    }

    private void checkPlace(final int number, final long line, final int slots, final int slot) {
        final int reference = Bucket.reference(line, slots, slot);
        final long address = arena.address(reference);
        final long control = Item.control(address);
        final long key = Item.keyAddress(address, control);
        final long hash = KeyHash.hash(null, key, ControlWord.keyLength(control), seed);
        final int mask = Integer.highestOneBit(index.buckets());
        final int low = (int) hash & (mask << 1) - 1;
        final int expected = low < index.buckets() ? low : low & mask - 1;
        final int tag = Bucket.tag(line, slots, slot);
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
