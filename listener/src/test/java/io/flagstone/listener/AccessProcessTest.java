/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with a file of users: what it logs, and what a signal changes. */
class AccessProcessTest {

    private static final long PATIENCE_SECONDS = 120;
    private static final long PACE_MILLIS = 20;

    @TempDir
    private Path folder;
    private Path users;
    private Path log;

    @BeforeEach
    void write() throws IOException {
        users = Files.writeString(folder.resolve("users"), "ann:secret-one\nbob:secret-two\n");
        log = folder.resolve("log");
    }

    private Process start(final int port) throws IOException {
        return new ProcessBuilder(
            MainCommand.words(MainCommand.serving(port, "-Y", users.toString(), "-vvv")))
            .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** The answer to a login; empty if nobody listens. */
    private static String login(final int port, final String token) {
        try (Socket client = new Socket("127.0.0.1", port)) {
            client.getOutputStream().write(
                ("set who 0 0 " + token.length() + "\r\n" + token + "\r\n").getBytes(StandardCharsets.US_ASCII));
            final byte[] answer = new byte[100];
            return new String(answer, 0, Math.max(0, client.getInputStream().read(answer)),
                StandardCharsets.US_ASCII);
        } catch (final IOException e) {
            return "";
        }
    }

    private void await(final Process server, final String what, final Callable<Boolean> condition) throws Exception {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (server.waitFor(PACE_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                fail(what + ": " + Files.readString(log));
            }
        }
    }

    @Test
    void shouldReadTheUsersAgainAtASignalAndLogNoSecret() throws Exception {
        final int port = MainCommand.freePort();
        final Process server = start(port);
        try {
            await(server, "ann comes in", () -> login(port, "ann secret-one").equals("STORED\r\n"));
            assertEquals("CLIENT_ERROR authentication failure\r\n", login(port, "ann secret-two"));
            Files.writeString(users, "carl:secret-three\n");
            MainCommand.signal("HUP", server.pid());
            await(server, "carl comes in", () -> login(port, "carl secret-three").equals("STORED\r\n"));
            assertEquals("CLIENT_ERROR authentication failure\r\n", login(port, "ann secret-one"));
            Files.writeString(users, "secret-four\n");
            MainCommand.signal("HUP", server.pid());
            await(server, "the bad file is told of", () -> Files.readString(log).contains("stay as they were"));
            assertEquals("STORED\r\n", login(port, "carl secret-three"));
            MainCommand.stop(server);
        } finally {
            server.destroyForcibly();
        }
        final String logged = Files.readString(log);
        assertTrue(logged.contains(" STORED") && logged.contains("authentication failure"), logged);
        assertFalse(logged.contains("secret"), logged);
    }
}
