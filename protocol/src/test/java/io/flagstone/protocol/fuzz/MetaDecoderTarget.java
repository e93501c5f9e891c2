/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.fuzz;

import static io.flagstone.protocol.fuzz.Surroundings.require;

import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.meta.DescribeMeta;
import io.flagstone.protocol.meta.MetaDecoder;
import io.flagstone.protocol.meta.MetaReplyEncoder;
import io.flagstone.protocol.meta.MetaRequest;
import io.flagstone.protocol.text.TextRequestDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The meta dialect's decoder: the first byte is the command, the others are the words of its line. */
public final class MetaDecoderTarget {
    private static final byte[][] COMMANDS = {bytes("mg "), bytes("ms "), bytes("md "), bytes("ma "), bytes("me ")};
    private static final byte[] LINE_END = bytes("\r\n");
    private static final int MOST_FLAGS = ProtocolLimits.MAX_META_TOKENS - 2;

    private MetaDecoderTarget() {
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(final byte[] data) {
        if (data.length == 0) {
            return;
        }
        final byte[] command = COMMANDS[(data[0] & 0xFF) % COMMANDS.length];
        final byte[] line = ByteBuffer.allocate(command.length + data.length - 1 + LINE_END.length).put(command)
            .put(data, 1, data.length - 1).put(LINE_END).array();
        final MetaRequest meta = new MetaRequest();
        if (!decode(Surroundings.none(line), line.length, meta)) {
            return;
        }
        final String text = DescribeMeta.request(meta);
        final MetaRequest other = new MetaRequest();
        decode(Surroundings.of(line, (byte) '7'), line.length, other);
        require(text.equals(DescribeMeta.request(other)), "what surrounds the line must not matter");
        decode(Surroundings.of(line, (byte) '='), line.length, other);
        require(text.equals(DescribeMeta.request(other)), "what an earlier request left must not matter");
        if (meta.error() == null) {
            requireBounds(meta, text);
        }
    }

    /** False if the line is not one whose flags are decoded. */
    private static boolean decode(final ByteBuffer line, final int limit, final MetaRequest meta) {
        final Request request = new Request();
        new TextRequestDecoder().decode(line, 0, limit, request);
        if (request.error() != null) {
            return false;
        }
        MetaDecoder.decode(line, request, meta);
        return true;
    }

    private static void requireBounds(final MetaRequest meta, final String text) {
        require(meta.keyLength() > 0 && meta.keyLength() <= ProtocolLimits.MAX_KEY_LENGTH,
            "a key must be neither empty nor too long: keyLength=" + meta.keyLength());
        require(meta.keyOffset() + meta.keyLength() <= meta.keyBuffer().limit(), "a key must lie in its buffer");
        require(meta.flagCount() <= MOST_FLAGS, "there must not be too many flags: flagCount=" + meta.flagCount());
        for (int i = 0; i < meta.flagCount(); i++) {
            require(meta.has((char) meta.flag(i)), "a flag in the list must be in the set: flag=" + meta.flag(i));
        }
        final MetaRequest kept = new MetaRequest();
        kept.keep(meta);
        require(meta.isOpaqueTooLong() || text.equals(DescribeMeta.request(kept)), "a copy must say the same");
        if (!meta.isOpaqueTooLong()) {
            final ByteBuffer out = ByteBuffer.allocate(MetaReplyEncoder.MAX_LINE_LENGTH);
            MetaReplyEncoder.reflected(out, 0, meta);
        }
    }
}
