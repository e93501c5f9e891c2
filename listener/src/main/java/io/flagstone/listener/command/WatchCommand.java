/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code watch}: makes of a connection a stream of events, for the rest of its life. What it sends is let go by. */
final class WatchCommand {
    /** Classes that memcached has and nothing here tells of. */
    private static final int SILENT = 0;
    /** In memcached's order, which decides what a beginning of a word means. */
    private static final Map<String, Integer> CLASSES = new LinkedHashMap<>();
    private static final int LINES_PER_TURN = 1024;
    private static final byte[] NOT_ALLOWED = TextReplies.line("CLIENT_ERROR watch commands not allowed");
    private static final byte[] PIPELINED = TextReplies.line("ERROR cannot pipeline other commands before watch");
    private static final byte[] TOO_MANY = TextReplies.line("WATCHER_TOO_MANY log watcher limit reached");

    static {
        CLASSES.put("rawcmds", SILENT);
        CLASSES.put("evictions", EventHub.EVICTIONS);
        CLASSES.put("fetchers", EventHub.FETCHERS);
        CLASSES.put("mutations", EventHub.MUTATIONS);
        CLASSES.put("sysevents", EventHub.SYSEVENTS);
        CLASSES.put("connevents", EventHub.CONNEVENTS);
        CLASSES.put("proxyreqs", SILENT);
        CLASSES.put("proxyevents", SILENT);
        CLASSES.put("proxyuser", SILENT);
        CLASSES.put("deletions", EventHub.DELETIONS);
    }

    private final ServerState state;
    private final Request request;
    private final ReplyBuffer out;

    WatchCommand(final ServerState state, final Request request, final ReplyBuffer out) {
        this.state = state;
        this.request = request;
        this.out = out;
    }

    byte[] execute(final Conversation conversation) {
        if (!state.config.watching() || conversation.brief) {
            return NOT_ALLOWED;
        }
        if (conversation.pipelined) {
            return PIPELINED;
        }
        int classes = request.argumentCount() == 0 ? EventHub.FETCHERS : 0;
        for (int i = 0; i < request.argumentCount(); i++) {
            final Integer named = named(request.argument(i));
            if (named == null) {
                return TextReplies.ERROR;
            }
            classes |= named;
        }
        final Watcher watcher = new Watcher(classes, state.config.watcherLogBuffer(), conversation.wake);
        if (!state.events.add(watcher)) {
            return TOO_MANY;
        }
        conversation.watcher = watcher;
        conversation.events = state.events;
        return TextReplies.OK;
    }

    private static Integer named(final String word) {
        for (final Map.Entry<String, Integer> one : CLASSES.entrySet()) {
            if (one.getKey().startsWith(word)) {
                return one.getValue();
            }
        }
        return null;
    }

    /** Sends what there is to be sent, for one turn; true if that is all. */
    boolean goOn(final Watcher watcher) {
        watcher.awake();
        for (int lines = 0; lines < LINES_PER_TURN; lines++) {
            if (watcher.isEmpty()) {
                return true;
            }
            if (!out.ensure(EventLog.LONGEST_LINE)) {
                return false;
            }
            out.put(watcher.poll());
        }
        return watcher.isEmpty();
    }
}
