/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.access;

import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.command.PasswordCheck;
import io.flagstone.listener.command.ServerState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The users that a file tells, read again when the operator says so. Safe for use by any thread. */
public final class UserFile implements PasswordCheck {
    private final Path file;
    private final UserFormat format;
    private volatile Users users;

    /**
     * Reads a file.
     *
     * @param file   with the users.
     * @param format of it.
     * @throws IllegalArgumentException if there is no such file, or it breaks a rule; the message names rule and line,
     *                                  and no secret.
     * @throws UncheckedIOException     if the file cannot be read.
     */
    public UserFile(final Path file, final UserFormat format) {
        this.file = file.toAbsolutePath();
        this.format = format;
        users = read();
    }

    /**
     * Reads the file that a configuration names.
     *
     * @param config of a server.
     * @return the users; null if everybody may come in.
     * @throws IllegalArgumentException as the constructor.
     * @throws UncheckedIOException     as the constructor.
     */
    public static UserFile of(final ServerConfig config) {
        if (config.sasl()) {
            return new UserFile(config.saslFile(), UserFormat.SASL);
        }
        return config.authFile() == null ? null : new UserFile(config.authFile(), UserFormat.ASCII);
    }

    /**
     * Lets nobody in but these users. To be called before the server runs.
     *
     * @param state of the server.
     */
    public void guard(final ServerState state) {
        if (format == UserFormat.SASL) {
            state.authenticator(new SaslPlain(this));
        } else {
            state.passwords(this);
        }
    }

    @Override
    public boolean believes(final ByteBuffer in, final int userOffset, final int userLength, final int passwordOffset,
            final int passwordLength) {
        return users.know(in, userOffset, userLength, passwordOffset, passwordLength);
    }

    /**
     * Reads the file again. Clients that are connected stay so. If the file has become bad, the users stay as they
     * were.
     *
     * @return null, or why they stay; without a secret.
     */
    public synchronized String reload() {
        try {
            users = read();
            return null;
        } catch (final IllegalArgumentException e) {
            return e.getMessage();
        } catch (final UncheckedIOException e) {
            return e.getMessage() + ": " + e.getCause();
        }
    }

    /**
     * Tells how many users there are.
     *
     * @return lines of the file when it was last read without fault.
     */
    public int count() {
        return users.count();
    }

    private Users read() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            final String reason = Files.isDirectory(file) ? "Is a directory"
                : Files.notExists(file) ? "No such file or directory" : "Permission denied";
            throw new IllegalArgumentException(format.parameter + " must be a file that can be read (" + reason + "): "
                + format.parameter + "=" + file);
        }
        final byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(format.longestFile());
        } catch (final IOException e) {
            throw new UncheckedIOException(format.parameter + " cannot be read: " + format.parameter + "=" + file, e);
        }
        try {
            return parse(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private Users parse(final byte[] content) {
        final Users parsed = new Users();
        final Set<ByteBuffer> names = new HashSet<>();
        int number = 1;
        for (int from = 0; from < content.length; number++) {
            final int newline = indexOf(content, '\n', from, content.length);
            final int end = newline > from && content[newline - 1] == '\r' ? newline - 1 : newline;
            final int colon = indexOf(content, ':', from, end);
            check(end - from <= UserFormat.LONGEST_LINE,
                "must have lines of at most " + UserFormat.LONGEST_LINE + " bytes", number);
            final int passwordEnd =
                format.colonEndsPassword ? indexOf(content, ':', Math.min(colon + 1, end), end) : end;
            check(colon > from && colon + 1 < passwordEnd && indexOf(content, '\0', from, end) == end,
                "must have user:password in every line, without a zero byte", number);
            check(parsed.count() < format.mostUsers, "must have at most " + format.mostUsers + " lines", number);
            check(!format.colonEndsPassword || names.add(ByteBuffer.wrap(Arrays.copyOfRange(content, from, colon))),
                "must name every user once", number);
            parsed.add(content, from, colon - from, colon + 1, passwordEnd - colon - 1);
            from = newline + 1;
        }
        check(parsed.count() > 0, "must have a line user:password", number);
        return parsed;
    }

    private void check(final boolean kept, final String rule, final int line) {
        if (!kept) {
            throw new IllegalArgumentException(
                format.parameter + " " + rule + ": " + format.parameter + "=" + file + " line=" + line);
        }
    }

    /** The index of a byte, or the end if there is none. */
    private static int indexOf(final byte[] content, final char wanted, final int from, final int to) {
        int index = from;
        while (index < to && content[index] != wanted) {
            index++;
        }
        return index;
    }
}
