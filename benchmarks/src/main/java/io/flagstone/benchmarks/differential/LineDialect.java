/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.RequestDecoder;
import io.flagstone.protocol.text.TextRequestDecoder;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The classic text dialect, and the meta dialect, which share their lines and data blocks. What memcached 1.6.18 would
 * read otherwise is found by Flagstone's own decoder: were that wrong, the answers would differ.
 */
final class LineDialect implements Dialect {
    private static final String MARKER = "mn\r\n";

    private final Commands commands;
    private final RequestDecoder decoder = new TextRequestDecoder();
    private final Request request = new Request();
    private final LineDrift drift;

    private LineDialect(final Commands commands, final boolean isMeta) {
        this.commands = commands;
        drift = new LineDrift(request, isMeta);
    }

    static LineDialect text() {
        return new LineDialect(new TextCommands(), false);
    }

    static LineDialect meta() {
        return new LineDialect(new MetaCommands(), true);
    }

    @Override
    public Commands commands() {
        return commands;
    }

    @Override
    public String flush() {
        return "flush_all\r\n";
    }

    @Override
    public String marker() {
        return MARKER;
    }

    @Override
    public String markerReply() {
        return "MN\r\n";
    }

    @Override
    public List<String> describe(final String reply, final Uniques uniques) {
        return LineReplies.describe(reply, uniques);
    }

    @Override
    public Adapted adapt(final String text) {
        final ByteBuffer bytes = ByteBuffer.wrap(new Uniques().bytes(text));
        final StringBuilder memcached = new StringBuilder();
        final Set<KnownDifference> reasons = EnumSet.noneOf(KnownDifference.class);
        int at = 0;
        int markers = 0;
        boolean isBehindMarker = false;
        boolean isHeld = false;
        while (at < text.length()) {
            final int used = decoder.decode(bytes, at, text.length(), request);
            if (used == RequestDecoder.NEED_MORE) {
                return null;
            }
            final String line = text.substring(at, at + used);
            if (isHeld && drift.isCount() || drift.forbids(line, isBehindMarker)) {
                return null;
            }
            at += used;
            isBehindMarker = request.opcode() == Opcode.META_NOOP;
            isHeld = !isBehindMarker && (isHeld || drift.isRead());
            markers += isBehindMarker ? 1 : 0;
            final KnownDifference difference = drift.of(line, bytes);
            if (difference != null) {
                reasons.add(difference);
            }
            memcached.append(difference == null ? line : drift.understood(line, difference));
            final boolean isSwallowed = request.swallow() > 0;
            final boolean isStored = request.opcode().isStore() || request.opcode() == Opcode.META_SET;
            final long block = isSwallowed ? request.swallow()
                : isStored ? request.valueLength() + ProtocolLimits.VALUE_END_LENGTH : 0;
            final int end = (int) Math.min(text.length(), at + block);
            if (Uniques.areMentioned(text.substring(at, end)) || isSwallowed && at + block > text.length()) {
                return null;
            }
            if (isSwallowed) {
                reasons.add(KnownDifference.BODY_NOT_SWALLOWED);
            } else {
                memcached.append(text, at, end);
            }
            at = end;
        }
        return new Adapted(memcached.toString(), reasons, markers, isBehindMarker);
    }

    @Override
    public KnownDifference judge(final String memcached, final String flagstone) {
        return LineDrift.ofReplies(memcached, flagstone);
    }
}
