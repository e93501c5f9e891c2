/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.events.FlightRecording;
import io.flagstone.listener.BindingProtocol;
import io.flagstone.listener.events.SlowCommandEvent;
import io.flagstone.listener.metrics.WorkerMetrics;
import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.RequestDecoder;
import io.flagstone.protocol.binary.BinaryHeader;
import io.flagstone.protocol.text.TextRequestDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Turns a connection's input into replies: decodes, does what is asked, and writes what is answered. One for each
 * worker; nothing here allocates for the commands that clients use all the time.
 */
public final class CommandExecutor {
    /**
     * Commands that concern the server, and long pieces of a list of keys, that one turn has room for at most: a
     * thousand {@code stats} would keep the others waiting for half a second.
     */
    private static final int SLOW_PER_TURN = 8;
    private static final byte[] LONG_ANSWER =
        "SERVER_ERROR out of memory writing get response\r\n".getBytes(StandardCharsets.US_ASCII);

    private final RequestDecoder decoder = new TextRequestDecoder();
    private final Request request = new Request();
    private final ReplyBuffer out;
    private final ServerState state;
    private final Counters counters;
    private final CommandLog log;
    private final RetrievalCommands retrieval;
    private final StorageCommands storage;
    private final KeyCommands keys;
    private final MetaCommands meta;
    private final WatchCommand watch;
    private final AdminCommands admin;
    private final BinaryCommands binary;
    private final TextLogin login;
    private final PipelineAhead ahead;
    /** Null if nobody looks. */
    private final CommandSampler sampler;
    private final int requestsPerTurn;
    /** Requests for which a slow one counts in a turn. */
    private final int slowCost;
    /** In the turn under way: up to where its input was looked through. */
    private int aheadUntil;
    /** The requests that it has answered. */
    private int answered;
    /** Up to where the input of several connections was looked through; 0 if it lies elsewhere. */
    private int lookedUntil;

    /**
     * Makes an executor for one worker.
     *
     * @param state    of the server.
     * @param counters of the worker.
     */
    public CommandExecutor(final ServerState state, final Counters counters) {
        this(state, counters, null);
    }

    /**
     * Makes an executor for one worker that records how long commands take.
     *
     * @param state    of the server.
     * @param counters of the worker.
     * @param metrics  of the worker; null to record nothing.
     */
    public CommandExecutor(final ServerState state, final Counters counters, final WorkerMetrics metrics) {
        this.state = state;
        this.counters = counters;
        log = new CommandLog(state);
        out = new ReplyBuffer(log);
        ahead = new PipelineAhead(state.cache.buffers().newReadAhead());
        final EventLog events = new EventLog(state);
        retrieval = new RetrievalCommands(state, counters, request, out, log, events);
        storage = new StorageCommands(state, counters, request, out, events);
        keys = new KeyCommands(state, counters, request, out, events);
        meta = new MetaCommands(state, counters, request, out, events);
        watch = new WatchCommand(state, request, out);
        admin = new AdminCommands(state, counters, request, out, watch);
        binary = new BinaryCommands(state, counters, out, events);
        sampler = metrics == null ? null
            : new CommandSampler(metrics, counters, request, meta.request(), binary.request());
        login = new TextLogin(state, counters, out);
        requestsPerTurn = state.config.requestsPerEvent();
        slowCost = requestsPerTurn / SLOW_PER_TURN;
    }

