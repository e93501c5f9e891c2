/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds requests, and hides nothing of what it writes: lengths can be told to lie. */
final class Packet {
    private static final int CAS = 0x0102_0304;

    private int opcode;
    private byte[] extras = {};
    private byte[] key = {};
    private byte[] value = {};
    private int magic = 0x80;
    private long bodyLength = -1;
    private int keyLength = -1;

    static Packet of(final int opcode) {
        final Packet packet = new Packet();
        packet.opcode = opcode;
        return packet;
    }

    Packet extras(final String hex) {
        extras = HexFormat.of().parseHex(hex.replace(" ", ""));
        return this;
    }

    Packet key(final String text) {
        key = text.getBytes(StandardCharsets.ISO_8859_1);
        return this;
    }

    Packet value(final String text) {
        value = text.getBytes(StandardCharsets.ISO_8859_1);
        return this;
    }

    Packet magic(final int first) {
        magic = first;
        return this;
    }

    Packet bodyLength(final long lie) {
        bodyLength = lie;
        return this;
    }

    Packet keyLength(final int lie) {
        keyLength = lie;
        return this;
    }

    byte[] bytes() {
        final ByteBuffer header = ByteBuffer.allocate(BinaryHeader.LENGTH)
            .put((byte) magic).put((byte) opcode).putShort((short) (keyLength < 0 ? key.length : keyLength))
            .put((byte) extras.length).put((byte) 0x55).putShort((short) 0x6666)
            .putInt((int) (bodyLength < 0 ? extras.length + key.length + value.length : bodyLength))
            .putInt(0xdeadbeef).putLong(CAS);
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header.array());
        all.writeBytes(extras);
        all.writeBytes(key);
        all.writeBytes(value);
        return all.toByteArray();
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes());
    }
}
