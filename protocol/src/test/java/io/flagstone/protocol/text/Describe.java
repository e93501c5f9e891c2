/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.Request;

/** Says everything a decoded request holds in one line of text, so that tables can be compared with it. */
final class Describe {
    private Describe() {
    }

    /** Decodes the first line of some text and describes it; null if it is not complete. */
    static String line(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        final Request request = new Request();
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        final int consumed = new TextRequestDecoder().decode(buffer, 0, bytes.length, request);
        return consumed == 0 ? null : request(request, buffer);
    }

    /** Describes a decoded request; walks the keys of a retrieval. */
    static String request(final Request request, final ByteBuffer buffer) {
        final List<String> words = new ArrayList<>();
        final Opcode opcode = request.opcode();
        words.add(opcode.name());
        if (opcode == Opcode.INVALID) {
            words.add(request.error().name());
            if (request.verb() != Opcode.INVALID) {
                words.add("verb=" + request.verb());
            }
        } else if (opcode.isRetrieval() || opcode.name().matches("META_(?!NOOP).*")) {
            if (opcode.isGetAndTouch()) {
                words.add("exptime=" + request.exptime());
            }
            while (request.nextKey()) {
                words.add(key(request, buffer));
            }
            if (opcode == Opcode.META_SET) {
                words.add("bytes=" + request.valueLength());
            }
        } else {
            describeOther(request, buffer, words);
        }
        if (request.swallow() != 0) {
            words.add("swallow=" + request.swallow());
        }
        if (request.noreply()) {
            words.add("noreply");
        }
        return String.join(" ", words);
    }

    private static void describeOther(final Request request, final ByteBuffer buffer, final List<String> words) {
        if (request.keyLength() > 0) {
            words.add(key(request, buffer));
        }
        final Opcode opcode = request.opcode();
        if (opcode.isStore()) {
            words.add("flags=" + Integer.toUnsignedString(request.flags()));
            words.add("exptime=" + request.exptime());
            words.add("bytes=" + request.valueLength());
        }
        if (opcode == Opcode.CAS) {
            words.add("unique=" + Long.toUnsignedString(request.casUnique()));
        }
        if (opcode == Opcode.TOUCH || opcode == Opcode.FLUSH_ALL) {
            words.add("exptime=" + request.exptime());
        }
        if (opcode == Opcode.INCR || opcode == Opcode.DECR) {
            words.add("delta=" + Long.toUnsignedString(request.delta()));
        }
        if (opcode == Opcode.VERBOSITY || opcode == Opcode.CACHE_MEMLIMIT) {
            words.add("number=" + request.number());
        }
        for (int i = 0; i < request.argumentCount(); i++) {
            words.add("(" + request.argument(i) + ")");
        }
    }

    private static String key(final Request request, final ByteBuffer buffer) {
        final byte[] key = new byte[request.keyLength()];
        buffer.get(request.keyOffset(), key);
        return "'" + new String(key, StandardCharsets.ISO_8859_1) + "'";
    }
}