    /**
     * Works on the input of a connection until it is used up, or an unfinished line is left, or the connection does not
     * take its replies, or it has had its turn, of which a list of items takes several and needs no more input. Replies
     * are sent before it returns.
     *
     * @param conversation of the connection.
     * @param in           its input.
     * @param offset       of the first byte.
     * @param limit        behind the last byte.
     * @param sink         of its replies, not blocked.
     * @return the bytes used; what is left has to come again, in front of what follows.
     */
    public int process(final Conversation conversation, final ByteBuffer in, final int offset, final int limit,
            final ReplySink sink) {
        out.open(conversation, sink);
        conversation.active(state.clock.second());
        if (!conversation.begun && limit > offset && isForeign(conversation, in.get(offset))) {
            out.flush();
            return limit - offset;
        }
        if (conversation.watcher != null) {
            return watch(conversation, limit - offset);
        }
        final SlowCommandEvent event = FlightRecording.isOn() ? SlowCommandEvent.begun() : null;
        final int used = work(conversation, in, offset, limit, sink);
        if (conversation.watcher != null) {
            return watch(conversation, limit - offset);
        }
        out.flush();
        if (event != null && answered > 0) {
            final Enum<?> last = conversation.binary ? binary.request().opcode() : request.opcode();
            event.ended(state.cacheName, conversation.id(), String.valueOf(last), answered, used);
        }
        return used;
    }

    /** One turn: answers requests for as long as it lasts. Returns the bytes used. */
    private int work(final Conversation conversation, final ByteBuffer in, final int offset, final int limit,
            final ReplySink sink) {
        int at = offset;
        int turns = requestsPerTurn;
        aheadUntil = Math.max(offset, lookedUntil);
        answered = 0;
        conversation.unfinished = false;
        while ((at < limit || conversation.dump != null) && !conversation.closing && conversation.watcher == null) {
            if (turns-- <= 0 || sink.isBlocked()) {
                if (state.isStranger(conversation)) {
                    // Nothing that it sent in advance is kept: it waits for what it is told, or goes.
                    conversation.closing = sink.isBlocked();
                    turns = requestsPerTurn;
                    continue;
                }
                counters.add(Counter.CONN_YIELDS, turns < 0 ? 1 : 0);
                conversation.unfinished = true;
                break;
            }
            if (conversation.dump != null) {
                if (!dump(conversation)) {
                    break;
                }
                continue;
            }
            lookAhead(conversation, in, at, limit);
            conversation.pipelined = at > offset;
            final int used = sampler != null && sampler.isDue() ? sample(conversation, in, at, limit)
                : step(conversation, in, at, limit);
            if (used == RequestDecoder.NEED_MORE && !isWithinKeys(conversation)) {
                break;
            }
            at += used;
            answered++;
            if (conversation.slow) {
                conversation.slow = false;
                turns -= slowCost;
            }
        }
        return at - offset;
    }

    /** Whether there are keys to go on with, for which no more input is needed. */
    private static boolean isWithinKeys(final Conversation conversation) {
        return conversation.state == Conversation.State.UNCHECKED_KEYS
            || conversation.state == Conversation.State.KEYS;
    }

    /** Has the items on the way that the requests from here on will read, unless an earlier look went beyond them. */
    private void lookAhead(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        if (at >= aheadUntil && limit - at >= PipelineAhead.WORTH_A_LOOK
                && conversation.state == Conversation.State.COMMAND) {
            aheadUntil = ahead.look(in, at, limit);
        }
    }

    /** Goes on with a list of items; false if the connection has to take what there is first. */
    private boolean dump(final Conversation conversation) {
        if (conversation.dump.goOn(out)) {
            conversation.dump = null;
            out.keep();
            return true;
        }
        conversation.unfinished = true;
        return false;
    }

    /**
     * Has the items on their way that the input of several connections asks for.
     *
     * @param in their input, one behind the other, from index 0 to its position; the next calls of {@link #process} get
     *           parts of it.
     */
    public void lookAhead(final ByteBuffer in) {
        lookedUntil = in.position() < PipelineAhead.WORTH_A_LOOK ? 0 : ahead.look(in, 0, in.position());
    }

    /** Says that what comes now lies elsewhere. */
    public void lookedAt() {
        lookedUntil = 0;
    }

    /**
     * Notes that a client has taken what it was sent.
     *
     * @param conversation with it.
     */
    public void active(final Conversation conversation) {
        conversation.active(state.clock.second());
    }

    /** Sends a watching connection its events; what it sends itself is let go by. */
    private int watch(final Conversation conversation, final int available) {
        conversation.unfinished = !watch.goOn(conversation.watcher);
        out.flush();
        return available;
    }

