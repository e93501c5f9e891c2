/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.util.ArrayList;
import java.util.List;

/** Decides in which pieces a request is sent. */
public interface RequestSplitter {
    /** As the transcript says: whole, or in pieces of its size. */
    RequestSplitter AS_RECORDED = (step, request) -> pieces(request, step.split() == 0 ? request.length : step.split());

    /** One byte at a time. */
    RequestSplitter BYTE_BY_BYTE = (step, request) -> pieces(request, 1);

    /** Cuts a request of a step. */
    List<byte[]> split(GoldenStep step, byte[] request);

    /** Cuts the request of one step in two and leaves the others whole. */
    static RequestSplitter cut(final GoldenStep target, final int at) {
        return (step, request) -> {
            final boolean cuts = step == target && at < request.length;
            return cuts ? List.of(slice(request, 0, at), slice(request, at, request.length)) : List.of(request);
        };
    }

    /**
     * One splitter for every place where some request of the case can be cut in two.
     *
     * @param longest requests of more bytes are not cut
     */
    static List<RequestSplitter> everyCut(final GoldenCase golden, final int longest) {
        final List<RequestSplitter> splitters = new ArrayList<>();
        for (final GoldenStep step : golden.steps()) {
            final int length = step.request().stream().mapToInt(RequestSplitter::lengthOf).sum();
            for (int at = 1; at < length && length <= longest; at++) {
                splitters.add(cut(step, at));
            }
        }
        return splitters;
    }

    private static int lengthOf(final GoldenPiece piece) {
        if (piece instanceof GoldenPiece.Bytes bytes) {
            return bytes.bytes().length;
        }
        return piece instanceof GoldenPiece.Unique unique && unique.binary() ? Long.BYTES : 1;
    }

    private static List<byte[]> pieces(final byte[] request, final int size) {
        final List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < request.length; from += size) {
            pieces.add(slice(request, from, Math.min(request.length, from + size)));
        }
        return pieces;
    }

    private static byte[] slice(final byte[] bytes, final int from, final int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }
}
