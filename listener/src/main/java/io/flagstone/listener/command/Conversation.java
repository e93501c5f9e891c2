/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ItemWriter;
import io.flagstone.engine.StoreMode;
import io.flagstone.listener.BindingProtocol;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.meta.MetaRequest;

/** What has to be remembered of one connection between two pieces of its input. */
public final class Conversation {
    /** What the next byte of input is. */
    enum State { STRANGER, TOKEN, COMMAND, BODY, BODY_END, SWALLOW, KEYS, UNCHECKED_KEYS }

    final Runnable wake;
    /** The dialects of the place where the client came in, null for the server's. */
    final BindingProtocol protocol;
    /** Whether it ends with the request, so that nothing can be said that has no end. */
    final boolean brief;
    private final long id;
    private int lastSecond;
    State state = State.COMMAND;
    boolean begun;
    /** Whether the connection speaks the binary dialect, and whether its client has said who it is, if it has to. */
    boolean binary;
    boolean authenticated;
    boolean closing;
    String closeReason = "error";
    boolean unfinished;
    /** Whether what was done last took as long as many requests. */
    boolean slow;
    /** SWALLOW: bytes of a refused body that are still to come. */
    long swallow;
    /** BODY, BODY_END: the store under way, and who ends it. */
    ItemWriter writer;
    DataBlock.Owner owner;
    private InFlightMemory inFlight;
    private int claimed;
    StoreMode mode;
    long casUnique;
    boolean noreply;
    byte opcode;
    int opaque;
    int valueLength;
    /** The {@code ms} under way; kept for the next one, null if there was none. */
    MetaRequest kept;
    boolean badEnd;
    int endLeft;
    /** KEYS: the retrieval that waits for the client to take what it was sent. */
    Opcode verb;
    int deadline;
    boolean touches;
    int keyBytesLeft;
    int lineBytesLeft;
    /** UNCHECKED_KEYS: where in the line the keys begin, and up to where none of them is too long. */
    int keysFrom;
    int keysChecked;

    /** The store under way, if somebody watches it. */
    EventLog.Store watchedStore;
    /** Whether other commands were answered since the connection was last sent something. */
    boolean pipelined;
    /** The events that the connection is sent in place of answers, and whom to tell when it ends; null if none. */
    Watcher watcher;
    EventHub events;
    /** A reply under way, in front of all further input; null if there is none. */
    SlowReply dump;

    /**
     * Begins a conversation that nobody wakes.
     *
     * @param id of the connection, for the log.
     */
    public Conversation(final long id) {
        this(id, null, () -> { });
    }

    /**
     * Begins a conversation.
     *
     * @param id       of the connection, for the log.
     * @param protocol the dialects that are spoken, null for those of the server.
     * @param wake     is run, by any thread, when there is something to send that nobody asked for: then the input has
     *                 to be worked on again, even if there is none.
     */
    public Conversation(final long id, final BindingProtocol protocol, final Runnable wake) {
        this(id, protocol, wake, false);
    }

    private Conversation(final long id, final BindingProtocol protocol, final Runnable wake, final boolean brief) {
        this.id = id;
        this.protocol = protocol;
        this.wake = wake;
        this.brief = brief;
    }

    /**
     * Begins a conversation that is over with the requests of one datagram: it cannot watch, nor have items listed.
     *
     * @param id of the socket, for the log.
     * @return a new conversation.
     */
    public static Conversation ofDatagram(final long id) {
        return new Conversation(id, null, () -> { }, true);
    }

    /**
     * Tells whether the connection is to be closed once all replies are out.
     *
     * @return whether it is.
     */
    public boolean isClosing() {
        return closing;
    }

    /**
     * Tells whether input was left though it could have been used: because the connection did not take its replies,
     * or had had its turn.
     *
     * @return whether it was.
     */
    public boolean isUnfinished() {
        return unfinished;
    }

    /**
     * Tells how the log names the connection.
     *
     * @return its number.
     */
    public long id() {
        return id;
    }

    /**
     * Notes that something came, or was taken.
     *
     * @param second of the cache's clock.
     */
    public void active(final int second) {
        lastSecond = second;
    }

    /**
     * Tells when something came last. May be called by any thread, as an estimate.
     *
     * @return seconds of the cache's clock.
     */
    public int lastSecond() {
        return lastSecond;
    }

    /** Notes that there is something to send that was not asked for. */
    public void wake() {
        unfinished = true;
    }

    /** Notes that the client has gone, as it may. */
    public void leave() {
        closeReason = "normal";
    }

    /**
     * Tells why the connection ends.
     *
     * @return memcached's word for it.
     */
    public String closeReason() {
        return closeReason;
    }

    /**
     * Tells what the next byte of input would be. May be called by any thread, as an estimate.
     *
     * @return memcached's name of the state.
     */
    public String status() {
        if (watcher != null || dump != null) {
            return "conn_watch";
        }
        return switch (state) {
            case SWALLOW -> "conn_swallow";
            case BODY, BODY_END -> "conn_nread";
            default -> "conn_read";
        };
    }

    /**
     * Tells whether nothing was begun that is not done: no command, no data block, no answer.
     *
     * @return whether that is so.
     */
    public boolean isAtRest() {
        return watcher != null
            || (state == State.COMMAND || state == State.STRANGER) && !unfinished && dump == null;
    }

    /**
     * Tells whether the client is sent what it did not ask for, and need not send anything itself.
     *
     * @return whether it is.
     */
    public boolean isWatching() {
        return watcher != null;
    }

    /**
     * Tells whether a part of a value has come and the rest has not.
     *
     * @return whether that is so.
     */
    public boolean isReceiving() {
        return claimed > 0;
    }

    /** Notes that a value comes in pieces; false if it may not, as there are too many that do. */
    boolean claim(final InFlightMemory from, final int length) {
        if (!from.tryBegin(length)) {
            return false;
        }
        inFlight = from;
        claimed = length;
        return true;
    }

    /** Notes that the value has come, or will not. */
    void settle() {
        if (claimed > 0) {
            inFlight.end(claimed);
            claimed = 0;
        }
    }

    /** Remembers the request whose data block is under way. */
    void keep(final MetaRequest request) {
        if (kept == null) {
            kept = new MetaRequest();
        }
        kept.keep(request);
    }

    /** Gives back what the conversation holds of the cache. */
    public void end() {
        try {
            settle();
        } finally {
            try {
                if (writer != null && writer.isOpen()) {
                    writer.abort();
                }
            } finally {
                stopTelling();
            }
        }
    }

    private void stopTelling() {
        try {
            if (watcher != null) {
                events.remove(watcher);
            }
        } finally {
            if (dump != null) {
                dump.end();
            }
        }
    }
}
