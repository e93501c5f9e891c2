/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextRequestDecoder;

/** Says everything a decoded request of the meta dialect holds in one line of text. */
public final class DescribeMeta {
    private DescribeMeta() {
    }

    /** Decodes a line through both decoders. */
    static MetaRequest decode(final String line) {
        final ByteBuffer buffer = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
        final Request request = new Request();
        new TextRequestDecoder().decode(buffer, 0, buffer.limit(), request);
        final MetaRequest meta = new MetaRequest();
        MetaDecoder.decode(buffer, request, meta);
        return meta;
    }

    /** Decodes and describes a line. */
    static String line(final String line) {
        return request(decode(line));
    }

    /** Describes a request. */
    public static String request(final MetaRequest meta) {
        if (meta.error() != null) {
            return meta.error().name();
        }
        final List<String> words = new ArrayList<>();
        words.add("'" + key(meta) + "'" + (meta.isBinaryKey() ? " binary" : ""));
        for (int i = 0; i < meta.flagCount(); i++) {
            words.add(flag((char) meta.flag(i), meta));
        }
        return String.join(" ", words);
    }

    static String key(final MetaRequest meta) {
        final byte[] key = new byte[meta.keyLength()];
        meta.keyBuffer().get(meta.keyOffset(), key);
        return new String(key, StandardCharsets.ISO_8859_1);
    }

    private static String flag(final char letter, final MetaRequest meta) {
        return letter + switch (letter) {
            case 'T' -> "=" + meta.exptime();
            case 'N' -> "=" + meta.vivifyExptime();
            case 'R' -> "=" + meta.recacheTime();
            case 'F' -> "=" + Integer.toUnsignedString(meta.clientFlags());
            case 'C' -> "=" + Long.toUnsignedString(meta.compareCas());
            case 'E' -> "=" + Long.toUnsignedString(meta.newCas());
            case 'D' -> "=" + Long.toUnsignedString(meta.delta());
            case 'J' -> "=" + Long.toUnsignedString(meta.initial());
            case 'M' -> "=" + (char) meta.mode();
            case 'O' -> meta.isOpaqueTooLong() ? "=too long" : opaque(meta);
            default -> "";
        };
    }

    private static String opaque(final MetaRequest meta) {
        final ByteBuffer out = ByteBuffer.allocate(40);
        final int end = MetaReplyEncoder.opaque(out, 0, meta);
        return "=" + new String(out.array(), 2, end - 2, StandardCharsets.ISO_8859_1);
    }
}
