/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.Eviction;
import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.LruTuning;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;

/**
 * {@code lru tune|mode|temp_ttl}. A cache without an LRU answers ERROR to all but {@code tune}, which is remembered; so
 * does memcached without its maintainer thread.
 */
final class LruCommands {
    private static final int MAX_PERCENT = 80;
    private static final int TUNE_WORDS = 5;
    private static final byte[] TOO_MUCH = TextReplies.line("ERROR hot and warm pcts must not exceed 80");
    private static final byte[] BAD_FACTOR = TextReplies.line("ERROR hot/warm age factors must be greater than 0");

    private final Eviction eviction;
    private final Request request;

    LruCommands(final ServerState state, final Request request) {
        eviction = state.cache.eviction();
        this.request = request;
    }

    byte[] execute() {
        final int words = request.argumentCount();
        if (words < 2) {
            return TextReplies.ERROR;
        }
        final String about = request.argument(0);
        if ("tune".startsWith(about) && words >= TUNE_WORDS) {
            return tune();
        }
        if (eviction.policy() == EvictionPolicy.S3_FIFO) {
            return TextReplies.ERROR;
        }
        if ("mode".startsWith(about)) {
            return mode(request.argument(1));
        }
        return "temp_ttl".startsWith(about) ? temporary(request.argument(1)) : TextReplies.ERROR;
    }

    private byte[] tune() {
        final long hot = AdminNumbers.unsigned32(request.argument(1));
        final long warm = AdminNumbers.unsigned32(request.argument(2));
        final double hotFactor = AdminNumbers.decimal(request.argument(3));
        final double warmFactor = AdminNumbers.decimal(request.argument(4));
        if (hot == AdminNumbers.MALFORMED || warm == AdminNumbers.MALFORMED || Double.isNaN(hotFactor)
            || Double.isNaN(warmFactor)) {
            return TextReplies.ERROR;
        }
        if (hot + warm > MAX_PERCENT) {
            return TOO_MUCH;
        }
        if (hotFactor <= 0 || warmFactor <= 0) {
            return BAD_FACTOR;
        }
        eviction.tune(new LruTuning((int) hot, (int) warm, hotFactor, warmFactor,
            eviction.tuning().temporaryTimeToLiveSeconds()));
        return TextReplies.OK;
    }

    private byte[] mode(final String name) {
        final EvictionPolicy policy = "flat".startsWith(name) ? EvictionPolicy.LRU
            : "segmented".startsWith(name) ? EvictionPolicy.SEGMENTED_LRU : null;
        return policy != null && eviction.changePolicy(policy) ? TextReplies.OK : TextReplies.ERROR;
    }

    private byte[] temporary(final String word) {
        final long seconds = AdminNumbers.signed32(word);
        if (seconds == AdminNumbers.NO_NUMBER) {
            return TextReplies.ERROR;
        }
        final LruTuning now = eviction.tuning();
        eviction.tune(new LruTuning(now.hotPercent(), now.warmPercent(), now.hotAgeFactor(), now.warmAgeFactor(),
            (int) Math.max(-1, seconds)));
        return TextReplies.OK;
    }
}
