/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.fuzz;

import static io.flagstone.protocol.fuzz.Surroundings.require;

import io.flagstone.protocol.udp.UdpFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** UDP frames: what is read of any datagram lies in it, and an answer put together again is the answer. */
public final class UdpFrameTarget {
    private static final int LONGEST_MESSAGE = 8 << 10;

    private UdpFrameTarget() {
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(final byte[] data) {
        final ByteBuffer datagram = Surroundings.none(data);
        if (!UdpFrame.isRequest(datagram, 0, data.length)) {
            return;
        }
        final int id = UdpFrame.requestId(datagram, 0);
        require(id >= 0 && id <= 0xFFFF, "an id must have 16 bits: id=" + id);
        final byte[] message = new byte[Math.min(LONGEST_MESSAGE, (data.length - UdpFrame.HEADER_LENGTH) * 40)];
        for (int i = 0; i < message.length; i++) {
            message[i] = data[UdpFrame.HEADER_LENGTH + i % (data.length - UdpFrame.HEADER_LENGTH)];
        }
        final ByteBuffer out = ByteBuffer.allocate(UdpFrame.MAX_DATAGRAM_LENGTH);
        final ByteBuffer together = ByteBuffer.allocate(message.length);
        for (int i = 0; i < UdpFrame.datagrams(message.length); i++) {
            final int end = UdpFrame.put(out, 0, id, i, ByteBuffer.wrap(message), 0, message.length);
            require(UdpFrame.requestId(out, 0) == id, "an answer must bear the id of its request");
            together.put(out.array(), UdpFrame.HEADER_LENGTH, end - UdpFrame.HEADER_LENGTH);
        }
        require(Arrays.equals(message, together.array()), "an answer put together again must be the answer");
    }
}
