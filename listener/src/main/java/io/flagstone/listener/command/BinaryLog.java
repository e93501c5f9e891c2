/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.binary.BinaryHeader;
import io.flagstone.protocol.binary.BinaryRefusal;
import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What {@code -vv} shows of packets, in memcached's form: headers in hex, and what is asked for. */
final class BinaryLog {
    private static final HexFormat HEX = HexFormat.of().withPrefix(" 0x");
    private static final int BYTES_PER_LINE = 4;

    private final ServerState state;

    BinaryLog(final ServerState state) {
        this.state = state;
    }

    boolean isOn() {
        return state.verbosity() > 1;
    }

    void request(final Conversation conversation, final ByteBuffer in, final int header,
            final BinaryRequest request) {
        header("<" + conversation.id(), " Read binary protocol data:", in, header);
        if (request.keyLength() > 0) {
            final byte[] key = new byte[request.keyLength()];
            in.get(request.keyOffset(), key);
            Log.LOGGER.debug("<{} {} {}", conversation.id(), request.opcode(),
                new String(key, StandardCharsets.ISO_8859_1).replaceAll("\\p{Cntrl}", "."));
        }
    }

    void response(final Conversation conversation, final ByteBuffer out, final int header) {
        header(">" + conversation.id(), " Writing bin response:", out, header);
    }

    void error(final Conversation conversation, final BinaryStatus status) {
        Log.LOGGER.debug(">{} Writing an error: {}", conversation.id(),
            new String(status.words(), StandardCharsets.US_ASCII));
    }

    /** Tells why a connection is closed; needs less than the commands do to be told. */
    void closes(final Conversation conversation, final ByteBuffer in, final int header, final BinaryRequest request) {
        if (!Log.LOGGER.isInfoEnabled()) {
            return;
        }
        if (request.refusal() == BinaryRefusal.BAD_MAGIC) {
            Log.LOGGER.info("Invalid magic:  {}, close connection {}", HEX.toHexDigits(in.get(header)),
                conversation.id());
        } else {
            Log.LOGGER.info("Protocol error (opcode {}), close connection {}", HEX.toHexDigits(request.opcodeByte()),
                conversation.id());
        }
    }

    private static void header(final String side, final String what, final ByteBuffer buffer, final int header) {
        final StringBuilder text = new StringBuilder(side).append(what);
        final byte[] line = new byte[BYTES_PER_LINE];
        for (int i = 0; i < BinaryHeader.LENGTH; i += BYTES_PER_LINE) {
            buffer.get(header + i, line);
            text.append('\n').append(side).append("  ").append(HEX.formatHex(line));
        }
        Log.LOGGER.debug("{}", text);
    }
}
