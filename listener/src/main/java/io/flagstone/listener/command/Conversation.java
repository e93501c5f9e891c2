/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ItemWriter;
import io.flagstone.engine.StoreMode;
import io.flagstone.protocol.Opcode;

/** What has to be remembered of one connection between two pieces of its input. */
public final class Conversation {
    /** What the next byte of input is. */
    enum State { COMMAND, BODY, BODY_END, SWALLOW, KEYS }

    private final long id;
    State state = State.COMMAND;
    boolean begun;
    boolean closing;
    boolean unfinished;
    /** SWALLOW: bytes of a refused body that are still to come. */
    long swallow;
    /** BODY, BODY_END: the store under way, and who ends it. */
    ItemWriter writer;
    DataBlock.Owner owner;
    StoreMode mode;
    long casUnique;
    boolean noreply;
    boolean badEnd;
    int endLeft;
    /** KEYS: the retrieval that waits for the client to take what it was sent. */
    Opcode verb;
    int deadline;
    boolean touches;
    int keyBytesLeft;
    int lineBytesLeft;
    boolean owesLineEnd;

    /** A list of items under way, in front of all further input; null if there is none. */
    ItemDump dump;

    /**
     * Begins a conversation.
     *
     * @param id of the connection, for the log.
     */
    public Conversation(final long id) {
        this.id = id;
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

    /** Gives back what the conversation holds of the cache. */
    public void end() {
        if (writer != null && writer.isOpen()) {
            writer.abort();
        }
    }
}
