/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;
import java.nio.charset.StandardCharsets;

/** {@code stats} and its sub-commands. */
final class StatsCommand {
    private static final int SLAB_IDS = 64;
    private static final byte[] DUMP_DISABLED =
        "CLIENT_ERROR stats cachedump not allowed\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerState state;
    private final GeneralStats general;
    private final SlabStats slabs;
    private final SettingsStats settings;

    StatsCommand(final ServerState state) {
        this.state = state;
        general = new GeneralStats(state);
        slabs = new SlabStats(state);
        settings = new SettingsStats(state);
    }

    byte[] answer(final Request request) {
        if (request.argumentCount() == 0) {
            return general.report();
        }
        final String about = request.argument(0);
        if ("items".equals(about)) {
            return request.argumentCount() > 1 ? TextReplies.END : slabs.items();
        }
        if ("slabs".equals(about)) {
            return slabs.slabs();
        }
        if ("reset".startsWith(about)) {
            state.resetStats();
            return TextReplies.RESET;
        }
        if ("detail".startsWith(about)) {
            return TextReplies.STATS_DETAIL_USAGE;
        }
        if ("settings".startsWith(about)) {
            return settings.report();
        }
        return "cachedump".startsWith(about) ? cachedump(request) : TextReplies.ERROR;
    }

    private static byte[] cachedump(final Request request) {
        if (request.argumentCount() < 3) {
            return TextReplies.BAD_COMMAND_LINE;
        }
        final int id;
        try {
            id = Integer.parseUnsignedInt(request.argument(1));
            Integer.parseUnsignedInt(request.argument(2));
        } catch (final NumberFormatException e) {
            return TextReplies.BAD_COMMAND_LINE_FORMAT;
        }
        return id < 0 || id >= SLAB_IDS ? TextReplies.ILLEGAL_SLAB_ID : DUMP_DISABLED;
    }
}
