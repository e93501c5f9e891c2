/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ReassignResult;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;

/** {@code slabs reassign|automove} and {@code cache_memlimit}: what a running server does with its memory. */
final class SlabsCommands {
    private static final int MIN_MEGABYTES = 8;
    private static final long MAX_MEGABYTES = 1_000_000_000;
    private static final int MAX_LEVEL = 2;
    private static final int MIN_WINDOW = 3;
    private static final int MAX_WINDOW = 1800;
    private static final byte[] DISABLED = TextReplies.line("CLIENT_ERROR slab reassignment disabled");
    private static final byte[] BAD_WINDOW = TextReplies.line("CLIENT_ERROR automove window too low or too high");
    private static final byte[] BUSY = TextReplies.line("BUSY currently processing reassign request");
    private static final byte[] BADCLASS = TextReplies.line("BADCLASS invalid src or dst class id");
    private static final byte[] NOSPARE = TextReplies.line("NOSPARE source class has no spare pages");
    private static final byte[] SAME = TextReplies.line("SAME src and dst class are identical");

    private final ServerState state;
    private final Request request;

    SlabsCommands(final ServerState state, final Request request) {
        this.state = state;
        this.request = request;
    }

    byte[] execute() {
        final int words = request.argumentCount() - (request.noreply() ? 1 : 0);
        final String about = words < 2 ? "" : request.argument(0);
        if (words == 3 && "reassign".startsWith(about)) {
            return reassign(request.argument(1), request.argument(2));
        }
        return words >= 2 && "automove".startsWith(about) ? automove(words) : TextReplies.ERROR;
    }

    private byte[] reassign(final String from, final String to) {
        if (!state.config.slabReassign()) {
            return DISABLED;
        }
        final long source = AdminNumbers.signed32(from);
        final long destination = AdminNumbers.signed32(to);
        if (source == AdminNumbers.NO_NUMBER || destination == AdminNumbers.NO_NUMBER) {
            return TextReplies.BAD_COMMAND_LINE_FORMAT;
        }
        final ReassignResult result = state.cache.reassignPage((int) source, (int) destination);
        return switch (result) {
            case OK -> TextReplies.OK;
            case BUSY -> BUSY;
            case BADCLASS -> BADCLASS;
            case NOSPARE -> NOSPARE;
            case SAME -> SAME;
        };
    }

    private byte[] automove(final int words) {
        final String about = request.argument(1);
        if ("ratio".startsWith(about) || "freeratio".startsWith(about)) {
            final double ratio = words > 2 ? AdminNumbers.decimal(request.argument(2)) : Double.NaN;
            if (Double.isNaN(ratio)) {
                return TextReplies.ERROR;
            }
            if ("ratio".startsWith(about)) {
                state.slabs.ratio(ratio);
            }
            return TextReplies.OK;
        }
        if ("window".startsWith(about)) {
            return words > 2 ? window(request.argument(2)) : TextReplies.BAD_COMMAND_LINE_FORMAT;
        }
        final long level = AdminNumbers.unsigned32(about);
        if (level == AdminNumbers.MALFORMED) {
            return TextReplies.BAD_COMMAND_LINE_FORMAT;
        }
        if (level > MAX_LEVEL) {
            return TextReplies.ERROR;
        }
        state.cache.automaticBalance(level > 0);
        state.slabs.automove((int) level);
        return TextReplies.OK;
    }

    private byte[] window(final String word) {
        final long seconds = AdminNumbers.unsigned32(word);
        if (seconds == AdminNumbers.MALFORMED) {
            return TextReplies.BAD_COMMAND_LINE_FORMAT;
        }
        if (seconds < MIN_WINDOW || seconds > MAX_WINDOW) {
            return BAD_WINDOW;
        }
        state.slabs.window((int) seconds);
        return TextReplies.OK;
    }

    byte[] memoryLimit() {
        if (request.number() < MIN_MEGABYTES) {
            return TextReplies.MEMLIMIT_TOO_SMALL;
        }
        if (request.number() > MAX_MEGABYTES) {
            return TextReplies.MEMLIMIT_NOT_BYTES;
        }
        final boolean done;
        try {
            done = isMovable() && state.cache.resize(request.number() << 20);
        } catch (final IllegalArgumentException e) {
            return TextReplies.MEMLIMIT_OUT_OF_BOUNDS;
        }
        if (done) {
            Log.LOGGER.info("maxbytes adjusted to {}m", request.number());
        }
        return done ? TextReplies.OK : TextReplies.MEMLIMIT_OUT_OF_BOUNDS;
    }

    /** As in memcached, memory that was taken at the start, or lies in a file, stays as it is. */
    private boolean isMovable() {
        return !state.config.hugePages() && state.config.memoryFile() == null;
    }
}
