/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.workload.ZipfKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Requests in the order in which they are sent, and the replies that they have to get, byte by byte, all made before
 * the load starts: to send some is one write of a piece of it, to verify what comes back is one comparison. Several
 * connections read it at once, each from a place of its own. Immutable.
 */
final class Script {
    static final int MOST_REQUESTS = 1 << 17;
    private static final long MOST_BYTES = 96 << 20;
    private static final byte[] STORED = "STORED\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GET = "get".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "END\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer requests;
    private final ByteBuffer replies;
    private final int[] requestStart;
    private final int[] replyStart;
    private final int length;
    private final int inFlight;

    private Script(final Load load, final TextExchanges exchanges, final int[] keys, final boolean[] isSet) {
        length = isSet.length;
        inFlight = load.inFlight();
        requestStart = new int[length + 1];
        replyStart = new int[length + 1];
        final int perGet = load.keysPerGet();
        for (int i = 0; i < length; i++) {
            int request = GET.length + LINE_END.length;
            int reply = END.length;
            for (int key = i * perGet; key < (i + 1) * perGet; key++) {
                request += 1 + exchanges.key(keys[key]).length;
                reply += exchanges.value(keys[key]).length;
            }
            requestStart[i + 1] = Math.addExact(requestStart[i],
                isSet[i] ? exchanges.set(keys[i * perGet]).length : request);
            replyStart[i + 1] = Math.addExact(replyStart[i], isSet[i] ? STORED.length : reply);
        }
        requests = ByteBuffer.allocateDirect(requestStart[length]);
        replies = ByteBuffer.allocateDirect(replyStart[length]);
        for (int i = 0; i < length; i++) {
            write(exchanges, keys, i * perGet, (i + 1) * perGet, isSet[i]);
        }
    }

    private void write(final TextExchanges exchanges, final int[] keys, final int from, final int to,
        final boolean set) {
        if (set) {
            requests.put(exchanges.set(keys[from]));
            replies.put(STORED);
            return;
        }
        requests.put(GET);
        for (int key = from; key < to; key++) {
            requests.put((byte) ' ').put(exchanges.key(keys[key]));
            replies.put(exchanges.value(keys[key]));
        }
        requests.put(LINE_END);
        replies.put(END);
    }

    /** Draws the requests of a load. */
    static Script of(final Load load, final TextExchanges exchanges) {
        final long perRequest = Math.max(1, load.keysPerGet() * exchanges.meanBytes());
        final int wanted = (int) Math.max(load.inFlight(), Math.min(MOST_REQUESTS, MOST_BYTES / perRequest));
        final int length = wanted / load.inFlight() * load.inFlight();
        final SplittableRandom random = new SplittableRandom(load.seed());
        final boolean[] isSet = new boolean[length];
        for (int i = 0; i < length; i++) {
            isSet[i] = random.nextInt(100) < load.setPercent();
        }
        return new Script(load, exchanges,
            new ZipfKeys(load.items(), load.skew(), load.seed()).sequence(length * load.keysPerGet()), isSet);
    }

    /** The request with which one of some connections begins. */
    int start(final int connection, final int connections) {
        return (int) ((long) length / inFlight * connection / connections) * inFlight;
    }

    /** The request behind those that are sent together with one. */
    int end(final int request) {
        return request + inFlight;
    }

    /** The request to go on with behind another. */
    int next(final int end) {
        return end == length ? 0 : end;
    }

    int requestStart(final int request) {
        return requestStart[request];
    }

    int replyStart(final int request) {
        return replyStart[request];
    }

    /** The requests, for one connection to set position and limit of. */
    ByteBuffer requests() {
        return requests.asReadOnlyBuffer();
    }

    /** The replies, for one connection to set position and limit of. */
    ByteBuffer replies() {
        return replies.asReadOnlyBuffer();
    }
}
