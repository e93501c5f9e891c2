/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which commands something goes wrong for, and what. Immutable; it begins with one of the methods that return a
 * {@link Fault}:
 *
 * <pre>{@code
 * faults.on("get").key("user:1").times(2).answer("SERVER_ERROR busy");
 * }</pre>
 */
public final class FaultRule {
    private final Faults faults;
    private final List<String> names;
    private final Predicate<String> keys;
    private final int times;
    private final String shown;

    /** @param names of commands; none for all. */
    FaultRule(final Faults faults, final List<String> names) {
        this(faults, names, null, Integer.MAX_VALUE, names.isEmpty() ? "on every command"
            : "on " + String.join(" ", names));
    }

    /** @param keys null for all, and for commands without one. */
    private FaultRule(final Faults faults, final List<String> names, final Predicate<String> keys, final int times,
            final String shown) {
        this.faults = faults;
        this.names = names;
        this.keys = keys;
        this.times = times;
        this.shown = shown;
    }

    /**
     * Lets it be for commands with this key only.
     *
     * @param key that they have.
     * @return a rule that says so.
     */
    public FaultRule key(final String key) {
        Objects.requireNonNull(key, "key must not be null");
        return new FaultRule(faults, names, key::equals, times, shown + " \"" + key + '"');
    }

    /**
     * Lets it be for commands of which a key fulfils a condition.
     *
     * @param condition of one key; it is asked by the server's thread, and must not wait.
     * @return a rule that says so.
     */
    public FaultRule keys(final Predicate<String> condition) {
        Objects.requireNonNull(condition, "condition must not be null");
        return new FaultRule(faults, names, condition, times, shown + " with such keys");
    }

    /**
     * Lets it be for the next ones only.
     *
     * @param count how many commands.
     * @return a rule that says so.
     */
    public FaultRule times(final int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be > 0: count=" + count);
        }
        return new FaultRule(faults, names, keys, count, shown);
    }

    /**
     * Carries commands out, and keeps their replies, and all that follow by the same connection, until
     * {@link Faults#release} or {@link Fault#end}.
     *
     * @return the fault, which has begun.
     */
    public Fault hold() {
        return begin(FaultAction.of(FaultAction.Kind.HOLD));
    }

    /**
     * Carries commands out, and keeps their replies, and all that follow by the same connection, until the
     * {@link TestClock} was moved as far.
     *
     * @param time how far, above zero.
     * @return the fault, which has begun.
     */
    public Fault delay(final Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time must be > 0: time=" + time);
        }
        return begin(new FaultAction(FaultAction.Kind.DELAY, time, "", 0));
    }

    /**
     * Lets commands never arrive: they are not carried out, nor answered.
     *
     * @return the fault, which has begun.
     */
    public Fault dropRequest() {
        return begin(FaultAction.of(FaultAction.Kind.DROP_REQUEST));
    }

    /**
     * Carries commands out, and loses their replies.
     *
     * @return the fault, which has begun.
     */
    public Fault dropReply() {
        return begin(FaultAction.of(FaultAction.Kind.DROP_REPLY));
    }

    /**
     * Answers as a server does that has no memory left: {@code SERVER_ERROR out of memory storing object}, or status
     * 0x82. As there, a {@code set} takes the item with it that it was to replace.
     *
     * @return the fault, which has begun.
     */
    public Fault outOfMemory() {
        return begin(FaultAction.of(FaultAction.Kind.OUT_OF_MEMORY));
    }

    /**
     * Answers with words in place of carrying commands out.
     *
     * @param words a line of the text dialect, or several, without the last line end, such as
     *              {@code SERVER_ERROR busy}. In the binary dialect they are the body of a packet, whose status is what
     *              the first of them says: {@code NOT_FOUND} 1, {@code EXISTS} 2, {@code CLIENT_ERROR} 4,
     *              {@code NOT_STORED} 5, {@code ERROR} 0x81, {@code SERVER_ERROR} 0x84, else 0.
     * @return the fault, which has begun.
     */
    public Fault answer(final String words) {
        Objects.requireNonNull(words, "words must not be null");
        return begin(new FaultAction(FaultAction.Kind.ANSWER, Duration.ZERO, words, 0));
    }

    /**
     * Carries commands out, sends the beginning of the reply, and closes the connection.
     *
     * @param bytes that are sent, 0 or more.
     * @return the fault, which has begun.
     */
    public Fault cutReply(final int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be >= 0: bytes=" + bytes);
        }
        return begin(new FaultAction(FaultAction.Kind.CUT, Duration.ZERO, "", bytes));
    }

    /**
     * Closes the connection by which a command comes, in place of carrying it out.
     *
     * @return the fault, which has begun.
     */
    public Fault closeConnection() {
        return begin(FaultAction.of(FaultAction.Kind.CLOSE));
    }

    private Fault begin(final FaultAction action) {
        return faults.begin(new Fault(faults, this, action));
    }

    int times() {
        return times;
    }

    /** Whether a command is one of those. */
    boolean names(final CommandDraft command) {
        return (names.isEmpty() || names.contains(command.name))
            && (keys == null || command.keys.stream().anyMatch(keys));
    }

    @Override
    public String toString() {
        return shown;
    }
}
