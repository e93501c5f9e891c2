/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.index.BucketIndex;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;
import io.flagstone.engine.slab.SlabAllocator;
import io.flagstone.engine.slab.SpinLock;
import java.util.function.IntToLongFunction;
import org.agrona.collections.Int2IntCounterMap;

/**
 * A stripe: the lock of the keys that hash to it, and everything that belongs to them.
 *
 * <p>It is its own lock. Every method wants it held unless its documentation says otherwise.
 */
public final class Stripe extends SpinLock {
    private final Arena arena;
    private final SlabAllocator slabs;
    private final BucketIndex index;
    private final ReplacementPolicy policy;
    private final EvictionQueues queues;
    private final ExpiryWheel wheel;
    private final Relocation relocation;
    private final Overwriting overwriting;
    private final Int2IntCounterMap pins = new Int2IntCounterMap(0);
    private final ItemAccounts accounts;
    private final int number;
    private final int stripes;
    private long lastCas;
    private volatile int generation;
    private int sweepBucket = Integer.MAX_VALUE;
    private int sweptGeneration;
    private int[] swept = new int[16];

    /**
     * Makes an empty stripe.
     *
     * @param number  of it, from 0.
     * @param stripes how many there are.
     * @param arena   of its items.
     * @param slabs   of its chunks.
     * @param index   its own segment.
     * @param policy  which items give way.
     * @param now     in deciseconds.
     */
    public Stripe(final int number, final int stripes, final Arena arena, final SlabAllocator slabs,
            final BucketIndex index, final ReplacementPolicy policy, final int now) {
        this.number = number;
        this.stripes = stripes;
        this.arena = arena;
        this.slabs = slabs;
        this.index = index;
        this.policy = policy;
        queues = policy.queues;
        wheel = new ExpiryWheel(arena, now);
        accounts = new ItemAccounts(arena, policy, wheel);
        relocation = new Relocation(arena, slabs, index, queues, wheel);
        overwriting = new Overwriting(this, arena, slabs, policy, accounts);
    }

    /**
     * Gives the stripe's index, whose {@code find} may be called by anybody.
     *
     * @return the index.
     */
    public BucketIndex index() {
        return index;
    }

    /** {@return what writes over items of this stripe, with the lock held} */
    public Overwriting overwriting() {
        return overwriting;
    }

    /** {@return what moves the items of this stripe, with the lock held} */
    public Relocation relocation() {
        return relocation;
    }

    /**
     * Tells the flush generation: items of another one are gone. May be called by anybody.
     *
     * @return it, counting up.
     */
    public int generation() {
        return generation;
    }

    /**
     * Tells whether an item is gone though its memory is not: flushed. May be called by anybody.
     *
     * @param control the item's word.
     * @return whether it is.
     */
    public boolean isFlushed(final long control) {
        return ControlWord.generation(control) != (generation & ControlWord.GENERATIONS - 1);
    }

    /**
     * Tells whether an item's time is over. May be called by anybody who checks the version afterwards.
     *
     * @param address of the item.
     * @param control its word.
     * @param now     in deciseconds.
     * @return whether it is.
     */
    public static boolean isExpired(final long address, final long control, final int now) {
        final int deadline = Item.deadline(address, control);
        return deadline != 0 && deadline <= now;
    }

    /**
     * Looks for an item that is neither expired nor flushed.
     *
     * @param hash   of the key.
     * @param base   of the key, null for native memory.
     * @param key    the key's address.
     * @param length of the key.
     * @param now    in deciseconds.
     * @return its reference, or 0; a dead one is taken out.
     */
    public int findLive(final long hash, final Object base, final long key, final int length, final int now) {
        assert isLocked();
        final int reference = index.findLocked(hash, base, key, length);
        if (reference == 0) {
            return 0;
        }
        final long address = arena.address(reference);
        final long control = Item.control(address);
        if (isFlushed(control)) {
            remove(hash, reference, Departure.FLUSHED, now);
            return 0;
        }
        if (isExpired(address, control, now)) {
            remove(hash, reference, Departure.EXPIRED, now);
            return 0;
        }
        return reference;
    }

    /**
     * Issues a CAS unique.
     *
     * @return one that was never issued before, at least 2; a client may have assigned it to an item, though.
     */
    public long nextCas() {
        return ++lastCas * stripes + number + 1;
    }

    /**
     * Links a filled item under a key that has none.
     *
     * @param hash      of its key.
     * @param reference of the item, detached.
     * @param casUnique for it.
     * @param now       in deciseconds.
     * @return false if the index has no room and no memory to grow.
     */
    public boolean link(final long hash, final int reference, final long casUnique, final int now) {
        assert isLocked();
        final int classId = slabs.classOf(reference);
        index.beginChange(hash);
        final boolean inserted = index.insert(hash, reference);
        if (inserted) {
            final int queue = policy.entry(classId, hash, timeToLive(reference, now));
            prepare(arena.address(reference), queue, 0, casUnique, now);
        }
        index.endChange(hash);
        if (!inserted) {
            return false;
        }
        queues.add(classId, reference);
        accounts.arrived(reference, classId);
        index.growIfFull();
        return true;
    }

