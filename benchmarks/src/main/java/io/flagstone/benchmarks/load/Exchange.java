/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What the connections of one thread share: what to ask for next, buffers, what was counted. */
final class Exchange {
    private static final int BUFFER = 1 << 18;
    private static final int MISSED = 1 << 10;
    private static final int SET = Operation.SET.ordinal();
    private static final int MULTIGET = Operation.MULTIGET.ordinal();

    private final Load load;
    private final Content content;
    private final Draw draw;
    private final Wire wire;
    private final LongSupplier clock;
    private final ByteBuffer in = ByteBuffer.allocateDirect(2 * BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer out;
    private final int longestRequest;
    /** Keys that were missed and are to be stored. */
    private final int[] missed = new int[MISSED];
    private int missedCount;
    private int version;
    private final List<Tally> forgotten = new ArrayList<>();
    /** Replaced when what was counted so far is to be forgotten. */
    private volatile Tally tally = new Tally();

    Exchange(final Load load, final Content content, final Draw draw, final LongSupplier clock) {
        this.load = load;
        this.content = content;
        this.draw = draw;
        this.clock = clock;
        wire = load.dialect().newWire();
        longestRequest = wire.longest(load.keysPerGet()) + content.longest();
        out = ByteBuffer.allocateDirect(Math.max(BUFFER, longestRequest)).order(ByteOrder.LITTLE_ENDIAN);
    }

    Load load() {
        return load;
    }

    Content content() {
        return content;
    }

    Wire wire() {
        return wire;
    }

    ByteBuffer in() {
        return in;
    }

    ByteBuffer out() {
        return out;
    }

    int longestRequest() {
        return longestRequest;
    }

    long now() {
        return clock.getAsLong();
    }

    Tally tally() {
        return tally;
    }

    /** Counts anew from here on, but for errors; by any thread. */
    void forget() {
        final Tally before = tally;
        forgotten.add(before);
        tally = new Tally();
    }

    /** Adds what was counted, when the thread is done. */
    void addTo(final Tally sum) {
        sum.add(tally);
        forgotten.forEach(sum::addErrors);
    }

    /** Adds the next request. */
    void draw(final InFlight requests, final long dueNanos) {
        if (missedCount > 0) {
            requests.key(requests.add(SET, dueNanos), 0, missed[--missedCount]);
            return;
        }
        final int operation = draw.operation();
        final int slot = requests.add(operation, dueNanos);
        final int keys = operation == MULTIGET ? load.keysPerGet() : 1;
        for (int i = 0; i < keys; i++) {
            requests.key(slot, i, draw.key());
        }
    }

    /** Adds the bytes of a request. */
    void write(final InFlight requests, final int slot, final ByteBuffer to) {
        final int key = requests.key(slot, 0);
        switch (requests.operation(slot)) {
            case GET -> wire.get(key, to);
            case SET -> {
                version = version + 1 == load.versions() ? 0 : version + 1;
                wire.set(key, version, load.seconds(), content.length(key), to);
                content.write(key, version, to);
                to.put(wire.setTail());
            }
            case DELETE -> wire.delete(key, to);
            case TOUCH -> wire.touch(key, load.seconds(), to);
            case MULTIGET -> wire.multiget(requests, slot, to);
            default -> throw new IllegalStateException("operation=" + requests.operation(slot));
        }
    }

    /** Counts the keys of the oldest request up to one, as far as they were not answered, as missed. */
    void missed(final InFlight requests, final int end) {
        for (int i = requests.next(); i < end; i++) {
            tally.misses++;
            if (load.storesMissed() && missedCount < MISSED) {
                missed[missedCount++] = requests.key(i);
            }
        }
    }
}
