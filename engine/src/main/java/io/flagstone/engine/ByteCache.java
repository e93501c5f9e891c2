/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.memory.Memory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.collections.MutableLong;

/**
 * A cache of bytes that lies outside of the heap.
 *
 * <p>Keys have 1 to 250 bytes; values any length up to the maximum item size. Every method may be called by any number
 * of threads at a time. What a caller can expect to happen is told by a value (an enum, null, -1); what he must not do,
 * by an exception. A null argument is a NullPointerException that names it; after {@link #close()} every method but
 * {@code toString} and {@code close} throws IllegalStateException. A key of a ByteBuffer is what lies between its
 * position and its limit; neither is changed.
 *
 * <p>A time to live counts in tenths of a second, rounded up. {@link Duration#ZERO} means for ever, and so does one
 * that ends later than the clock of the cache can tell, 6.8 years (2,485 days) after the cache was made; one that goes
 * on from a memory file was made when the file was. A negative one is refused: whoever computes with moments that have
 * passed means the opposite of for ever.
 */
public final class ByteCache extends AdministeredCache {
    /** What the copying gets return on a miss. */
    public static final int NOT_FOUND = Retrieval.NOT_FOUND;

    private final BufferOperations buffers;

    ByteCache(final CacheCore core, final long memoryLimit, final boolean ownMaintenance) {
        super(core, memoryLimit, ownMaintenance);
        buffers = new BufferOperations(operations);
    }

    /**
     * Starts to describe a cache.
     *
     * @return a builder of a cache of 64 MiB with items up to 1 MiB, unless it is told otherwise.
     */
    public static ByteCacheBuilder builder() {
        return new ByteCacheBuilder();
    }

    /**
     * Copies a value.
     *
     * @param key of the item.
     * @return a new array, or null if there is no such item.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public byte[] get(final byte[] key) {
        final CacheItem item = gets(key);
        return item == null ? null : item.value();
    }

    /**
     * Copies an item with its flags and CAS unique.
     *
     * @param key of the item.
     * @return the copy, or null if there is no such item.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public CacheItem gets(final byte[] key) {
        Operations.checkKey(key);
        final ItemCopier copier = new ItemCopier();
        return operations.retrieval.read(key, Memory.ARRAY_BASE, key.length, copier) == Lookup.HIT
            ? copier.item() : null;
    }

    /**
     * Copies several items, for whose memory it waits at once in place of one after the other.
     *
     * @param keys of the items.
     * @return for each key its item, or null, in the order of the keys.
     * @throws IllegalArgumentException if a key has not 1 to 250 bytes.
     */
    public List<CacheItem> getAll(final List<byte[]> keys) {
        core.counters.checkOpen();
        final byte[][] all = Objects.requireNonNull(keys, "keys must not be null").toArray(new byte[0][]);
        final List<CacheItem> items = new ArrayList<>(all.length);
        final ReadAhead ahead = new ReadAhead(core);
        for (int from = 0; from < all.length; from += ReadAhead.CAPACITY) {
            final int to = Math.min(all.length, from + ReadAhead.CAPACITY);
            ahead.fetch(all, from, to);
            for (int i = from; i < to; i++) {
                items.add(gets(all[i]));
            }
        }
        return items;
    }

    /**
     * Copies a value into the caller's array; allocates nothing.
     *
     * @param key    of the item.
     * @param target where it goes.
     * @param offset of its first byte.
     * @return the value's length, or {@link #NOT_FOUND}; a value that is longer than the room is cut off, and its whole
     *     length is returned. Bytes of the room behind the value, or all of it on a miss, may have been overwritten.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     * @throws IndexOutOfBoundsException if the offset does not lie in the target.
     */
    public int get(final byte[] key, final byte[] target, final int offset) {
        Operations.checkKey(key);
        Objects.requireNonNull(target, "target must not be null");
        if (offset < 0 || offset > target.length) {
            throw new IndexOutOfBoundsException("offset must lie in the target: offset=" + offset + " length="
                + target.length);
        }
        return operations.retrieval.copy(key, Memory.ARRAY_BASE, key.length, target, Memory.ARRAY_BASE + offset,
            target.length - offset);
    }

