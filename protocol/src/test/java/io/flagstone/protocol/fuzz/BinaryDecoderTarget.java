/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.fuzz;

import static io.flagstone.protocol.fuzz.Surroundings.require;

import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.RequestDecoder;
import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryRequestDecoder;
import java.nio.ByteBuffer;

/** The binary dialect's decoder: every step takes bytes or waits for few, and says the same in any surroundings. */
public final class BinaryDecoderTarget {
    private static final BinaryRequestDecoder DECODER = new BinaryRequestDecoder();

    private BinaryDecoderTarget() {
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(final byte[] data) {
        final ByteBuffer bare = Surroundings.none(data);
        final ByteBuffer ones = Surroundings.of(data, (byte) -1);
        long at = 0;
        while (at < data.length) {
            final int offset = (int) at;
            final BinaryRequest request = new BinaryRequest();
            final int used = DECODER.decode(bare, offset, data.length, request);
            final BinaryRequest other = new BinaryRequest();
            require(used == DECODER.decode(ones, offset, data.length, other), "what follows must not matter");
            require(describe(request).equals(describe(other)), "what follows must not matter");
            require(used == RequestDecoder.NEED_MORE || used > 0 && used <= data.length - offset,
                "a step must take bytes that are there, or wait: used=" + used);
            if (used == RequestDecoder.NEED_MORE) {
                require(data.length - offset < BinaryRequestDecoder.MAX_WAIT, "a step must not wait for more");
                return;
            }
            requireBounds(bare, request, offset, used);
            if (request.refusal() != null && request.refusal().closes()) {
                return;
            }
            at += used + (long) request.valueLength() + request.swallow();
        }
    }

    private static void requireBounds(
            final ByteBuffer bytes, final BinaryRequest request, final int offset, final int used) {
        final int keyEnd = request.keyOffset() + request.keyLength();
        require(request.keyLength() == 0 || request.keyOffset() >= offset && keyEnd <= offset + used,
            "a key must lie in its packet: keyOffset=" + request.keyOffset() + " keyLength=" + request.keyLength());
        require(request.keyLength() <= ProtocolLimits.MAX_KEY_LENGTH, "a key must not be too long");
        require(request.valueLength() >= 0 && request.swallow() >= 0, "no length may be negative");
        final int part = DECODER.decode(bytes, offset, offset + used - 1, new BinaryRequest());
        require(part == RequestDecoder.NEED_MORE, "a part of a packet must wait: used=" + part);
    }

    private static String describe(final BinaryRequest request) {
        return request.opcode() + " " + request.opcodeByte() + " " + request.refusal() + " " + request.opaque() + " "
            + request.casUnique() + " " + request.keyOffset() + "+" + request.keyLength() + " " + request.flags() + " "
            + request.expiration() + " " + request.delta() + " " + request.initial() + " " + request.valueLength()
            + " " + request.swallow();
    }
}
