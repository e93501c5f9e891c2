/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command that a client sent. Immutable.
 *
 * <p>{@link #toString} shows it in one line, much as the text dialect has it:
 * {@code set "user:1" 0 60 (12 bytes)} are name, key, flags, expiry and length of the value.
 */
public final class ReceivedCommand {
    private final String name;
    private final List<String> keys;
    private final CommandDialect dialect;
    private final int connection;
    private final long flags;
    private final long exptime;
    private final int valueLength;
    private final boolean quiet;
    private final String shown;
    private final byte[] value;

    ReceivedCommand(final CommandDraft draft, final int connection, final byte[] value) {
        name = draft.name;
        keys = List.copyOf(draft.keys);
        dialect = draft.dialect;
        this.connection = connection;
        flags = draft.flags;
        exptime = draft.exptime;
        valueLength = draft.valueLength;
        quiet = draft.quiet;
        shown = draft.shown();
        this.value = value;
    }

    /**
     * Tells what was asked for.
     *
     * @return the first word of the line; of a binary command, that of the text command which does the same:
     *     {@code get} for GetK and GetKQ, {@code cas} for a Set with a unique; {@code noop} for NoOp.
     */
    public String name() {
        return name;
    }

    /**
     * Tells the first key.
     *
     * @return it, as UTF-8; empty if the command has none.
     */
    public String key() {
        return keys.isEmpty() ? "" : keys.get(0);
    }

    /**
     * Tells all keys.
     *
     * @return them, in the order of the command; several in a {@code get} of several only.
     */
    public List<String> keys() {
        return keys;
    }

    /**
     * Tells the client's flags of a store.
     *
     * @return 32 bits, unsigned; 0 if the command has none.
     */
    public long flags() {
        return flags;
    }

    /**
     * Tells the expiry.
     *
     * @return seconds as the client sent them: 0 never, below 0 at once, up to 30 days from now, else since 1970.
     */
    public long exptime() {
        return exptime;
    }

    /**
     * Tells how long the value of a store is.
     *
     * @return bytes; 0 if the command has none.
     */
    public int valueLength() {
        return valueLength;
    }

    /**
     * Gives the value of a store.
     *
     * @return a copy; empty if the command has none, or one that is larger than the largest item.
     */
    public byte[] value() {
        return value.clone();
    }

    /**
     * Gives the value of a store as text.
     *
     * @return it, as UTF-8.
     */
    public String text() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /**
     * Tells the dialect.
     *
     * @return it.
     */
    public CommandDialect dialect() {
        return dialect;
    }

    /**
     * Tells by which connection the command came.
     *
     * @return the first one of a server is 1.
     */
    public int connection() {
        return connection;
    }

    /**
     * Tells whether the client wanted no answer, or one to the unexpected only.
     *
     * @return true for {@code noreply}, the meta flag {@code q}, and the quiet commands of the binary dialect.
     */
    public boolean isQuiet() {
        return quiet;
    }

    /** Tells whether this is a command of one of these names, any if there are none, and has all of these keys. */
    boolean is(final List<String> names, final List<String> wantedKeys) {
        return (names.isEmpty() || names.contains(name)) && keys.containsAll(wantedKeys);
    }

    /** The bytes that are kept of it. */
    int weight() {
        return value.length + keys.stream().mapToInt(String::length).sum() + shown.length();
    }

    static String quoted(final List<String> keys) {
        return keys.stream().map(key -> '"' + key + '"').collect(Collectors.joining(" "));
    }

    /** The command in one line. */
    @Override
    public String toString() {
        return shown;
    }
}
