/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;

/** {@code debugtime} and {@code debugitem}, as memcached's debug build has them; for tests, and unknown without. */
final class DebugCommands {
    private static final byte[] MISS = TextReplies.line("MISS");

    private final ServerState state;
    private final Request request;

    DebugCommands(final ServerState state, final Request request) {
        this.state = state;
        this.request = request;
    }

    byte[] time() {
        final DebugClock clock = state.debugClock();
        if (clock == null || request.argumentCount() == 0) {
            return TextReplies.ERROR;
        }
        final String word = request.argument(0);
        if ("p".equals(word)) {
            clock.pause();
        } else if ("r".equals(word)) {
            clock.resume();
        } else {
            final long seconds = word.startsWith("+") ? AdminNumbers.unsigned32(word.substring(1))
                : AdminNumbers.signed32(word);
            final boolean isNumber = seconds != AdminNumbers.NO_NUMBER
                && (seconds != AdminNumbers.MALFORMED || !word.startsWith("+"));
            if (!isNumber || !clock.shift(seconds)) {
                return TextReplies.ERROR;
            }
        }
        return TextReplies.OK;
    }

    byte[] item() {
        if (state.debugClock() == null || request.argumentCount() < 2) {
            return TextReplies.ERROR;
        }
        final String about = request.argument(0);
        final String key = request.argument(1);
        if (key.length() > ProtocolLimits.MAX_KEY_LENGTH) {
            return TextReplies.ERROR;
        }
        if ("lock".startsWith(about)) {
            state.heldItems().hold(key);
            return TextReplies.OK;
        }
        if ("unlock".startsWith(about)) {
            state.heldItems().release(key);
            return TextReplies.OK;
        }
        if ("ref".startsWith(about)) {
            return state.heldItems().hold(key) ? TextReplies.OK : MISS;
        }
        return !"unref".startsWith(about) ? TextReplies.ERROR
            : state.heldItems().release(key) ? TextReplies.OK : MISS;
    }
}
