/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import io.flagstone.protocol.RequestDecoder;
import io.flagstone.protocol.binary.BinaryOpcode;
import io.flagstone.protocol.binary.BinaryRefusal;
import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryRequestDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The binary dialect. Both versions of memcached speak it alike: what cannot be compared is not sent. */
final class BinaryDialect implements Dialect {
    private static final int HEADER = 24;
    private static final int BODY_LENGTH = 8;
    private static final int OPAQUE = 12;
    private static final int CAS = 16;
    private static final int SHORTEST_LIFE = 60;
    private static final int FLUSH = 0x08;
    private static final int FLUSH_QUIETLY = 0x18;
    private static final int STAT = 0x10;
    private static final String VERSION = "<<h:810b";

    private final Commands commands = new BinaryCommands();
    private final BinaryRequestDecoder decoder = new BinaryRequestDecoder();
    private final BinaryRequest request = new BinaryRequest();

    @Override
    public Commands commands() {
        return commands;
    }

    @Override
    public String flush() {
        return BinaryCommands.packet(FLUSH, "", "", "", "\0\0\0\0", BinaryCommands.NO_CAS);
    }

    @Override
    public String marker() {
        return BinaryCommands.marker();
    }

    @Override
    public String markerReply() {
        return "\u0081" + BinaryCommands.marker().substring(1);
    }

    @Override
    public Adapted adapt(final String text) {
        final ByteBuffer bytes = ByteBuffer.wrap(new Uniques().bytes(text));
        final int length = bytes.capacity();
        final BitSet uniques = new BitSet();
        int markers = 0;
        long at = 0;
        boolean isEnded = false;
        boolean isHeld = false;
        while (at < length) {
            final int offset = (int) at;
            final int used = decoder.decode(bytes, offset, length, request);
            isEnded = false;
            if (used == RequestDecoder.NEED_MORE) {
                break;
            }
            if (request.refusal() != null) {
                // 1.6.18 has no limit of a body's length.
                if (request.swallow() > 0 || request.refusal() == BinaryRefusal.BODY_TOO_LONG) {
                    return null;
                }
                if (request.refusal().closes()) {
                    break;
                }
            }
            if (forbids(bytes, offset) || isHeld && isCount()) {
                return null;
            }
            isHeld = request.opcode() != BinaryOpcode.NOOP && (isHeld || isRead());
            uniques.set(offset + CAS);
            isEnded = text.length() >= HEADER && bytes.get(offset + 1) == BinaryCommands.NOOP
                && bytes.getInt(offset + OPAQUE) == '~' * 0x01010101;
            markers += isEnded ? 1 : 0;
            at += used + request.valueLength() + request.swallow();
        }
        return mentionsElsewhere(text, uniques) ? null
            : new Adapted(text, Set.of(), markers, isEnded && at == length);
    }

    /** Whether a packet's answer depends on the time, or on what an older memcached would take for the next one. */
    private boolean forbids(final ByteBuffer bytes, final int offset) {
        final int opcode = bytes.get(offset + 1) & 0xFF;
        final boolean isShort = request.refusal() == null && request.expiration() > 0
            && request.expiration() < SHORTEST_LIFE;
        final boolean isLater = (opcode == FLUSH || opcode == FLUSH_QUIETLY) && request.refusal() == null
            && request.expiration() != 0;
        return isShort || isLater || opcode == STAT || request.swallow() > 0;
    }

    /** Whether the answer to the request may hold an item until it is sent. */
    private boolean isRead() {
        return switch (request.opcode()) {
            case GET, GETK, TOUCH, GAT, GATK -> true;
            default -> false;
        };
    }

    /** Whether the request counts, which {@link KnownDifference#HELD_NUMBER} makes uncertain. */
    private boolean isCount() {
        return request.opcode() == BinaryOpcode.INCREMENT || request.opcode() == BinaryOpcode.DECREMENT;
    }

    /** Only as the unique of a packet it has eight bytes that mean the same to both servers. */
    private static boolean mentionsElsewhere(final String text, final BitSet uniques) {
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            final boolean isMention = Uniques.areMentioned(text.substring(i, i + 1));
            if (isMention && !uniques.get(at)) {
                return true;
            }
            at += isMention ? Long.BYTES : 1;
        }
        return false;
    }

    @Override
    public List<String> describe(final String reply, final Uniques uniques) {
        final List<String> packets = new ArrayList<>();
        final HexFormat hex = HexFormat.of();
        int at = 0;
        while (reply.length() - at >= HEADER) {
            final byte[] header = new Uniques().bytes(reply.substring(at, at + HEADER));
            final ByteBuffer fields = ByteBuffer.wrap(header);
            final long unique = fields.getLong(CAS);
            final int end = (int) Math.min(reply.length(), at + HEADER + (fields.getInt(BODY_LENGTH) & 0xffffffffL));
            packets.add(unique == 0 ? "<<h:" + hex.formatHex(header) + ">>" + body(reply, at, end)
                : "<<h:" + hex.formatHex(header, 0, CAS) + ">><<cas8:" + uniques.name(unique) + ">>"
                + body(reply, at, end));
            at = end;
        }
        if (at < reply.length()) {
            packets.add(GoldenText.of(reply.substring(at)));
        }
        return packets;
    }

    private static String body(final String reply, final int packet, final int end) {
        return GoldenText.of(reply.substring(packet + HEADER, end));
    }

    @Override
    public KnownDifference judge(final String memcached, final String flagstone) {
        return memcached.startsWith(VERSION) && flagstone.startsWith(VERSION) ? KnownDifference.VERSION : null;
    }
}
