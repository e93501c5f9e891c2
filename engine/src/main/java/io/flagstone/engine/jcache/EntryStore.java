/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheItem;
import io.flagstone.engine.CrawledItem;
import io.flagstone.engine.ItemCrawl;
import io.flagstone.engine.Lookup;
import io.flagstone.engine.StoreMode;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.typed.KeyCodec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.cache.CacheException;

/**
 * Entries as bytes: what one cache of JCache puts into a byte cache and finds there. Knows no policy, no listener and
 * no lock. What an operation works on lies in its {@link Scratch}, which begins with the key.
 */
final class EntryStore<K, V> {
    private static final Logger LOG = System.getLogger(EntryStore.class.getPackageName());

    private final String name;
    private final ByteCache cache;
    private final KeyCodec<K> keys;
    private final Serializer<V> values;
    private final ThreadLocal<Scratch> scratches = ThreadLocal.withInitial(Scratch::new);
    private final LongAdder refused = new LongAdder();
    private volatile boolean warned;

    EntryStore(final String name, final ByteCache cache, final Serializer<K> keys, final Serializer<V> values) {
        this.name = name;
        this.cache = cache;
        this.keys = new KeyCodec<>(keys);
        this.values = values;
    }

    ByteCache bytes() {
        return cache;
    }

    /** Begins an operation on a key, which ends with {@link Scratch#release}. */
    Scratch begin(final K key) {
        final Scratch kept = scratches.get();
        final Scratch scratch = kept.take() ? kept : new Scratch();
        try {
            keys.encode(key, scratch.key);
        } catch (final RuntimeException | Error e) {
            scratch.release();
            throw e;
        }
        return scratch;
    }

    /** Finds the entry; false if there is none. */
    boolean find(final Scratch scratch) {
        return cache.buffers().read(scratch.key.buffer(), 0, scratch.key.length(), scratch) == Lookup.HIT
            && scratch.key.valueStart(scratch.flags, scratch.value, scratch.length) >= 0;
    }

    /** Reads the value that was found. */
    V value(final Scratch scratch) {
        return value(scratch, scratch.flags, scratch.value, scratch.length,
            scratch.key.valueStart(scratch.flags, scratch.value, scratch.length));
    }

    private V value(final Scratch scratch, final int flags, final byte[] value, final int length, final int start) {
        try {
            return values.read(scratch.in.wrap(value, start, length - start, flags & ~KeyCodec.WHOLE_KEY));
        } catch (final CacheException e) {
            throw e;
        } catch (final RuntimeException e) {
            throw new CacheException("a value could not be read back: cache=" + name + " serializer=" + values, e);
        }
    }

    /** Writes a value where {@link #store} will find it: what cannot be written fails before anything has changed. */
    void encode(final Scratch scratch, final V value) {
        scratch.out.clear();
        scratch.key.writeBeforeValue(scratch.out);
        values.write(value, scratch.out);
    }

    /**
     * Stores what was encoded. What does not fit is as if it were evicted at once: a cache may forget what it likes,
     * but not show what was there before.
     *
     * @return whether it is there now.
     */
    boolean store(final Scratch scratch, final int deadline) {
        final StoreResult result = cache.buffers().store(StoreMode.SET, scratch.key.buffer(), 0, scratch.key.length(),
            ByteBuffer.wrap(scratch.out.array()), 0, scratch.out.length(), values.flags() | scratch.key.flags(),
            deadline, 0);
        if (result == StoreResult.STORED) {
            return true;
        }
        delete(scratch);
        refused.increment();
        warn(result, scratch.out.length());
        return false;
    }

    private void warn(final StoreResult result, final int length) {
        if (!warned) {
            warned = true;
            LOG.log(Level.WARNING, "cache " + name + " has no room for a value of " + length + " bytes (" + result
                + "): raise its " + (result == StoreResult.TOO_LARGE ? CacheSettings.MAXIMUM_ITEM_SIZE
                    : CacheSettings.MEMORY_LIMIT) + "; the next ones are not told of");
        }
    }

    void delete(final Scratch scratch) {
        cache.buffers().delete(scratch.key.buffer(), 0, scratch.key.length(), 0);
    }

    void touch(final Scratch scratch, final int deadline) {
        cache.buffers().touch(scratch.key.buffer(), 0, scratch.key.length(), deadline);
    }

    /** Makes all entries gone. */
    void clear() {
        cache.flush();
    }

    /** How many entries had to give way to others, or did not fit; 0 once the store is closed. */
    long evictions() {
        try {
            return cache.stats().evictions() + refused.sum();
        } catch (final IllegalStateException e) {
            return 0;
        }
    }

    /** Starts a walk over the keys. */
    ItemCrawl crawl() {
        return cache.crawl();
    }

    /** Goes on with a walk. */
    void crawl(final ItemCrawl crawl, final Consumer<K> visitor) {
        crawl.next(item -> {
            final K key = key(item);
            if (key != null) {
                visitor.accept(key);
            }
        }, Integer.MAX_VALUE);
    }

    /** A long key lies in the item, which may be gone by now: null then. */
    private K key(final CrawledItem item) {
        final byte[] itemKey = item.key();
        if ((item.flags() & KeyCodec.WHOLE_KEY) == 0) {
            return keys.decode(itemKey, item.flags(), null, 0);
        }
        final CacheItem whole = cache.gets(itemKey);
        return whole == null ? null : keys.decode(itemKey, whole.flags(), whole.value(), whole.value().length);
    }

    /** Reads the key and the value of an entry that has left: null if it is none of this cache's. */
    PlainEntry<K, V> entry(final byte[] itemKey, final int flags, final byte[] value) {
        final int start = KeyCodec.valueStart(flags, value, value.length);
        final K key = start < 0 ? null : keys.decode(itemKey, flags, value, value.length);
        if (key == null) {
            return null;
        }
        final Scratch scratch = new Scratch();
        return new PlainEntry<>(key, value(scratch, flags, value, value.length, start));
    }

    void close() {
        cache.close();
    }
}
