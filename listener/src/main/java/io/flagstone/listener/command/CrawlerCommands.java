/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.SlabClassStats;
import io.flagstone.listener.command.ItemDump.Form;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code lru_crawler} and {@code stats cachedump}: lists of what is in the cache, and memcached's tuning of the thread
 * that looks for expired items. There is no such thread here, since an expired item is found when its time is over;
 * what is tuned is remembered, and shown by {@code stats settings}.
 */
final class CrawlerCommands {
    /** What is answered where the dump itself is the answer. */
    static final byte[] NOTHING = {};

    /** memcached's own, which it checks ids against. */
    private static final int SLAB_IDS = 64;
    private static final int LONGEST_PAUSE = 1_000_000;
    private static final byte[] DISABLED = TextReplies.line("CLIENT_ERROR lru crawler disabled");
    private static final byte[] NOT_STARTED = TextReplies.line("ERROR failed to start lru crawler thread");
    private static final byte[] PAUSE_TOO_LONG = TextReplies.line("CLIENT_ERROR sleep must be one second or less");
    private static final byte[] BAD_CLASS = TextReplies.line("BADCLASS invalid class id");
    private static final byte[] NO_CLASS = TextReplies.line("NOTSTARTED no items to crawl");
    private static final byte[] METADUMP_NOT_ALLOWED = TextReplies.line("ERROR metadump not allowed");
    private static final byte[] MGDUMP_NOT_ALLOWED = TextReplies.line("ERROR key dump not allowed");
    private static final byte[] METADUMP_PIPELINED =
        TextReplies.line("ERROR cannot pipeline other commands before metadump");
    private static final byte[] MGDUMP_PIPELINED =
        TextReplies.line("ERROR cannot pipeline other commands before mgdump");
    private static final byte[] CACHEDUMP_NOT_ALLOWED = TextReplies.line("CLIENT_ERROR stats cachedump not allowed");

    private final ServerState state;
    private final Request request;
    private final ReplyBuffer out;

    CrawlerCommands(final ServerState state, final Request request, final ReplyBuffer out) {
        this.state = state;
        this.request = request;
        this.out = out;
    }

    byte[] execute(final Conversation conversation) {
        final int words = request.argumentCount();
        final String about = words == 0 ? "" : request.argument(0);
        if (words == 1) {
            return onOrOff(about);
        }
        if (words != 2) {
            return TextReplies.ERROR;
        }
        final String argument = request.argument(1);
        if ("crawl".startsWith(about)) {
            return !state.crawler.isEnabled() ? DISABLED
                : classes(argument) == null ? refusal(argument) : crawl();
        }
        if ("metadump".startsWith(about)) {
            return dump(conversation, Form.METADUMP, argument, METADUMP_NOT_ALLOWED, METADUMP_PIPELINED);
        }
        if ("mgdump".startsWith(about)) {
            return dump(conversation, Form.MGDUMP, argument, MGDUMP_NOT_ALLOWED, MGDUMP_PIPELINED);
        }
        if ("tocrawl".startsWith(about)) {
            return itemsPerRun(argument);
        }
        return "sleep".startsWith(about) ? pause(argument) : TextReplies.ERROR;
    }

    /** What has expired is gone already: the walk ends as it begins. */
    private byte[] crawl() {
        state.crawls.begin();
        state.crawls.end();
        return TextReplies.OK;
    }

    private byte[] onOrOff(final String about) {
        if ("enable".startsWith(about)) {
            return state.crawler.enable() ? TextReplies.OK : NOT_STARTED;
        }
        if ("disable".startsWith(about)) {
            state.crawler.disable();
            return TextReplies.OK;
        }
        return TextReplies.ERROR;
    }

    private byte[] pause(final String argument) {
        final long micros = AdminNumbers.unsigned32(argument);
        if (micros == AdminNumbers.MALFORMED) {
            return TextReplies.BAD_COMMAND_LINE_FORMAT;
        }
        if (micros > LONGEST_PAUSE) {
            return PAUSE_TOO_LONG;
        }
        state.crawler.pauseMicros((int) micros);
        return TextReplies.OK;
    }

    private byte[] itemsPerRun(final String argument) {
        final long items = AdminNumbers.unsigned32(argument);
        if (items == AdminNumbers.MALFORMED) {
            return TextReplies.BAD_COMMAND_LINE_FORMAT;
        }
        state.crawler.itemsPerRun(items);
        return TextReplies.OK;
    }

    private byte[] dump(final Conversation conversation, final Form form, final String argument,
            final byte[] notAllowed, final byte[] pipelined) {
        if (!state.crawler.isEnabled()) {
            return DISABLED;
        }
        if (!state.config.dumping() || conversation.brief) {
            return notAllowed;
        }
        if (conversation.pipelined) {
            return pipelined;
        }
        final List<Integer> classes = classes(argument);
        if (classes == null) {
            return refusal(argument);
        }
        out.put(TextReplies.OK);
        begin(conversation, form, classes, 0);
        return NOTHING;
    }

    private static byte[] refusal(final String argument) {
        return argument.replace(",", "").isEmpty() ? NO_CLASS : BAD_CLASS;
    }

    /** The classes of {@code all}, {@code hash} or a list of ids; null if it has none, or one that cannot be an id. */
    private List<Integer> classes(final String argument) {
        final List<Integer> classes = new ArrayList<>();
        if ("all".equals(argument) || "hash".equals(argument)) {
            return classes;
        }
        for (final String id : argument.split(",")) {
            if (!id.isEmpty()) {
                final long number = AdminNumbers.unsigned32(id);
                if (number < 1 || !isSlabClass(number)) {
                    return null;
                }
                classes.add((int) number);
            }
        }
        return classes.isEmpty() ? null : classes;
    }

    private boolean isSlabClass(final long id) {
        return id < SLAB_IDS || state.cacheStats().slabClasses().stream().anyMatch(slab -> slab.classId() == id);
    }

    /** Lists what lies in some classes, or in all if none is named; one that has no page has nothing to list. */
    private void begin(final Conversation conversation, final Form form, final List<Integer> classes,
            final long maxItems) {
        final List<Integer> used = new ArrayList<>();
        for (final SlabClassStats slab : state.cacheStats().slabClasses()) {
            if (classes.contains(slab.classId())) {
                used.add(slab.classId());
            }
        }
        if (classes.isEmpty() || !used.isEmpty()) {
            final int[] ids = used.stream().mapToInt(Integer::intValue).toArray();
            conversation.dump = new ItemDump(form, state.cache.crawl(ids), state, maxItems);
        } else {
            out.put(form.end());
        }
    }

    /** {@code stats cachedump CLASS LIMIT}. */
    byte[] cachedump(final Conversation conversation) {
        if (!state.config.dumping() || conversation.brief) {
            return CACHEDUMP_NOT_ALLOWED;
        }
        if (request.argumentCount() < 3) {
            return TextReplies.BAD_COMMAND_LINE;
        }
        final long id = AdminNumbers.unsigned32(request.argument(1));
        final long limit = AdminNumbers.unsigned32(request.argument(2));
        if (id == AdminNumbers.MALFORMED || limit == AdminNumbers.MALFORMED) {
            return TextReplies.BAD_COMMAND_LINE_FORMAT;
        }
        if (!isSlabClass(id)) {
            return TextReplies.ILLEGAL_SLAB_ID;
        }
        begin(conversation, Form.CACHEDUMP, List.of((int) id), limit);
        return NOTHING;
    }
}
