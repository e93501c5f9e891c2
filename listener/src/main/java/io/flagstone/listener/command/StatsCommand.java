/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;

/** {@code stats} and its sub-commands. */
final class StatsCommand {
    private final ServerState state;
    private final GeneralStats general;
    private final SlabStats slabs;
    private final SettingsStats settings;
    private final DetailCommand detail;
    private final CrawlerCommands crawler;

    StatsCommand(final ServerState state, final CrawlerCommands crawler) {
        this.state = state;
        this.crawler = crawler;
        general = new GeneralStats(state);
        slabs = new SlabStats(state);
        settings = new SettingsStats(state);
        detail = new DetailCommand(state);
    }

    byte[] answer(final Conversation conversation, final Request request) {
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
        if ("sizes".equals(about)) {
            return sizes(conversation);
        }
        if ("reset".startsWith(about)) {
            state.resetStats();
            return TextReplies.RESET;
        }
        if ("detail".startsWith(about)) {
            return detail.answer(request);
        }
        if ("settings".startsWith(about)) {
            return settings.report();
        }
        if ("cachedump".startsWith(about)) {
            return crawler.cachedump(conversation);
        }
        return "conns".startsWith(about) ? state.connections().report(conversation, state.second())
            : TextReplies.ERROR;
    }

    private byte[] sizes(final Conversation conversation) {
        if (!state.config.trackSizes() || conversation.brief) {
            return SizeHistogram.DISABLED;
        }
        conversation.dump = new SizeHistogram(state.cache.crawl(), ReplyBuffer::put);
        return CrawlerCommands.NOTHING;
    }
}
