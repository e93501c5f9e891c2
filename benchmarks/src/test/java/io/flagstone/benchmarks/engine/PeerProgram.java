/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import io.flagstone.benchmarks.workload.Keys;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.infra.Blackhole;

/** Says what is wrong with the answers of the peer that it is called with; ends with 0 if nothing is. */
final class PeerProgram {
    private static final int ITEMS = 2_000;
    private static final int LONGEST = 600;
    private static final int SEVEN_BITS = 0x7F;
    private static final String PASSWORD = "Today's password is swordfish. I understand instantiating Blackholes"
        + " directly is dangerous.";

    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[][] keys = Keys.range(0, ITEMS);
    private final byte[][] lookup = Keys.range(0, ITEMS);
    private final byte[][] values = new byte[ITEMS][];
    private final byte[] destination = new byte[FilledCache.LONGEST_VALUE];
    private final Blackhole blackhole = new Blackhole(PASSWORD);
    private final Peer peer;

    private PeerProgram(final Peer peer) {
        this.peer = peer;
    }

    /**
     * Asks one peer.
     *
     * @param arguments name of the peer
     */
    public static void main(final String[] arguments) {
        final PeerProgram program = new PeerProgram(Peer.valueOf(arguments[0]));
        final CacheRoom room = new CacheRoom(ITEMS, Keys.LENGTH, LONGEST, false, false);
        try (CachePeer cache = program.peer.open(room)) {
            program.askByKey(cache);
        }
        try (CachePeer cache = program.peer.open(new CacheContent(program.keys, program.lookup, null, false, room))) {
            program.askByOperation(cache);
        }
        System.exit(0);
    }

    private void askByKey(final CachePeer cache) {
        for (int i = 0; i < ITEMS; i++) {
            values[i] = value();
            require(cache.read(keys[i]) == null, "nothing before it is stored", i);
            require(cache.put(keys[i], values[i]), "stored", i);
        }
        for (int i = 0; i < ITEMS; i += 2) {
            values[i] = value();
            require(cache.put(keys[i], values[i]), "overwritten", i);
        }
        require(cache.size() == ITEMS, "all items counted", (int) cache.size());
        for (int i = 0; i < ITEMS; i += 3) {
            cache.remove(Keys.key(i));
            values[i] = null;
        }
        for (int i = 0; i < ITEMS; i++) {
            require(Arrays.equals(values[i], cache.read(Keys.key(i))), "the last value, or nothing once removed", i);
        }
        require(cache.size() == Arrays.stream(values).filter(value -> value != null).count(), "items counted that are"
            + " left", (int) cache.size());
    }

    private void askByOperation(final CachePeer cache) {
        for (int i = 0; i < ITEMS; i++) {
            values[i] = value();
            require(cache.get(i, destination, blackhole) == CachePeer.NOT_FOUND, "nothing before it is stored", i);
            require(cache.fill(i, values[i]), "filled", i);
        }
        for (int i = 0; i < ITEMS; i += 2) {
            values[i] = value();
            require(cache.set(i, values[i]), "set", i);
        }
        for (int i = 0; i < ITEMS; i++) {
            require(cache.get(i, destination, blackhole) == values[i].length, "the value's length", i);
            require(Arrays.equals(values[i], cache.read(lookup[i])), "the last value", i);
            require(!peer.copies() || Arrays.equals(values[i], Arrays.copyOf(destination, values[i].length)),
                "the value in the destination", i);
        }
    }

    /** Of ASCII, since some peers keep texts. */
    private byte[] value() {
        final byte[] value = new byte[1 + random.nextInt(LONGEST)];
        random.nextBytes(value);
        for (int i = 0; i < value.length; i++) {
            value[i] &= SEVEN_BITS;
        }
        return value;
    }

    private void require(final boolean holds, final String rule, final int at) {
        if (!holds) {
            throw new IllegalStateException(peer + " must give " + rule + ": at=" + at);
        }
    }
}
