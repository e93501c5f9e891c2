/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CrawledItem;
import io.flagstone.engine.DeleteResult;
import io.flagstone.engine.DeleteTerms;
import io.flagstone.engine.ItemCrawl;
import io.flagstone.engine.ReadAhead;
import io.flagstone.engine.StoreMode;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.TouchResult;
import io.flagstone.engine.serializer.ByteReader;
import io.flagstone.engine.serializer.MalformedValueException;
import io.flagstone.engine.serializer.Serializer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operations of the byte cache on typed entries: each on the scratch that holds the key. */
final class Entries<K, V> {
    final ByteCache bytes;
    final KeyCodec<K> keys;
    final Expiry<K, V> expiry;
    private final BufferOperations buffers;
    private final Serializer<V> values;
    /** Never given a key, so that any thread may ask it. */
    private final ReadAhead sizeGuess;
    private final Scratches scratches = new Scratches(Runtime.getRuntime().availableProcessors());
    private final LoadCounters counters;
    private final String name;
    private volatile boolean closed;
    private volatile boolean hasReported;

    Entries(final CacheBuilder<K, V> builder, final ByteCache bytes, final LoadCounters counters) {
        this.bytes = bytes;
        this.counters = counters;
        name = bytes.name();
        buffers = bytes.buffers();
        sizeGuess = buffers.newReadAhead();
        keys = new KeyCodec<>(builder.keys, builder.keyPrefix);
        values = builder.values;
        expiry = new Expiry<>(builder, bytes.clock());
    }

    /** Begins an operation on a key; {@link #end} has to follow. */
    Scratch begin(final K key) {
        checkOpen();
        return beginAnyway(key);
    }

    private Scratch beginAnyway(final K key) {
        final Scratch s = scratches.take();
        boolean written = false;
        try {
            keys.encode(key, s.key);
            written = true;
            return s;
        } finally {
            if (!written) {
                end(s);
            }
        }
    }

