/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.listener.metrics.TimedCommand;
import io.flagstone.listener.metrics.WorkerMetrics;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.meta.MetaRequest;
import java.nio.ByteBuffer;

/** Records of some commands of one worker how long they took and what key they name. */
final class CommandSampler {
    /** Of a list of keys, which one is offered: in turn, as clients may sort their lists. */
    private static final int KEYS_OF_LIST = 16;

    private final WorkerMetrics metrics;
    private final Counters counters;
    private final Request request;
    private final MetaRequest meta;
    private final BinaryRequest binary;
    private long gets;
    private int samples;

    CommandSampler(final WorkerMetrics metrics, final Counters counters, final Request request,
            final MetaRequest meta, final BinaryRequest binary) {
        this.metrics = metrics;
        this.counters = counters;
        this.request = request;
        this.meta = meta;
        this.binary = binary;
    }

    boolean isDue() {
        return metrics.isDue();
    }

    void begin() {
        gets = counters.get(Counter.CMD_GET);
        metrics.commandBegins();
    }

    /** A command was carried out that began at an index; the requests still hold what was decoded. */
    void end(final boolean isBinary, final ByteBuffer in, final int at) {
        if (isBinary) {
            metrics.commandEnds(ofBinary());
            if (binary.refusal() == null) {
                metrics.offer(in, binary.keyOffset(), binary.keyLength());
            }
            return;
        }
        final Opcode opcode = request.opcode();
        metrics.commandEnds(of(opcode));
        samples++;
        if (opcode.isRetrieval()) {
            offerOneOfList(in, at);
        } else if (isMeta(opcode)) {
            if (meta.error() == null) {
                metrics.offer(meta.keyBuffer(), meta.keyOffset(), meta.keyLength());
            }
        } else {
            metrics.offer(in, request.keyOffset(), request.keyLength());
        }
    }

    private void offerOneOfList(final ByteBuffer in, final int at) {
        request.setKeys(at);
        // The word of the command, and the time to live.
        request.nextKey();
        if (request.opcode().isGetAndTouch()) {
            request.nextKey();
        }
        int offset = 0;
        int length = 0;
        for (int wanted = samples % KEYS_OF_LIST; wanted >= 0 && request.nextKey(); wanted--) {
            offset = request.keyOffset();
            length = request.keyLength();
        }
        if (length <= ProtocolLimits.MAX_KEY_LENGTH) {
            metrics.offer(in, offset, length);
        }
    }

    private static boolean isMeta(final Opcode opcode) {
        return opcode.ordinal() >= Opcode.META_GET.ordinal() && opcode.ordinal() <= Opcode.META_DEBUG.ordinal();
    }

    private TimedCommand of(final Opcode opcode) {
        return switch (opcode) {
            case GET, GETS -> counters.get(Counter.CMD_GET) - gets > 1 ? TimedCommand.MULTIGET : TimedCommand.GET;
            case GAT, GATS, TOUCH -> TimedCommand.TOUCH;
            case SET, ADD, REPLACE, APPEND, PREPEND -> TimedCommand.SET;
            case CAS -> TimedCommand.CAS;
            case DELETE -> TimedCommand.DELETE;
            case INCR -> TimedCommand.INCR;
            case DECR -> TimedCommand.DECR;
            case META_NOOP, META_GET, META_SET, META_DELETE, META_ARITHMETIC, META_DEBUG -> TimedCommand.META;
            default -> TimedCommand.OTHER;
        };
    }

    private TimedCommand ofBinary() {
        if (binary.refusal() != null) {
            return TimedCommand.OTHER;
        }
        return switch (binary.opcode()) {
            case GET, GETK -> TimedCommand.GET;
            case TOUCH, GAT, GATK -> TimedCommand.TOUCH;
            case SET, ADD, REPLACE, APPEND, PREPEND ->
                binary.casUnique() != 0 ? TimedCommand.CAS : TimedCommand.SET;
            case DELETE -> TimedCommand.DELETE;
            case INCREMENT -> TimedCommand.INCR;
            case DECREMENT -> TimedCommand.DECR;
            default -> TimedCommand.OTHER;
        };
    }
}