    /**
     * Copies a value into the caller's buffer, at its position, which moves behind it; allocates nothing.
     *
     * @param key    of the item.
     * @param target where it goes.
     * @return the value's length, or {@link #NOT_FOUND}; a value that is longer than the room is cut off, and its whole
     *     length is returned. Bytes of the room behind the value, or all of it on a miss, may have been overwritten.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes, or the target is read-only.
     */
    public int get(final ByteBuffer key, final ByteBuffer target) {
        Operations.checkKey(key);
        if (Objects.requireNonNull(target, "target must not be null").isReadOnly()) {
            throw new IllegalArgumentException("target must be writable: target=" + target);
        }
        final int room = target.remaining();
        final int length = operations.retrieval.copy(Memory.base(key), Memory.address(key) + key.position(),
            key.remaining(), Memory.base(target), Memory.address(target) + target.position(), room);
        if (length > 0) {
            target.position(target.position() + Math.min(length, room));
        }
        return length;
    }

    /**
     * Shows an item to a reader in place.
     *
     * @param key    of the item.
     * @param reader see {@link ItemReader} for what it may do.
     * @return what was found.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public Lookup read(final byte[] key, final ItemReader reader) {
        Operations.checkKey(key);
        Objects.requireNonNull(reader, "reader must not be null");
        return operations.retrieval.read(key, Memory.ARRAY_BASE, key.length, reader);
    }

    /**
     * Holds a value in place, to be read without a copy.
     *
     * @param key of the item.
     * @return a view that has to be closed, or null if there is no such item.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public ValueView view(final byte[] key) {
        Operations.checkKey(key);
        return operations.view(key, Memory.ARRAY_BASE, key.length);
    }

    /**
     * Tells whether there is such an item, without counting as a get.
     *
     * @param key of the item.
     * @return whether there is.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public boolean contains(final byte[] key) {
        Operations.checkKey(key);
        return operations.retrieval.contains(key, Memory.ARRAY_BASE, key.length);
    }

    /**
     * Stores a value for ever, whatever was there.
     *
     * @param key   of the item.
     * @param value copied.
     * @return STORED, TOO_LARGE or OUT_OF_MEMORY; what was there stays unless it is STORED.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public StoreResult set(final byte[] key, final byte[] value) {
        return store(StoreMode.SET, key, value, 0, 0, 0);
    }

    /**
     * Stores a value, whatever was there.
     *
     * @param key        of the item.
     * @param value      copied.
     * @param timeToLive how long it lives; see {@link ByteCache}.
     * @return STORED, TOO_LARGE or OUT_OF_MEMORY; what was there stays unless it is STORED.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes or the time to live is negative.
     */
    public StoreResult set(final byte[] key, final byte[] value, final Duration timeToLive) {
        return store(StoreMode.SET, key, value, 0, core.clock.deadline(timeToLive), 0);
    }

    /**
     * Stores a value with client flags, whatever was there.
     *
     * @param key        of the item.
     * @param value      copied.
     * @param flags      client flags.
     * @param timeToLive how long it lives; see {@link ByteCache}.
     * @return STORED, TOO_LARGE or OUT_OF_MEMORY; what was there stays unless it is STORED.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes or the time to live is negative.
     */
    public StoreResult set(final byte[] key, final byte[] value, final int flags, final Duration timeToLive) {
        return store(StoreMode.SET, key, value, flags, core.clock.deadline(timeToLive), 0);
    }

