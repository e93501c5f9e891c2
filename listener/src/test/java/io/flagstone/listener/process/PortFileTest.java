/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortFileTest {

    private static final List<InetSocketAddress> TCP =
        List.of(new InetSocketAddress("127.0.0.1", 11_211), new InetSocketAddress("::1", 11_212));
    private static final List<InetSocketAddress> UDP =
        List.of(new InetSocketAddress("127.0.0.1", 11_213), new InetSocketAddress("::1", 11_214));

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream report = new PrintStream(told, true, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void shouldTellTransportFamilyAndPortOfEverySocket() throws IOException {
        final Path file = folder.resolve("ports");
        PortFile.write(file, TCP, UDP, report);
        assertEquals("TCP INET: 11211\nTCP INET6: 11212\nUDP INET: 11213\nUDP INET6: 11214\n",
            Files.readString(file));
        assertEquals("", told.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReportThatTheFileCannotBeWritten() {
        PortFile.write(folder.resolve("nowhere").resolve("ports"), TCP, UDP, report);
        assertTrue(told.toString(StandardCharsets.UTF_8).startsWith("Failed to write \""));
    }
}
