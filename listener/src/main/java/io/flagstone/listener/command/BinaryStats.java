/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Stat: the reports of the text dialect, each line of them as a packet. It may allocate. */
final class BinaryStats {
    private static final String LINE_END = "\r\n";
    private static final String LINE = "STAT ";
    private static final String DETAIL = "detail";
    private static final byte[] NOTHING = new byte[0];

    private final ServerState state;
    private final GeneralStats general;
    private final SlabStats slabs;
    private final SettingsStats settings;
    private final BinaryRequest request;
    private final BinaryReplies replies;

    BinaryStats(final ServerState state, final BinaryRequest request, final BinaryReplies replies) {
        this.state = state;
        this.request = request;
        this.replies = replies;
        general = new GeneralStats(state);
        slabs = new SlabStats(state);
        settings = new SettingsStats(state);
    }

    void execute(final Conversation conversation, final ByteBuffer in) {
        final byte[] key = new byte[request.keyLength()];
        in.get(request.keyOffset(), key);
        final String about = new String(key, StandardCharsets.ISO_8859_1);
        if (about.equals("sizes") && state.config.trackSizes() && !conversation.brief) {
            sizes(conversation);
            return;
        }
        final byte[] report = about.startsWith(DETAIL)
            ? detail(conversation, about.substring(DETAIL.length())) : report(about);
        if (report == null) {
            replies.error(conversation, request, BinaryStatus.NOT_FOUND);
        } else {
            answer(conversation, request.opcodeByte(), request.opaque(), report);
        }
    }

    /** Counts the sizes of all items, which takes several turns. */
    private void sizes(final Conversation conversation) {
        final byte opcode = request.opcodeByte();
        final int opaque = request.opaque();
        conversation.dump = new SizeHistogram(state.cache.crawl(),
            (out, report) -> answer(conversation, opcode, opaque, report));
    }

    /** Sends what the text dialect would, each line as a packet. */
    private void answer(final Conversation conversation, final byte opcode, final int opaque, final byte[] report) {
        for (final String line : new String(report, StandardCharsets.ISO_8859_1).split(LINE_END)) {
            if (line.startsWith(LINE)) {
                final int space = line.indexOf(' ', LINE.length());
                replies.stat(conversation, opcode, opaque, bytes(line.substring(LINE.length(), space)),
                    bytes(line.substring(space + 1)));
            }
        }
        replies.stat(conversation, opcode, opaque, NOTHING, NOTHING);
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A report as the text dialect has it; null if there is none of that name. Some names count as far as they go. */
    private byte[] report(final String about) {
        if (about.startsWith("reset")) {
            state.resetStats();
            return NOTHING;
        }
        if (about.startsWith("settings")) {
            return settings.report();
        }
        return switch (about) {
            case "" -> general.report();
            case "items" -> slabs.items();
            case "slabs" -> slabs.slabs();
            case "sizes" -> SizeHistogram.DISABLED;
            default -> null;
        };
    }

    private byte[] detail(final Conversation conversation, final String word) {
        if (!state.config.dumping()) {
            return null;
        }
        if (word.startsWith(" dump")) {
            replies.stat(conversation, request.opcodeByte(), request.opaque(), bytes("detailed"),
                state.events.prefixes.dump());
            return NOTHING;
        }
        final boolean on = word.startsWith(" on");
        if (!on && !word.startsWith(" off")) {
            return null;
        }
        state.events.detail(on);
        return NOTHING;
    }
}
