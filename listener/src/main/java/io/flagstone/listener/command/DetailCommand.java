/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;

/** {@code stats detail on|off|dump}: how often keys of each prefix are asked for, stored and deleted. */
final class DetailCommand {
    private static final byte[] NOT_ALLOWED = TextReplies.line("CLIENT_ERROR stats detail not allowed");

    private final ServerState state;

    DetailCommand(final ServerState state) {
        this.state = state;
    }

    byte[] answer(final Request request) {
        if (!state.config.dumping()) {
            return NOT_ALLOWED;
        }
        final String word = request.argumentCount() < 2 ? "?" : request.argument(1);
        if ("on".startsWith(word)) {
            state.events.detail(true);
            return TextReplies.OK;
        }
        if ("off".startsWith(word)) {
            state.events.detail(false);
            return TextReplies.OK;
        }
        return "dump".startsWith(word) ? state.events.prefixes.dump() : TextReplies.STATS_DETAIL_USAGE;
    }
}
