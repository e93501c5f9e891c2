/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import io.flagstone.protocol.Garbage;
import org.junit.jupiter.api.Test;

/** A million requests and responses leave no garbage. */
class BinaryCodecAllocationTest {
    private static final int WARM_UP = 200_000;
    private static final int REQUESTS = 1_000_000;

    private final BinaryRequestDecoder decoder = new BinaryRequestDecoder();
    private final BinaryRequest request = new BinaryRequest();
    private final ByteBuffer out = ByteBuffer.allocateDirect(1024);
    private long sum;

    @Test
    void shouldAllocateNothing() {
        final ByteBuffer in = ByteBuffer.allocateDirect(1024);
        for (final Packet packet : new Packet[] {Packet.of(0).key("k"), Packet.of(0x0d).key("k".repeat(250)),
            Packet.of(0x11).extras("00".repeat(8)).key("k"), Packet.of(0x15).extras("00".repeat(20)).key("k"),
            Packet.of(0x1e).extras("00".repeat(4)).key("k"), Packet.of(0x0a), Packet.of(0xff), Packet.of(0x18)}) {
            in.put(packet.bytes());
        }
        run(in, WARM_UP);
        assertEquals(0, Garbage.of(() -> run(in, REQUESTS)), () -> "sum=" + sum);
    }

    private void run(final ByteBuffer in, final int requests) {
        final int limit = in.position();
        int offset = 0;
        for (int i = 0; i < requests; i++) {
            offset += decoder.decode(in, offset, limit, request);
            offset = offset == limit ? 0 : offset;
            final byte opcode = request.opcodeByte();
            final int opaque = request.opaque();
            final int keyOffset = request.keyOffset();
            final int keyLength = request.keyLength();
            sum += BinaryResponseEncoder.success(out, 0, opcode, opaque, i)
                + BinaryResponseEncoder.error(out, 0, opcode, opaque, BinaryStatus.EXISTS)
                + BinaryResponseEncoder.missingKey(out, 0, opcode, opaque, in, keyOffset, keyLength)
                + BinaryResponseEncoder.valueHeader(out, 0, opcode, opaque, i, i, in, keyOffset, keyLength, 1)
                + BinaryResponseEncoder.number(out, 0, opcode, opaque, i, request.delta())
                + BinaryResponseEncoder.statHeader(out, 0, opcode, opaque, 3, 2);
        }
    }
}