    void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the cache is closed: name=" + name);
        }
    }

    void end(final Scratch s) {
        scratches.give(s);
    }

    /** Tells whether there are so many items that it pays to read ahead. */
    boolean readAheadPays() {
        return sizeGuess.pays();
    }

    ReadAhead newReadAhead() {
        checkOpen();
        return buffers.newReadAhead();
    }

    /** Adds a key to those that will be read. */
    void addTo(final ReadAhead ahead, final K key) {
        final Scratch s = begin(key);
        try {
            ahead.add(s.key.buffer(), 0, s.key.length());
        } finally {
            end(s);
        }
    }

    Found read(final Scratch s) {
        return s.judge(buffers.read(s.key.buffer(), 0, s.key.length(), s));
    }

    Found peek(final Scratch s) {
        return s.judge(buffers.peek(s.key.buffer(), 0, s.key.length(), s));
    }

    /** Gives the value that was found. */
    V value(final Scratch s) {
        try {
            return values.read(s.value());
        } catch (final MalformedValueException e) {
            throw new MalformedValueException(e.getMessage() + " key=" + s.key.text(), e);
        }
    }

    /** Gives the key of an item that a walk has found; null if it is gone, or none of this cache's. */
    K key(final CrawledItem item) {
        final byte[] itemKey = item.key();
        final int flags = item.flags();
        if (flags != values.flags() || flags == 0 && item.valueLength() == 0) {
            final Map.Entry<K, V> entry = entry(itemKey);
            return entry == null ? null : entry.getKey();
        }
        try {
            return keys.decode(itemKey, flags, null, 0);
        } catch (final RuntimeException e) {
            leaveOut(e);
            return null;
        }
    }

    /** Others have items of their own in a byte cache that is shared: serializers refuse them by that exception. */
    private void leaveOut(final RuntimeException e) {
        if (!(e instanceof MalformedValueException) && !hasReported) {
            hasReported = true;
            FailureLog.log("a serializer has failed at an entry, which is left out; the next ones are not told of", e);
        }
    }

    /** Gives the entry of an item that a walk has found; null if it is gone, or none of this cache's. */
    Map.Entry<K, V> entry(final byte[] itemKey) {
        if (!keys.owns(itemKey)) {
            return null;
        }
        checkOpen();
        final Scratch s = scratches.take();
        try {
            return s.judgeItem(buffers.peek(ByteBuffer.wrap(itemKey), 0, itemKey.length, s)) == Found.VALUE
                ? entry(itemKey, s.itemFlags(), s.itemValue(), s.itemLength()) : null;
        } finally {
            end(s);
        }
    }

    /** Gives the entry that an item is; null if it is none of this cache's. */
    Map.Entry<K, V> entry(final byte[] itemKey, final int flags, final byte[] value, final int length) {
        try {
            final K key = keys.decode(itemKey, flags, value, length);
            final int start = KeyCodec.valueStart(flags, value, length);
            return key == null ? null : new AbstractMap.SimpleEntry<>(key, values.read(
                new ByteReader().wrap(value, start, length - start, flags & ~Scratch.RESERVED)));
        } catch (final RuntimeException e) {
            leaveOut(e);
            return null;
        }
    }

    /** Counts what a read has found, notes the access if that moves the end, and gives the value or null. */
    V answer(final Scratch s, final Found found) {
        if (found == Found.VALUE) {
            Scratch.count(s.hits);
            final int touched = s.stale ? 0 : expiry.touched(s.deadline);
            if (touched != 0) {
                touch(s, touched);
            }
            return value(s);
        }
        if (found == Found.ABSENCE) {
            Scratch.count(s.hits);
        } else {
            Scratch.count(s.misses);
        }
        return null;
    }

    /** Tells whether the value that was found is to be brought anew, and nobody has been told so. */
    boolean isDue(final Scratch s) {
        return s.found == Found.VALUE && !s.announced && (s.stale || expiry.isSoon(s.deadline));
    }

    /** Goes on from a read that found nothing, or what is due: then it tries to win, and looks at the entry again. */
    Ticket<V> ticket(final Scratch s) {
        final FlightKey id = new FlightKey(s.key.wholeKey());
        if (!s.found.isAnswer()) {
            return new Ticket<>(id, s.found, null, null);
        }
        s.fetch.reset().winBelow(expiry.winBelow());
        s.judge(buffers.fetch(s.key.buffer(), 0, s.key.length(), s.fetch, s));
        boolean refreshes = false;
        try {
            final V value = s.found == Found.VALUE ? value(s) : null;
            refreshes = s.fetch.won() && s.found == Found.VALUE;
            return new Ticket<>(id, s.found, value, refreshes ? new Claim(s.casUnique, Claim.Hold.WON) : null);
        } finally {
            if (s.fetch.won() && !refreshes) {
                giveBack(s);
            }
        }
    }

    /** Makes of a key what it is among the loads. */
    FlightKey id(final K key) {
        final Scratch s = begin(key);
        try {
            return new FlightKey(s.key.wholeKey());
        } finally {
            end(s);
        }
    }

    /** Looks at a key for which a load has begun. */
    Ticket<V> look(final K key, final FlightKey id) {
        final Scratch s = begin(key);
        try {
            return look(id, s);
        } finally {
            end(s);
        }
    }

    /** Looks at a key for which a load has begun, on the scratch that holds it. */
    Ticket<V> look(final FlightKey id, final Scratch s) {
        peek(s);
        return new Ticket<>(id, s.found, s.found == Found.VALUE ? value(s) : null,
            new Claim(s.casUnique, Claim.Hold.NONE));
    }

    /** Looks at a key for which a load has begun, and announces that, unless there is something or somebody has. */
    Ticket<V> announce(final K key, final FlightKey id, final Duration lease) {
        final Scratch s = begin(key);
        try {
            return announce(id, s, lease);
        } finally {
            end(s);
        }
    }

    private Ticket<V> announce(final FlightKey id, final Scratch s, final Duration lease) {
        s.fetch.reset().creates(bytes.clock().deadline(lease), 0);
        s.judge(buffers.fetch(s.key.buffer(), 0, s.key.length(), s.fetch, s));
        if (s.fetch.isCreated()) {
            s.found = Found.ANNOUNCED;
        }
        final boolean announces = s.fetch.won() && s.found == Found.ANNOUNCED;
        if (s.fetch.won() && !announces) {
            giveBack(s);
        }
        return new Ticket<>(id, s.found, s.found == Found.VALUE ? value(s) : null,
            new Claim(s.casUnique, announces ? Claim.Hold.ANNOUNCED : Claim.Hold.NONE));
    }

    private void giveBack(final Scratch s) {
        buffers.giveBack(s.key.buffer(), 0, s.key.length(), s.casUnique);
    }

    /**
     * Undoes what others were told of a load that has failed: the next one who comes may try. That may be in another
     * cache over the same bytes, so it is done after this one has been closed, too.
     */
    void release(final K key, final Claim claim) {
        if (claim.hold() == Claim.Hold.NONE) {
            return;
        }
        final Scratch s = beginAnyway(key);
        try {
            if (claim.announces()) {
                delete(s, claim.casUnique());
            } else {
                buffers.giveBack(s.key.buffer(), 0, s.key.length(), claim.casUnique());
            }
        } catch (final IllegalStateException e) {
            if (!isGone()) {
                throw e;
            }
        } finally {
            end(s);
        }
    }

    /** Writes a value that is to be stored. */
    void write(final Scratch s, final V value) {
        s.key.writeBeforeValue(s.out.clear());
        values.write(value, s.out);
        s.outFlags = values.flags() | s.key.flags();
        if (s.outFlags == 0 && s.out.length() == 0) {
            s.outFlags = Scratch.EMPTY_VALUE;
        }
    }

    void writeAbsence(final Scratch s) {
        s.key.writeBeforeValue(s.out.clear());
        s.outFlags = Scratch.NO_VALUE | s.key.flags();
    }

    /** Stores what was written: if there is no item, or, with a CAS unique, in the place of the one that has it. */
    StoreResult store(final Scratch s, final long casUnique, final int deadline) {
        return store(s, casUnique == 0 ? StoreMode.ADD : StoreMode.CAS, casUnique, deadline);
    }

    private StoreResult store(final Scratch s, final StoreMode mode, final long casUnique, final int deadline) {
        final StoreResult result = buffers.store(mode, s.key.buffer(), 0, s.key.length(), s.outBuffer(), 0,
            s.out.length(), s.outFlags, deadline, casUnique);
        if (isRefused(result)) {
            counters.refused();
        }
        return result;
    }

    static boolean isRefused(final StoreResult result) {
        return result == StoreResult.TOO_LARGE || result == StoreResult.OUT_OF_MEMORY;
    }

    /** Stores what was written, as the caller's word on the key; what cannot be stored leaves no old value behind. */
    StoreResult put(final Scratch s, final StoreMode mode, final int deadline, final Flights<V> flights) {
        if (mode == StoreMode.SET) {
            flights.supersede(s.key);
            final StoreResult result = deadline == Expiry.OVER ? StoreResult.NOT_STORED
                : store(s, StoreMode.SET, 0, deadline);
            if (result != StoreResult.STORED) {
                delete(s, 0);
            }
            return result;
        }
        while (true) {
            final boolean there = peek(s) == Found.VALUE;
            if (there != (mode == StoreMode.REPLACE)) {
                return StoreResult.NOT_STORED;
            }
            final StoreResult result = put(s, s.casUnique, deadline, flights);
            if (result != null) {
                return result;
            }
        }
    }

    /** Stores what was written if the item is as a peek has told; null if it is not. */
    StoreResult put(final Scratch s, final long casUnique, final int deadline, final Flights<V> flights) {
        final StoreResult result = deadline == Expiry.OVER ? StoreResult.NOT_STORED : store(s, casUnique, deadline);
        if (result == StoreResult.STORED) {
            flights.supersede(s.key);
        } else if (deadline != Expiry.OVER && !isRefused(result)) {
            return null;
        } else if (casUnique != 0) {
            flights.supersede(s.key);
            delete(s, casUnique);
        }
        return result;
    }

    boolean touch(final Scratch s, final int deadline) {
        return buffers.touch(s.key.buffer(), 0, s.key.length(), deadline) == TouchResult.TOUCHED;
    }

    DeleteResult delete(final Scratch s, final long casUnique) {
        return buffers.delete(s.key.buffer(), 0, s.key.length(), casUnique);
    }

    boolean markStale(final Scratch s, final Duration serveFor) {
        final DeleteTerms terms = new DeleteTerms().marksStale(true).touch(bytes.clock().deadline(serveFor));
        return buffers.delete(s.key.buffer(), 0, s.key.length(), terms) == DeleteResult.DELETED;
    }

    /** Removes whatever begins with the prefix. */
    void deleteAll() {
        final List<byte[]> slice = new ArrayList<>();
        final ItemCrawl crawl = bytes.crawl();
        while (!crawl.isAtEnd()) {
            crawl.next(item -> collect(item, slice), Integer.MAX_VALUE);
            slice.forEach(bytes::delete);
            slice.clear();
        }
    }

    private void collect(final CrawledItem item, final List<byte[]> slice) {
        final byte[] key = item.key();
        if (keys.owns(key)) {
            slice.add(key);
        }
    }

    long hits() {
        return scratches.hits();
    }

    long misses() {
        return scratches.misses();
    }

    /** Tells whether nothing can be stored any more; whoever shares the byte cache may have closed it. */
    boolean isClosed() {
        return closed || isGone();
    }

    /** Tells whether the byte cache is closed. */
    private boolean isGone() {
        try {
            bytes.clock();
            return false;
        } catch (final IllegalStateException e) {
            return true;
        }
    }

    /** Refuses operations from now on; false if it did before. */
    synchronized boolean close() {
        final boolean first = !closed;
        closed = true;
        return first;
    }

    @Override
    public String toString() {
        return "Entries[keys=" + keys + ", values=" + values + ", closed=" + closed + ']';
    }
}
