/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.flagstone.benchmarks.workload.NumberedKey;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A memcached that is filled over one connection, by stores without an answer. */
final class FilledMemcached {
    private static final long START_SECONDS = 30;
    private static final long RETRY_NANOS = 10_000_000;
    private static final int BUFFER = 1 << 16;
    private static final int MORE_PER_ITEM = 256;
    private static final String ITEMS = "STAT curr_items ";

    private FilledMemcached() {
    }

    static PeerFootprint.Filled fill(final Path program, final int items, final int keyLength, final String sizes,
        final long seed) throws IOException {
        final ValueSizes values = ValueSizes.named(sizes);
        final long mebibytes = 2 * items * (long) (keyLength + values.mean(seed) + MORE_PER_ITEM) >> 20;
        final int port = freePort();
        final Process process = start(program, port, mebibytes + 64);
        try (Socket socket = connect(process, port)) {
            final long before = ResidentMemory.of(process.pid());
            store(socket.getOutputStream(), items, keyLength, values, seed);
            final long held = items(socket);
            return new PeerFootprint.Filled(held, ResidentMemory.of(process.pid()) - before);
        } finally {
            process.destroy();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process start(final Path program, final int port, final long mebibytes) throws IOException {
        final List<String> command = new ArrayList<>(List.of(program.toString(), "-l", "127.0.0.1", "-U", "0", "-p",
            Integer.toString(port), "-m", Long.toString(mebibytes)));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "root"));
        }
        final Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    private static Socket connect(final Process process, final int port) throws IOException {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (final ConnectException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    process.destroy();
                    throw new IOException("memcached must answer on port " + port, e);
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private static void store(final OutputStream to, final int items, final int keyLength, final ValueSizes values,
        final long seed) throws IOException {
        final SplittableRandom random = new SplittableRandom(seed);
        final NumberedKey key = new NumberedKey(keyLength);
        final OutputStream out = new BufferedOutputStream(to, BUFFER);
        for (int i = 0; i < items; i++) {
            final byte[] value = new byte[values.draw(random)];
            out.write("set ".getBytes(US_ASCII));
            out.write(key.write(i));
            out.write((" 0 0 " + value.length + " noreply\r\n").getBytes(US_ASCII));
            out.write(value);
            out.write("\r\n".getBytes(US_ASCII));
        }
        out.write("stats\r\n".getBytes(US_ASCII));
        out.flush();
    }

    private static long items(final Socket socket) throws IOException {
        final BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        long items = -1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(ITEMS)) {
                items = Long.parseLong(line.substring(ITEMS.length()));
            } else if ("END".equals(line)) {
                return items;
            }
        }
        throw new IOException("memcached must tell its items: items=" + items);
    }
}
