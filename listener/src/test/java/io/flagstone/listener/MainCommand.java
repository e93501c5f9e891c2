/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Runs {@code Main} as a process of its own, in a directory of its own, as a shell would. */
final class MainCommand implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;
    private static final long PACE_MILLIS = 10;
    private static final int LOWEST_PORT = 12_000;
    private static final int LOWEST_OF_THE_SYSTEM = 32_000;

    private final Path directory;
    private final List<Process> started = new ArrayList<>();

    /** What a process that has ended leaves: its exit code and what it wrote. */
    record Ended(int exitCode, String out, String err) {
    }

    MainCommand(final Path directory) {
        this.directory = directory;
    }

    /** The words that start the JVM with Main; what they add is in the manifest of the standalone jar. */
    static List<String> words(final String... arguments) {
        final List<String> words = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-cp", ReadableClassPath.get(),
            Main.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** A shell that does something first, such as to set a limit, and becomes such a JVM. */
    static List<String> behind(final String first, final String... arguments) {
        final List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", first + " exec \"$@\"", "sh"));
        words.addAll(words(arguments));
        return words;
    }

    /** Options that let a server start under the user of this test: on the loopback, as root with the word for it. */
    static String[] serving(final int port, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of("-l", "127.0.0.1", "-p", Integer.toString(port)));
        if (isRoot()) {
            arguments.addAll(List.of("-u", "root"));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(new String[0]);
    }

    static boolean isRoot() {
        return io.flagstone.listener.process.ProcessStatus.isRoot();
    }

    /** A port below those that the system gives to whoever asks for any, so that nobody else gets it meanwhile. */
    static int freePort() {
        while (true) {
            final int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, LOWEST_OF_THE_SYSTEM);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
                return socket.getLocalPort();
            } catch (final IOException e) {
                continue;
            }
        }
    }

    /** Runs to the end, and also until nobody holds its streams open any more. */
    Ended run(final String... arguments) throws Exception {
        final Path err = Files.createTempFile(directory, "stderr", "");
        final Process process = builder(words(arguments)).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        final String out;
        try (InputStream stream = process.getInputStream()) {
            out = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        final Ended ended = new Ended(exitCode(process), out, Files.readString(err));
        Files.delete(err);
        return ended;
    }

    /** Starts a server in the foreground and returns once its port answers. */
    Process serve(final int port, final String... more) throws Exception {
        return serveThrough(words(serving(port, more)), port);
    }

    /** Starts a command line that becomes a server, and returns once its port answers. */
    Process serveThrough(final List<String> command, final int port) throws Exception {
        final Process process = builder(command).redirectErrorStream(true).start();
        started.add(process);
        awaitAnswer(process, port);
        return process;
    }

    /** Ends what a failed test may have left in the foreground. */
    @Override
    public void close() {
        for (final Process process : started) {
            process.destroyForcibly();
        }
    }

    /** Whether somebody replies on the port; that the kernel takes a connection is not enough. */
    static boolean answers(final int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write("version\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'V';
        } catch (final IOException e) {
            return false;
        }
    }

    /** Sends a signal as the shell does. */
    static void signal(final String name, final long pid) throws Exception {
        final Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).start();
        assertTrue(kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** Ends a server as a service manager does, which has to go well, and tells what it wrote. */
    static String stop(final Process server) throws Exception {
        signal("TERM", server.pid());
        assertEquals(0, exitCode(server));
        return told(server);
    }

    /** What a server in the foreground, which has ended, wrote to either stream. */
    static String told(final Process ended) throws IOException {
        return new String(ended.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Sends requests and a farewell, and gives all that is answered. */
    static String ask(final int port, final String requests) throws IOException {
        return say(port, requests + "quit\r\n");
    }

    /** Sends requests that make the server close the connection, and gives all that is answered. */
    static String say(final int port, final String requests) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    static int exitCode(final Process process) throws Exception {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("the process did not end");
        }
        return process.exitValue();
    }

    static void awaitEnd(final ProcessHandle process) throws Exception {
        process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void awaitAnswer(final Process process, final int port) throws Exception {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers(port)) {
            if (process.waitFor(PACE_MILLIS, TimeUnit.MILLISECONDS)) {
                fail("no server: " + told(process));
            }
            assertTrue(System.nanoTime() < deadline, "no server in time");
        }
    }

    private ProcessBuilder builder(final List<String> command) {
        return new ProcessBuilder(command).directory(directory.toFile());
    }
}
