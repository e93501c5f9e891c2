/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.load.CpuTime;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server under measurement: a process of its own on a free port of the loopback interface. */
public final class ServerProcess implements AutoCloseable {
    private static final long START_SECONDS = 30;
    private static final long STOP_SECONDS = 10;

    private final String name;
    private final Process process;
    private final InetSocketAddress address;
    private long answeredAt;

    private ServerProcess(final String name, final Process process, final InetSocketAddress address) {
        this.name = name;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a server on a free port and waits until it answers.
     *
     * @param name    of it in what is printed
     * @param command that starts it, with all flags but those that say where it listens
     * @return the server
     * @throws IOException if it does not start
     */
    public static ServerProcess start(final String name, final List<String> command) throws IOException {
        return start(name, command, ProcessBuilder.Redirect.INHERIT);
    }

    /** As the other one; what the server logs goes where it is told. */
    static ServerProcess start(final String name, final List<String> command, final ProcessBuilder.Redirect log)
            throws IOException {
        final InetSocketAddress address = freePort();
        final List<String> line = new ArrayList<>(command);
        line.addAll(List.of("-p", Integer.toString(address.getPort()), "-l", "127.0.0.1"));
        if (!command.contains("-U")) {
            line.addAll(List.of("-U", "0"));
        }
        if ("root".equals(System.getProperty("user.name"))) {
            line.addAll(List.of("-u", "root"));
        }
        return start(name, line, address, log, "version\r\n", 'V');
    }

    /** Starts Redis on a free port and waits until it answers. */
    static ServerProcess startRedis(final String name, final List<String> command) throws IOException {
        final InetSocketAddress address = freePort();
        final List<String> line = new ArrayList<>(command);
        line.addAll(List.of("--port", Integer.toString(address.getPort()), "--bind", "127.0.0.1"));
        return start(name, line, address, ProcessBuilder.Redirect.INHERIT, "PING\r\n", '+');
    }

    private static ServerProcess start(final String name, final List<String> line, final InetSocketAddress address,
        final ProcessBuilder.Redirect log, final String question, final char answer) throws IOException {
        final Process process = new ProcessBuilder(line).redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(log).start();
        final ServerProcess server = new ServerProcess(name, process, address);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        try {
            server.awaitAnswer(line, question.getBytes(StandardCharsets.US_ASCII), answer);
        } catch (final IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    String name() {
        return name;
    }

    /**
     * Tells the number of the process.
     *
     * @return it
     */
    public long pid() {
        return process.pid();
    }

    /** User and system time that it has taken so far. */
    CpuTime cpu() throws IOException {
        return CpuTime.of(pid());
    }

    /** The time of its first answer, by {@link System#nanoTime}. */
    long answeredAt() {
        return answeredAt;
    }

    /**
     * Tells where it listens.
     *
     * @return its address
     */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer(final List<String> line, final byte[] question, final char answer) throws IOException {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IOException("the server ended at once: status=" + process.exitValue() + ", command="
                    + String.join(" ", line));
            }
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.getOutputStream().write(question);
                if (socket.getInputStream().read() == answer) {
                    answeredAt = System.nanoTime();
                    return;
                }
            } catch (final ConnectException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        throw new IOException("the server does not answer: command=" + String.join(" ", line));
    }

    /** An address on which nobody listened just now. */
    static InetSocketAddress freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }
}