    /**
     * Stores a value of buffers, whatever was there.
     *
     * @param key        of the item.
     * @param value      what lies between position and limit; copied.
     * @param flags      client flags.
     * @param timeToLive how long it lives; see {@link ByteCache}.
     * @return STORED, TOO_LARGE or OUT_OF_MEMORY; what was there stays unless it is STORED.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes or the time to live is negative.
     */
    public StoreResult set(final ByteBuffer key, final ByteBuffer value, final int flags,
            final Duration timeToLive) {
        return store(StoreMode.SET, key, value, flags, timeToLive, 0);
    }

    /**
     * Stores a value if the key is absent.
     *
     * @param key   of the item.
     * @param value copied.
     * @return STORED, NOT_STORED, TOO_LARGE or OUT_OF_MEMORY.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public StoreResult add(final byte[] key, final byte[] value) {
        return store(StoreMode.ADD, key, value, 0, 0, 0);
    }

    /**
     * Stores a value if the key is absent.
     *
     * @param key        of the item.
     * @param value      copied.
     * @param timeToLive how long it lives; see {@link ByteCache}.
     * @return STORED, NOT_STORED, TOO_LARGE or OUT_OF_MEMORY.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes or the time to live is negative.
     */
    public StoreResult add(final byte[] key, final byte[] value, final Duration timeToLive) {
        return store(StoreMode.ADD, key, value, 0, core.clock.deadline(timeToLive), 0);
    }

    /**
     * Stores a value if the key is there.
     *
     * @param key   of the item.
     * @param value copied.
     * @return STORED, NOT_STORED, TOO_LARGE or OUT_OF_MEMORY.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public StoreResult replace(final byte[] key, final byte[] value) {
        return store(StoreMode.REPLACE, key, value, 0, 0, 0);
    }

    /**
     * Stores a value if the key is there.
     *
     * @param key        of the item.
     * @param value      copied.
     * @param timeToLive how long it lives; see {@link ByteCache}.
     * @return STORED, NOT_STORED, TOO_LARGE or OUT_OF_MEMORY.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes or the time to live is negative.
     */
    public StoreResult replace(final byte[] key, final byte[] value, final Duration timeToLive) {
        return store(StoreMode.REPLACE, key, value, 0, core.clock.deadline(timeToLive), 0);
    }

    /**
     * Puts bytes behind a value; flags and expiry stay.
     *
     * @param key   of the item.
     * @param value the bytes; copied.
     * @return STORED, NOT_STORED if the key is absent or the result would be too large, TOO_LARGE or OUT_OF_MEMORY.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public StoreResult append(final byte[] key, final byte[] value) {
        return store(StoreMode.APPEND, key, value, 0, 0, 0);
    }

    /**
     * Puts bytes before a value; flags and expiry stay.
     *
     * @param key   of the item.
     * @param value the bytes; copied.
     * @return STORED, NOT_STORED if the key is absent or the result would be too large, TOO_LARGE or OUT_OF_MEMORY.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public StoreResult prepend(final byte[] key, final byte[] value) {
        return store(StoreMode.PREPEND, key, value, 0, 0, 0);
    }

    /**
     * Stores a value if the item has not changed.
     *
     * @param key        of the item.
     * @param value      copied.
     * @param flags      client flags.
     * @param timeToLive how long it lives; see {@link ByteCache}.
     * @param casUnique  of the item as the caller knows it.
     * @return STORED, EXISTS if it has changed, NOT_FOUND if it is gone, TOO_LARGE or OUT_OF_MEMORY.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes or the time to live is negative.
     */
    public StoreResult cas(final byte[] key, final byte[] value, final int flags, final Duration timeToLive,
            final long casUnique) {
        return store(StoreMode.CAS, key, value, flags, core.clock.deadline(timeToLive), casUnique);
    }

