/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;
import io.flagstone.engine.Lookup;
import io.flagstone.engine.StoreMode;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.time.RelativeClock;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * What one worker tells of its commands to those who watch, and counts for {@code stats detail}. While nobody wants to
 * know, each method is one branch; else it may allocate.
 *
 * <p>In the order of calls: {@link #got} behind each get; {@link #seeks} in front of whatever else needs the item of a
 * key; {@link #deleted} behind a delete, whether it hit or not; {@link #storing} in front of each store, as soon as its
 * line is known, and {@link #stored} behind it.
 */
final class EventLog {
    /** How a delete came, which watchers are told; those of the binary dialect they are not. */
    enum Deletion { DELETE, MD, BINARY }

    /** A store between {@link #storing} and {@link #stored}. */
    static final class Store {
        private final ByteBuffer key;
        private final int flags;
        private final int deadline;
        private final int valueLength;

        private Store(final ByteBuffer key, final int flags, final int deadline, final int valueLength) {
            this.key = key;
            this.flags = flags;
            this.deadline = deadline;
            this.valueLength = valueLength;
        }
    }

    private static final int STORED = EventHub.FETCHERS | EventHub.MUTATIONS | EventHub.DETAIL;
    private static final int SEEN = EventHub.FETCHERS | EventHub.DELETIONS;
    /** Longer than the longest line, and a count of skipped ones in front of it. */
    static final int LONGEST_LINE = 1024;

    private final ServerState state;
    private final EventHub hub;
    private final BufferOperations cache;
    private final KeyPrefix prefix = new KeyPrefix();
    private final StringBuilder line = new StringBuilder(LONGEST_LINE);
    private final Sight sight = new Sight();
    /** Whether {@link #sight} is of the command that is being carried out. */
    private boolean sighted;

    EventLog(final ServerState state) {
        this.state = state;
        hub = state.events;
        cache = state.cache.buffers();
    }

    /**
     * A command has got an item, or not.
     *
     * @param slabClass   of the item, if there was one; so is the length.
     * @param valueLength of it.
     */
    void got(final Conversation conversation, final ByteBuffer in, final int offset, final int length,
            final Lookup found, final int slabClass, final int valueLength) {
        final int wanted = hub.wanted();
        if ((wanted & (EventHub.FETCHERS | EventHub.DETAIL)) != 0) {
            tellGet(wanted, conversation, in, offset, length, found, slabClass, valueLength);
        }
    }

    private void tellGet(final int wanted, final Conversation conversation, final ByteBuffer in, final int offset,
            final int length, final Lookup found, final int slabClass, final int valueLength) {
        if ((wanted & EventHub.DETAIL) != 0) {
            final PrefixStats.Uses uses = hub.prefixes.of(prefix, in, offset, length);
            if (uses != null) {
                uses.gets.increment();
                uses.hits.add(found == Lookup.HIT ? 1 : 0);
            }
        }
        if ((wanted & EventHub.FETCHERS) != 0) {
            tellGet(conversation, in, offset, length, found, slabClass, valueLength);
        }
    }

    /** A command is about to change, delete or count with the item of a key. */
    void seeks(final Conversation conversation, final ByteBuffer in, final int offset, final int length) {
        if ((hub.wanted() & SEEN) != 0) {
            look(conversation, in, offset, length);
        }
    }

    private void look(final Conversation conversation, final ByteBuffer in, final int offset, final int length) {
        final Lookup found = cache.peek(in, offset, length, sight);
        sighted = found == Lookup.HIT;
        if ((hub.wanted() & EventHub.FETCHERS) != 0) {
            tellGet(conversation, in, offset, length, found, sight.slabClass, sight.valueLength);
        }
    }

    /** A delete that was announced by {@link #seeks} is done. One that only marks the item as stale is none. */
    void deleted(final ByteBuffer in, final int offset, final int length, final boolean hit, final Deletion how) {
        final int wanted = hub.wanted();
        if ((wanted & (EventHub.DELETIONS | EventHub.DETAIL)) != 0) {
            tellDelete(wanted, in, offset, length, hit, how);
        }
    }

    private void tellDelete(final int wanted, final ByteBuffer in, final int offset, final int length,
            final boolean hit, final Deletion how) {
        if ((wanted & EventHub.DETAIL) != 0) {
            final PrefixStats.Uses uses = hub.prefixes.of(prefix, in, offset, length);
            if (uses != null) {
                uses.deletes.increment();
            }
        }
        if ((wanted & EventHub.DELETIONS) != 0 && hit && sighted && how != Deletion.BINARY) {
            begin("deleted", in, offset, length);
            line.append(" cmd=").append(lowerCase(how)).append(" clsid=").append(sight.slabClass)
                .append(" size=").append(sight.valueLength);
            hub.tell(EventHub.DELETIONS, line);
        }
        sighted = false;
    }

    /** A store is about to begin; its value may come later. */
    void storing(final Conversation conversation, final ByteBuffer in, final int offset, final int length,
            final int flags, final int deadline, final int valueLength) {
        final int wanted = hub.wanted();
        conversation.watchedStore = null;
        if ((wanted & STORED) != 0) {
            tellStoring(wanted, conversation, in, offset, length);
            if ((wanted & EventHub.MUTATIONS) != 0) {
                final ByteBuffer key = ByteBuffer.allocate(length).put(0, in, offset, length);
                conversation.watchedStore = new Store(key, flags, deadline, valueLength);
            }
        }
    }

    private void tellStoring(final int wanted, final Conversation conversation, final ByteBuffer in,
            final int offset, final int length) {
        if ((wanted & EventHub.DETAIL) != 0) {
            final PrefixStats.Uses uses = hub.prefixes.of(prefix, in, offset, length);
            if (uses != null) {
                uses.stores.increment();
            }
        }
        if ((wanted & EventHub.FETCHERS) != 0) {
            look(conversation, in, offset, length);
        }
    }

    /** The store that was announced by {@link #storing} is done, or refused. */
    void stored(final Conversation conversation, final StoreMode mode, final StoreResult result) {
        final Store store = conversation.watchedStore;
        if (store != null) {
            conversation.watchedStore = null;
            tellStore(conversation, store, mode, result);
        }
    }

    private void tellStore(final Conversation conversation, final Store store, final StoreMode mode,
            final StoreResult result) {
        final int keyLength = store.key.capacity();
        int timeToLive = 0;
        int slabClass = 0;
        int valueLength = 0;
        if (result == StoreResult.STORED && cache.peek(store.key, 0, keyLength, sight) == Lookup.HIT) {
            slabClass = sight.slabClass;
            valueLength = sight.valueLength;
        } else if (result != StoreResult.TOO_LARGE && result != StoreResult.OUT_OF_MEMORY) {
            slabClass = state.cache.slabClassFor(keyLength, store.valueLength, store.flags, store.deadline);
            valueLength = store.valueLength;
        }
        if (slabClass != 0 && store.deadline != 0) {
            timeToLive = secondOf(store.deadline) - state.clock.second();
        }
        begin("item_store", store.key, 0, keyLength);
        line.append(" status=").append(statusOf(result)).append(" cmd=").append(lowerCase(mode))
            .append(" ttl=").append(Integer.toUnsignedString(timeToLive)).append(" clsid=").append(slabClass)
            .append(" cfd=").append(conversation.id()).append(" size=").append(valueLength);
        hub.tell(EventHub.MUTATIONS, line);
    }

    private static int secondOf(final int deadline) {
        return (int) ((deadline + RelativeClock.PER_SECOND - 1L) / RelativeClock.PER_SECOND);
    }

    private static String statusOf(final StoreResult result) {
        return result == StoreResult.OUT_OF_MEMORY ? "no_memory" : lowerCase(result);
    }

    private static String lowerCase(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void tellGet(final Conversation conversation, final ByteBuffer in, final int offset, final int length,
            final Lookup found, final int slabClass, final int valueLength) {
        final boolean hit = found == Lookup.HIT;
        begin("item_get", in, offset, length);
        line.append(" status=").append(switch (found) {
            case HIT -> "found";
            case MISS -> "not_found";
            default -> lowerCase(found);
        }).append(" clsid=").append(hit ? slabClass : 0).append(" cfd=").append(conversation.id())
            .append(" size=").append(hit ? valueLength : 0);
        hub.tell(EventHub.FETCHERS, line);
    }

    private void begin(final String type, final ByteBuffer in, final int offset, final int length) {
        hub.begin(line);
        line.append(type).append(" key=");
        for (int i = 0; i < length; i++) {
            UriText.append(line, in.get(offset + i));
        }
    }

    /** Takes of an item what the lines tell of it. */
    private static final class Sight extends ItemReader {
        private int slabClass;
        private int valueLength;

        @Override
        protected void onItem(final ItemView item) {
            slabClass = item.slabClass();
            valueLength = item.valueLength();
        }
    }
}
