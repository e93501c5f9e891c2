/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

/** Gets and hits, in requests and in bytes of key and value. */
final class HitCounts {
    private long gets;
    private long hits;
    private long bytes;
    private long hitBytes;

    void count(final boolean hit, final long requestBytes) {
        gets++;
        bytes += requestBytes;
        if (hit) {
            hits++;
            hitBytes += requestBytes;
        }
    }

    long gets() {
        return gets;
    }

    long hits() {
        return hits;
    }

    long bytes() {
        return bytes;
    }

    /** Hits per get, 0 to 1; 0 before the first get. */
    double objectRatio() {
        return gets == 0 ? 0 : (double) hits / gets;
    }

    /** Bytes of hits per bytes of gets, 0 to 1; 0 before the first get. */
    double byteRatio() {
        return bytes == 0 ? 0 : (double) hitBytes / bytes;
    }
}
