/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What systemd does for a service, with its own means: a process gets a socket and tells how far it is. */
final class ServiceManager implements AutoCloseable {

    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int CLOEXEC = 02000000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int NAME_LENGTH = 16;
    private static final int SIZE_OF_FILE_ACTIONS = 1024;
    private static final int FIRST_DESCRIPTOR = 3;
    private static final int WNOHANG = 1;
    private static final long PATIENCE_SECONDS = 120;

    private final int told;

    /** Listens on a unix socket for what services tell; a path that begins with @ is no file. */
    ServiceManager(final String path) {
        final byte[] name = path.getBytes(StandardCharsets.US_ASCII);
        if (name[0] == '@') {
            name[0] = 0;
        }
        told = call("socket", AF_UNIX, SOCK_DGRAM | CLOEXEC, 0);
        final ByteBuffer address = ByteBuffer.allocate(2 + name.length).order(ByteOrder.nativeOrder());
        address.putShort((short) AF_UNIX).put(name);
        assertEquals(0, call("bind", told, address.array(), address.capacity()));
    }

    private static Function function(final String name) {
        return NativeLibrary.getProcess().getFunction(name);
    }

    private static int call(final String name, final Object... arguments) {
        return function(name).invokeInt(arguments);
    }

    /** What is told next. */
    String next() {
        final byte[] bytes = new byte[1024];
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int length = -1;
        while (length < 0) {
            assertTrue(System.nanoTime() < end, "nothing was told");
            length = (int) function("recv").invokeLong(
                new Object[] {told, bytes, (long) bytes.length, MSG_DONTWAIT});
            Thread.onSpinWait();
        }
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    /** A socket on the loopback, which is listened on. */
    static int listen() {
        final int socket = call("socket", AF_INET, SOCK_STREAM | CLOEXEC, 0);
        final byte[] address = loopback();
        assertEquals(0, call("bind", socket, address, address.length));
        assertEquals(0, call("listen", socket, 128));
        return socket;
    }

    private static byte[] loopback() {
        return ByteBuffer.allocate(NAME_LENGTH).order(ByteOrder.nativeOrder()).putShort((short) AF_INET)
            .order(ByteOrder.BIG_ENDIAN).putShort((short) 0).put(new byte[] {127, 0, 0, 1}).array();
    }

    static int port(final int socket) {
        final byte[] address = new byte[NAME_LENGTH];
        assertEquals(0, call("getsockname", socket, address, new int[] {address.length}));
        return ByteBuffer.wrap(address).getShort(2) & 0xFFFF;
    }

    /** Starts a command with a socket handed over, and tells the id of the process. */
    static int start(final int socket, final int sockets, final Path errors, final List<String> command) {
        final List<String> words = new ArrayList<>(List.of("/bin/sh", "-c",
            "cd '" + errors.getParent() + "' && LISTEN_FDS=" + sockets + " LISTEN_PID=$$ exec \"$@\" 2> '" + errors
                + "'", "sh"));
        words.addAll(command);
        final Memory actions = new Memory(SIZE_OF_FILE_ACTIONS);
        assertEquals(0, call("posix_spawn_file_actions_init", actions));
        assertEquals(0, call("posix_spawn_file_actions_adddup2", actions, socket, FIRST_DESCRIPTOR));
        final int[] pid = new int[1];
        assertEquals(0, call("posix_spawn", pid, "/bin/sh", actions, Pointer.NULL,
            new StringArray(words.toArray(new String[0])), new StringArray(new String[] {"PATH=/usr/bin:/bin"})));
        call("posix_spawn_file_actions_destroy", actions);
        return pid[0];
    }

    /** Waits for the end of a process that was started here. */
    static int exitCode(final int pid) {
        final int[] status = new int[1];
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (call("waitpid", pid, status, WNOHANG) != pid) {
            assertTrue(System.nanoTime() < end, "the process did not end");
        }
        assertEquals(0, status[0] & 0x7F, "the process ended by a signal");
        return status[0] >> 8 & 0xFF;
    }

    static void close(final int descriptor) {
        call("close", descriptor);
    }

    @Override
    public void close() {
        close(told);
    }
}