    /** Looks at the first byte of a connection; true if it does not begin what is served here. */
    private boolean isForeign(final Conversation conversation, final byte first) {
        conversation.begun = true;
        final BindingProtocol own = conversation.protocol;
        conversation.binary = switch (own == null ? state.config.bindingProtocol() : own) {
            case AUTO, PROXY -> first == BinaryHeader.REQUEST_MAGIC;
            case ASCII -> false;
            case BINARY -> true;
        };
        if (state.authenticator() != null) {
            conversation.binary = true;
        } else if (state.passwords() != null) {
            conversation.binary = false;
            conversation.state = Conversation.State.STRANGER;
        }
        final DecodeError foreign = DecodeError.ofFirstByte(first);
        if (foreign == null) {
            return false;
        }
        log.refusal(conversation, foreign.reply());
        out.put(foreign.reply());
        conversation.closing = true;
        return true;
    }

    private int step(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        return switch (conversation.state) {
            case COMMAND -> conversation.binary ? binary.command(conversation, in, at, limit)
                : command(conversation, in, at, limit);
            case STRANGER -> login.line(conversation, in, at, limit);
            case TOKEN -> login.token(conversation, in, at, limit);
            case KEYS -> retrieval.resume(conversation, in, at);
            case UNCHECKED_KEYS -> retrieval.resumeCheck(conversation, in, at);
            default -> DataBlock.resume(conversation, in, at, limit);
        };
    }

    /** Makes a step, and times it if it is a whole command: not one that waits for its client. */
    private int sample(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        final boolean begins =
            conversation.state == Conversation.State.COMMAND && !state.isStranger(conversation);
        sampler.begin();
        final int used = step(conversation, in, at, limit);
        if (begins && used != RequestDecoder.NEED_MORE && conversation.state == Conversation.State.COMMAND) {
            sampler.end(conversation.binary, in, at);
        }
        return used;
    }

    private int command(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        final int used = decoder.decode(in, at, limit, request);
        if (used == RequestDecoder.NEED_MORE) {
            return used;
        }
        if (state.verbosity() > 1) {
            log.request(conversation, in, at, used);
        }
        return switch (request.opcode()) {
            case GET, GETS, GAT, GATS -> retrieval.begin(conversation, in, at, used);
            case SET, ADD, REPLACE, APPEND, PREPEND, CAS -> used + storage.begin(conversation, in, at + used, limit);
            case DELETE, INCR, DECR, TOUCH -> {
                keys.execute(conversation, in);
                yield used;
            }
            case META_GET, META_SET, META_DELETE, META_ARITHMETIC, META_DEBUG ->
                used + meta.execute(conversation, in, at + used, limit);
            case INVALID -> {
                refuse(conversation);
                DataBlock.swallow(conversation, request.swallow());
                yield used;
            }
            default -> {
                admin.execute(conversation);
                yield used;
            }
        };
    }

    /**
     * Answers requests whose answer is too long for what carries it, in place of all that was said to them.
     *
     * @param conversation of the requests.
     * @param in           with the requests.
     * @param offset       of the first of them.
     * @param limit        behind the last byte.
     * @param sink         of the reply, not blocked.
     */
    public void refuseLongAnswer(final Conversation conversation, final ByteBuffer in, final int offset,
            final int limit, final ReplySink sink) {
        out.open(conversation, sink);
        if (conversation.binary) {
            binary.refuseLongAnswer(conversation, in, offset, limit);
        } else {
            out.answer(LONG_ANSWER, false);
        }
        out.flush();
    }

    private void refuse(final Conversation conversation) {
        if (request.error().closes()) {
            conversation.closing = true;
        } else if (request.verb() == Opcode.FLUSH_ALL && !state.config.flushAll()) {
            // Where it is not allowed, its arguments are not looked at.
            admin.flushAll();
        } else {
            out.answer(request.error().reply(), request.noreply());
        }
    }
}
