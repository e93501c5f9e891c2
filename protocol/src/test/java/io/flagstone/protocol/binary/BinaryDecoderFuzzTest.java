/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.protocol.RequestDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Seeded random input: nothing is thrown, nothing outside is read, and pieces make no difference. */
class BinaryDecoderFuzzTest {
    private static final int ROUNDS = 300_000;
    private static final int MARGIN = 300;
    private static final int LONGEST = 400;

    private final BinaryRequestDecoder decoder = new BinaryRequestDecoder();
    private final BinaryRequest request = new BinaryRequest();
    private final Random random = new Random(11);

    /** Headers that are nearly right, so that every check is met. */
    private byte[] nearlyRight() {
        final int extras = random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(6) * 4;
        final Packet packet = Packet.of(random.nextInt(0x44)).extras("41".repeat(extras))
            .key("k".repeat(random.nextInt(3))).value("v".repeat(random.nextInt(3)));
        switch (random.nextInt(6)) {
            case 0 -> packet.keyLength(random.nextInt(1 << 16));
            case 1 -> packet.bodyLength(random.nextInt() & 0xffff_ffffL);
            case 2 -> packet.bodyLength(random.nextInt(40));
            default -> { }
        }
        return packet.bytes();
    }

    @Test
    void shouldStayWithinItsBoundsWhateverTheLengthsSay() {
        for (int i = 0; i < ROUNDS; i++) {
            final byte[] bytes = nearlyRight();
            final int length = Math.min(bytes.length, LONGEST);
            final int limit = random.nextInt(3) == 0 ? random.nextInt(length + 1) : length;
            final int[] used = new int[2];
            final String[] described = new String[2];
            for (int fill = 0; fill < 2; fill++) {
                final byte[] padded = new byte[length + 2 * MARGIN];
                Arrays.fill(padded, (byte) (fill * 0x80));
                System.arraycopy(bytes, 0, padded, MARGIN, limit);
                used[fill] = decoder.decode(ByteBuffer.wrap(padded), MARGIN, MARGIN + limit, request);
                described[fill] = describe(request);
            }
            assertEquals(used[0], used[1], "what lies outside must not matter");
            assertTrue(used[0] == 0 || described[0].equals(described[1]), described[0]);
            assertTrue(used[0] >= 0 && used[0] <= limit, "used=" + used[0] + " limit=" + limit);
            assertTrue(used[0] > 0 || limit < BinaryRequestDecoder.MAX_WAIT, "nothing waits for more than it needs");
            assertTrue(request.swallow() >= 0 && request.valueLength() >= 0);
        }
    }

    @Test
    void shouldDecodeTheSameHoweverTheBytesArrive() {
        final ByteBuffer pipeline = pipeline();
        final int all = pipeline.capacity();
        final List<String> whole = play(pipeline, received -> all);
        assertEquals(12, whole.size(), whole::toString);
        for (int split = 1; split < all; split++) {
            final int first = split;
            assertEquals(whole, play(pipeline, received -> received == 0 ? first : all), "split=" + split);
        }
        for (int size = 1; size < 60; size++) {
            final int step = size;
            assertEquals(whole, play(pipeline, received -> Math.min(all, received + step)), "step=" + size);
        }
    }

    private static ByteBuffer pipeline() {
        final ByteBuffer all = ByteBuffer.allocate(2000);
        for (final Packet packet : List.of(
                Packet.of(0).key("k"),
                Packet.of(1).extras("00".repeat(8)).key("kk").value("v"),
                Packet.of(0x11).extras("01".repeat(8)).key("k".repeat(250)),
                Packet.of(0x0a),
                Packet.of(0x05).extras("02".repeat(20)).key("n"),
                Packet.of(0xee).extras("0304").key("kv").value("w"),
                Packet.of(0x10).key("items").value("x"),
                Packet.of(0x10),
                Packet.of(0x08),
                Packet.of(0x08).extras("00000001"),
                Packet.of(0x19).key("k").value("v".repeat(100)),
                Packet.of(0x17))) {
            all.put(packet.bytes());
        }
        return ByteBuffer.wrap(Arrays.copyOf(all.array(), all.position()));
    }

    private List<String> play(final ByteBuffer pipeline, final IntUnaryOperator arrival) {
        final List<String> requests = new ArrayList<>();
        long offset = 0;
        int received = 0;
        while (received < pipeline.capacity()) {
            received = arrival.applyAsInt(received);
            int used = 1;
            while (offset < received && used != RequestDecoder.NEED_MORE) {
                used = decoder.decode(pipeline, (int) offset, received, request);
                if (used != RequestDecoder.NEED_MORE) {
                    requests.add(describe(request));
                    offset += used + request.valueLength() + request.swallow();
                }
            }
        }
        assertEquals(pipeline.capacity(), offset);
        return requests;
    }

    private static String describe(final BinaryRequest request) {
        return request.opcode() + " " + request.opcodeByte() + " " + request.refusal() + " " + request.opaque() + " "
            + request.casUnique() + " " + request.keyOffset() + " " + request.keyLength() + " " + request.flags() + " "
            + request.expiration() + " " + request.delta() + " " + request.initial() + " " + request.valueLength() + " "
            + request.swallow();
    }
}