    /**
     * Stores a value of buffers in any mode.
     *
     * @param mode       what it asks of the key.
     * @param key        of the item.
     * @param value      what lies between position and limit; copied.
     * @param flags      client flags, not for APPEND and PREPEND.
     * @param timeToLive how long it lives, see {@link ByteCache}; not for APPEND and PREPEND, which do not look at it.
     * @param casUnique  for {@link StoreMode#CAS}.
     * @return what became of it.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes or the time to live is negative.
     */
    public StoreResult store(final StoreMode mode, final ByteBuffer key, final ByteBuffer value, final int flags,
            final Duration timeToLive, final long casUnique) {
        Operations.checkKey(key);
        Objects.requireNonNull(value, "value must not be null");
        final boolean joins = Objects.requireNonNull(mode, "mode must not be null").joins();
        return buffers.store(mode, key, key.position(), key.remaining(), value, value.position(), value.remaining(),
            flags, joins ? 0 : core.clock.deadline(timeToLive), casUnique);
    }

    private StoreResult store(final StoreMode mode, final byte[] key, final byte[] value, final int flags,
            final int deadline, final long casUnique) {
        Operations.checkKey(key);
        Objects.requireNonNull(value, "value must not be null");
        return operations.store(mode, key, Memory.ARRAY_BASE, key.length, value, Memory.ARRAY_BASE, value.length,
            flags, deadline, casUnique);
    }

    /**
     * Deletes an item.
     *
     * @param key of the item.
     * @return DELETED or NOT_FOUND.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public DeleteResult delete(final byte[] key) {
        return delete(key, 0);
    }

    /**
     * Deletes an item if it has not changed.
     *
     * @param key       of the item.
     * @param casUnique of the item as the caller knows it; 0 for any.
     * @return DELETED, NOT_FOUND, or EXISTS if it has changed.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public DeleteResult delete(final byte[] key, final long casUnique) {
        Operations.checkKey(key);
        return operations.delete(key, Memory.ARRAY_BASE, key.length, casUnique);
    }

    /**
     * Gives an item a new time to live; its CAS unique stays.
     *
     * @param key        of the item.
     * @param timeToLive from now on; see {@link ByteCache}.
     * @return what became of it.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes or the time to live is negative.
     */
    public TouchResult touch(final byte[] key, final Duration timeToLive) {
        Operations.checkKey(key);
        return operations.touch(key, Memory.ARRAY_BASE, key.length, core.clock.deadline(timeToLive));
    }

    /**
     * Gives an item a new time to live and copies its value.
     *
     * @param key        of the item.
     * @param timeToLive from now on; see {@link ByteCache}.
     * @return a new array, or null if there is no such item.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes or the time to live is negative.
     */
    public byte[] getAndTouch(final byte[] key, final Duration timeToLive) {
        return touch(key, timeToLive) == TouchResult.NOT_FOUND ? null : get(key);
    }

    /**
     * Adds to a value that is a decimal number of 64 bits without a sign; it wraps around.
     *
     * @param key    of the item.
     * @param delta  unsigned.
     * @param result takes the new number, unsigned.
     * @return what became of it.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public DeltaResult increment(final byte[] key, final long delta, final MutableLong result) {
        Operations.checkKey(key);
        Objects.requireNonNull(result, "result must not be null");
        return operations.count(key, Memory.ARRAY_BASE, key.length, delta, true, result);
    }

    /**
     * Takes from a value that is a decimal number of 64 bits without a sign; it stops at 0.
     *
     * @param key    of the item.
     * @param delta  unsigned.
     * @param result takes the new number, unsigned.
     * @return what became of it.
     * @throws IllegalArgumentException if the key has not 1 to 250 bytes.
     */
    public DeltaResult decrement(final byte[] key, final long delta, final MutableLong result) {
        Operations.checkKey(key);
        Objects.requireNonNull(result, "result must not be null");
        return operations.count(key, Memory.ARRAY_BASE, key.length, delta, false, result);
    }

    /**
     * Gives the operations on buffers by offset.
     *
     * @return them.
     */
    public BufferOperations buffers() {
        core.counters.checkOpen();
        return buffers;
    }
}
