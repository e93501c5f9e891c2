/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;

/** The commands that concern the server and not a key. They may allocate. */
final class AdminCommands {
    private static final int MAX_VERBOSITY = 2;
    private static final byte[] VERSION = TextReplies.line("VERSION " + ServerState.VERSION);

    private final ServerState state;
    private final Counters counters;
    private final Request request;
    private final ReplyBuffer out;
    private final CrawlerCommands crawler;
    private final LruCommands lru;
    private final SlabsCommands slabs;
    private final StatsCommand stats;
    private final WatchCommand watch;
    private final DebugCommands debug;

    AdminCommands(final ServerState state, final Counters counters, final Request request, final ReplyBuffer out,
            final WatchCommand watch) {
        this.state = state;
        this.counters = counters;
        this.request = request;
        this.out = out;
        this.watch = watch;
        debug = new DebugCommands(state, request);
        crawler = new CrawlerCommands(state, request, out);
        slabs = new SlabsCommands(state, request);
        lru = new LruCommands(state, request);
        stats = new StatsCommand(state, crawler);
    }

    void execute(final Conversation conversation) {
        conversation.slow = switch (request.opcode()) {
            case QUIT, VERSION, META_NOOP -> false;
            default -> true;
        };
        switch (request.opcode()) {
            case QUIT -> {
                conversation.closing = true;
                conversation.leave();
            }
            case VERSION -> out.answer(VERSION, false);
            case META_NOOP -> {
                out.answer(TextReplies.META_NOOP, false);
                // What was answered until here cannot be dropped any more.
                out.flush();
            }
            case STATS -> out.put(stats.answer(conversation, request));
            case FLUSH_ALL -> flushAll();
            case VERBOSITY -> {
                state.verbosity((int) Math.min(MAX_VERBOSITY, request.number()));
                answer(TextReplies.OK);
            }
            case CACHE_MEMLIMIT -> answer(slabs.memoryLimit());
            case SHUTDOWN -> shutdown(conversation);
            case REFRESH_CERTS -> answer(refreshCertificates());
            case SLABS -> answer(slabs.execute());
            case LRU_CRAWLER -> {
                final byte[] reply = crawler.execute(conversation);
                if (reply.length > 0) {
                    answer(reply);
                }
            }
            case LRU -> answer(lru.execute());
            case DEBUGTIME -> answer(debug.time());
            case DEBUGITEM -> answer(debug.item());
            case WATCH -> answer(watch.execute(conversation));
            default -> answer(TextReplies.ERROR);
        }
    }

    private byte[] refreshCertificates() {
        if (!state.hasCertificates()) {
            return TextReplies.TLS_NOT_ENABLED;
        }
        final String refusal = state.refreshCertificates();
        return refusal == null ? TextReplies.OK : TextReplies.line("SERVER_ERROR " + refusal);
    }

    private void shutdown(final Conversation conversation) {
        if (state.shutdown() == null) {
            answer(TextReplies.SHUTDOWN_DISABLED);
            return;
        }
        final boolean graceful = request.argumentCount() > 0;
        if (graceful && (request.argumentCount() > 1 || !"graceful".startsWith(request.argument(0)))) {
            answer(TextReplies.SHUTDOWN_MODE);
            return;
        }
        conversation.closing = true;
        conversation.closeReason = "shutdown";
        state.shutdown().accept(graceful);
    }

    void flushAll() {
        counters.increment(Counter.CMD_FLUSH);
        if (!state.config.flushAll()) {
            answer(TextReplies.FLUSH_DISABLED);
            return;
        }
        state.flush(request.exptime());
        answer(TextReplies.OK);
    }

    private void answer(final byte[] reply) {
        out.answer(reply, request.noreply());
    }
}