    private int timeToLive(final int reference, final int now) {
        final long address = arena.address(reference);
        final int deadline = Item.deadline(address, Item.control(address));
        return deadline == 0 ? ReplacementPolicy.FOREVER : deadline - now;
    }

    private void prepare(final long address, final int queue, final int frequency, final long casUnique,
            final int now) {
        Item.casUnique(address, casUnique);
        final long fresh = ControlWord.withState(Item.control(address), ControlWord.ITEM);
        final long queued = ControlWord.withFrequency(ControlWord.withQueue(fresh, queue), frequency);
        Item.control(address, ControlWord.withAccess(ControlWord.withGeneration(queued, generation), now / 10));
    }

    /**
     * Links a filled item in the place of another one with the same key, which leaves. The new one keeps the old one's
     * place in its queue when both are of one class, and counts as asked for.
     *
     * @param hash      of their key.
     * @param from      the item that is there.
     * @param to        the item that is detached.
     * @param casUnique for the new one.
     * @param now       in deciseconds.
     */
    public void replace(final long hash, final int from, final int to, final long casUnique, final int now) {
        assert isLocked();
        accounts.announce(from, Departure.REPLACED, now);
        final int frequency = ControlWord.frequency(Item.control(arena.address(from)));
        put(hash, from, to, Math.min(frequency + 1, ControlWord.MAX_FREQUENCY), casUnique, now);
    }

    /**
     * Links a copy of an item in its place: it has the same history and CAS unique, and nobody is told that a value
     * goes.
     *
     * @param hash of their key.
     * @param from the item that is there.
     * @param to   the copy, detached.
     * @param now  in deciseconds.
     */
    public void replaceByCopy(final long hash, final int from, final int to, final int now) {
        assert isLocked();
        final long control = Item.control(arena.address(from));
        final long address = arena.address(to);
        Item.control(address, ControlWord.withMarksOf(Item.control(address), control));
        put(hash, from, to, ControlWord.frequency(control), Item.casUnique(arena.address(from)), now);
        Item.accessVolatile(address, control);
        countersOf(to).linked--;
    }

    private void put(final long hash, final int from, final int to, final int frequency, final long casUnique,
            final int now) {
        final long control = Item.control(arena.address(from));
        final int queue = policy.queueFor(ControlWord.queue(control), timeToLive(to, now));
        prepare(arena.address(to), queue, frequency, casUnique, now);
        final int oldClass = slabs.classOf(from);
        final int newClass = slabs.classOf(to);
        if (oldClass == newClass && queue == ControlWord.queue(control)) {
            queues.replace(oldClass, from, to);
        } else {
            queues.remove(oldClass, from);
            queues.add(newClass, to);
        }
        index.beginChange(hash);
        index.replace(hash, from, to);
        index.endChange(hash);
        accounts.left(from, oldClass);
        accounts.arrived(to, newClass);
        giveUnlessPinned(from);
    }

    /**
     * Takes an item out of the cache and gives its memory back, now or when the last reader that has it pinned lets go.
     *
     * @param hash      of its key.
     * @param reference of the item.
     * @param why       it leaves.
     * @param now       in deciseconds.
     */
    public void remove(final long hash, final int reference, final Departure why, final int now) {
        assert isLocked();
        final int classId = slabs.classOf(reference);
        accounts.leaves(hash, reference, classId, why, now);
        queues.remove(classId, reference);
        index.beginChange(hash);
        index.replace(hash, reference, 0);
        index.endChange(hash);
        accounts.left(reference, classId);
        giveUnlessPinned(reference);
    }

    private void giveUnlessPinned(final int reference) {
        final long address = arena.address(reference);
        if (ControlWord.isPinned(Item.control(address))) {
            Item.stateVolatile(address, ControlWord.DETACHED);
        } else {
            giveChunks(reference);
        }
    }

    /**
     * Gives back all chunks of an item that no index refers to. May be called without the lock by whoever owns them.
     *
     * @param reference of the item.
     */
    public void giveChunks(final int reference) {
        final long address = arena.address(reference);
        int part = Item.secondPart(address, Item.control(address));
        slabs.give(reference);
        while (part != 0) {
            final int next = Memory.getInt(arena.address(part) + ItemLayout.PART_NEXT);
            slabs.give(part);
            part = next;
        }
    }

    /**
     * Keeps an item's memory from being used again until {@link #unpin}.
     *
     * @param reference of an item that is linked.
     */
    public void pin(final int reference) {
        assert isLocked();
        if (pins.incrementAndGet(reference) == 1) {
            Item.pinnedVolatile(arena.address(reference), true);
        }
    }

    /**
     * Lets go of a pinned item.
     *
     * @param reference of the item.
     */
    public void unpin(final int reference) {
        assert isLocked();
        if (pins.decrementAndGet(reference) > 0) {
            return;
        }
        final long address = arena.address(reference);
        Item.pinnedVolatile(address, false);
        if (ControlWord.state(Item.control(address)) == ControlWord.DETACHED) {
            giveChunks(reference);
        }
    }

    /**
     * Changes the deadline of an item that has the field for one.
     *
     * @param reference of the item.
     * @param deadline  in deciseconds, 0 for never.
     * @param now       in deciseconds.
     */
    public void changeDeadline(final int reference, final int deadline, final int now) {
        assert isLocked();
        final long address = arena.address(reference);
        if (Item.deadline(address, Item.control(address)) != 0) {
            wheel.remove(reference);
        }
        Item.deadline(address, deadline);
        if (deadline != 0) {
            wheel.add(reference);
        }
        final long control = Item.control(address);
        final int queue = policy.queueFor(ControlWord.queue(control), timeToLive(reference, now));
        if (queue != ControlWord.queue(control)) {
            queues.move(slabs.classOf(reference), reference, queue, ControlWord.frequency(control));
        }
    }

    /**
     * Gives the eviction policy.
     *
     * @return it, to be asked and tuned under the lock.
     */
    public ReplacementPolicy policy() {
        return policy;
    }

    /**
     * Tells how many items of a class the stripe has. May be called by anybody, as an estimate.
     *
     * @param classId the class.
     * @return items.
     */
    public int items(final int classId) {
        return queues.items(classId);
    }

    /**
     * Looks at the next item of a class that may have to go; see {@link ReplacementPolicy}.
     *
     * @param classId the class.
     * @param now     in deciseconds.
     * @return its reference; -1 if it earned another round; 0 if there is none, or it cannot go.
     */
    public int examine(final int classId, final int now) {
        assert isLocked();
        return policy.examine(classId, generation, now);
    }

    /**
     * Finds an item whose time is over.
     *
     * @param now    in deciseconds.
     * @param budget how many items may be moved within the wheel.
     * @return its reference; 0 if there is none; -1 if the budget is spent.
     */
    public int nextExpired(final int now, final int budget) {
        assert isLocked();
        return wheel.expired(now, budget);
    }

    /** Makes every item that is there gone; their memory comes back by {@link #sweep}. */
    public void flush() {
        assert isLocked();
        generation = generation + 1;
        sweepBucket = 0;
        policy.forget();
    }

    /**
     * Tells whether so many flushes wait for their sweep that another one could make a gone item reappear.
     *
     * @return whether a sweep has to end first.
     */
    public boolean mustSweepFirst() {
        return generation - sweptGeneration >= ControlWord.GENERATIONS - 2;
    }

    /**
     * Gives back the memory of items that were flushed, some buckets at a time.
     *
     * @param buckets how many to look at.
     * @param hashes  tells the hash of an item.
     * @param now     in deciseconds.
     * @return whether there is more to do.
     */
    public boolean sweep(final int buckets, final IntToLongFunction hashes, final int now) {
        assert isLocked();
        final int end = (int) Math.min(index.buckets(), (long) sweepBucket + buckets);
        while (sweepBucket < end) {
            swept = index.references(sweepBucket, swept);
            for (int i = 1; i <= swept[0]; i++) {
                if (isFlushed(Item.control(arena.address(swept[i])))) {
                    remove(hashes.applyAsLong(swept[i]), swept[i], Departure.FLUSHED, now);
                }
            }
            sweepBucket++;
        }
        if (sweepBucket < index.buckets()) {
            return true;
        }
        sweepBucket = Integer.MAX_VALUE;
        sweptGeneration = generation;
        return false;
    }

    /**
     * Sets who hears of items that leave.
     *
     * @param listener called with the stripe held, before anything is changed; null for nobody.
     */
    public void onDeparture(final DepartureListener listener) {
        assert isLocked();
        accounts.listener(listener);
    }

    /**
     * Gives the counters of an item's class.
     *
     * @param reference of the item.
     * @return them, to be read and changed under the lock.
     */
    public ClassCounters countersOf(final int reference) {
        assert isLocked();
        return accounts.of(slabs.classOf(reference));
    }

    /**
     * Gives the counters of a class.
     *
     * @param classId the class.
     * @return them, to be read and changed under the lock.
     */
    public ClassCounters counters(final int classId) {
        return accounts.of(classId);
    }

    /**
     * Saves or loads all that the stripe knows.
     *
     * @param stream that knows which.
     */
    public void pass(final StateStream stream) {
        lastCas = stream.next(lastCas);
        generation = stream.next(generation);
        sweepBucket = stream.next(sweepBucket);
        sweptGeneration = stream.next(sweptGeneration);
        index.pass(stream);
        policy.pass(stream);
        wheel.pass(stream);
    }
}
