/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.SlabClassStats;
import io.flagstone.listener.net.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server for tests as such: its life, its clock and its port. */
class TestMemcachedTest {
    private static final byte[] KEY = "k".getBytes(StandardCharsets.US_ASCII);

    private final TestMemcached memcached = TestMemcached.start();

    @AfterEach
    void stop() {
        memcached.close();
    }

    @Test
    void shouldServeAndShareItsCache() throws IOException {
        try (RawClient client = RawClient.of(memcached.port())) {
            client.ask("set k 5 0 3\r\nabc\r\n", "STORED\r\n");
            assertEquals(5, memcached.cache().gets(KEY).flags());
            memcached.cache().set(KEY, new byte[] {'x'});
            client.ask("get k\r\n", "VALUE k 0 1\r\nx\r\nEND\r\n");
        }
        assertEquals("127.0.0.1", memcached.address().getHostString());
        assertEquals(memcached.port(), memcached.address().getPort());
    }

    @Test
    void shouldLetItemsExpireWhenTheClockIsMoved() throws IOException {
        try (RawClient client = RawClient.of(memcached.port())) {
            client.ask("set k 0 60 1\r\na\r\nset stays 0 0 1\r\nb\r\n", "STORED\r\nSTORED\r\n");
            memcached.clock().advance(Duration.ofSeconds(59));
            client.ask("get k\r\n", "VALUE k 0 1\r\na\r\nEND\r\n");
            memcached.clock().advance(Duration.ofSeconds(1));
            assertEquals(1, memcached.cache().stats().slabClasses().stream().mapToLong(SlabClassStats::items).sum());
            client.ask("get k stays\r\n", "VALUE stays 0 1\r\nb\r\nEND\r\n");
        }
    }

    @Test
    void shouldTakeMomentsSince1970ByItsOwnClock() throws IOException {
        final long now = memcached.clock().instant().getEpochSecond();
        try (RawClient client = RawClient.of(memcached.port())) {
            client.ask("set k 0 " + (now + 100) + " 1\r\na\r\n", "STORED\r\n");
            memcached.clock().advance(Duration.ofSeconds(99));
            client.ask("mg k\r\n", "HD\r\n");
            memcached.clock().advance(Duration.ofSeconds(2));
            client.ask("mg k\r\n", "EN\r\n");
        }
    }

    @Test
    void shouldTellTheTimeOfItsClockAndNoOther() throws IOException {
        final Instant start = memcached.clock().instant();
        try (RawClient client = RawClient.of(memcached.port())) {
            final long uptime = client.stat("uptime");
            memcached.clock().advance(Duration.ofDays(40));
            assertEquals(uptime + Duration.ofDays(40).toSeconds(), client.stat("uptime"));
            assertEquals(start.getEpochSecond() + Duration.ofDays(40).toSeconds(), client.stat("time"));
        }
        assertEquals(start.plus(Duration.ofDays(40)), memcached.clock().instant());
        assertEquals(memcached.clock().instant().toEpochMilli(), memcached.clock().millis());
    }

    @Test
    void shouldRefuseToTurnTheClockBackOrTooFar() {
        final TestClock clock = memcached.clock();
        assertEquals("time must not be negative: time=PT-1S", assertThrows(IllegalArgumentException.class,
            () -> clock.advance(Duration.ofSeconds(-1))).getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofDays(2191)))
            .getMessage().startsWith("time must not come to more than 2190 days in all: time="));
    }

    @Test
    void shouldLetGoOfIdleClientsBeforeTheClockHasMoved() throws IOException {
        try (TestMemcached patient = TestMemcached.start(settings -> settings.idleTimeout(60));
                RawClient idle = RawClient.of(patient.port()); RawClient busy = RawClient.of(patient.port())) {
            idle.ask("mn\r\n", "MN\r\n");
            patient.clock().advance(Duration.ofSeconds(31));
            busy.ask("mn\r\n", "MN\r\n");
            patient.clock().advance(Duration.ofSeconds(30));
            assertEquals(1, busy.stat("idle_kicks"));
            assertEquals("", idle.rest());
        }
    }

    @Test
    void shouldBeAsGoodAsNewWhenReset() throws IOException {
        try (RawClient client = RawClient.of(memcached.port())) {
            client.ask("set k 0 0 1\r\na\r\nget k\r\n", "STORED\r\nVALUE k 0 1\r\na\r\nEND\r\n");
            memcached.faults().on("get").answer("SERVER_ERROR busy");
            memcached.faults().refuseConnections();
            memcached.reset();
            assertEquals(0, memcached.commands().size());
            assertNull(memcached.cache().get(KEY));
            client.ask("get k\r\n", "END\r\n");
            assertEquals(1, client.stat("cmd_get"));
            RawClient.of(memcached.port()).close();
        }
    }

    @Test
    void shouldRunBesideOthers() throws IOException {
        try (TestMemcached other = TestMemcached.start(); RawClient client = RawClient.of(other.port())) {
            assertNotEquals(memcached.port(), other.port());
            client.ask("set k 0 0 1\r\na\r\n", "STORED\r\n");
            memcached.clock().advance(Duration.ofDays(1));
            assertNull(memcached.cache().get(KEY));
            assertArrayEquals(new byte[] {'a'}, other.cache().get(KEY));
        }
    }

    @Test
    void shouldTakeTwoThreadsAndGiveThemBack() {
        final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        final TestMemcached other = TestMemcached.start();
        final Set<Thread> during = new HashSet<>(Thread.getAllStackTraces().keySet());
        other.close();
        during.removeAll(before);
        during.removeIf(thread -> !thread.getName().startsWith("flagstone"));
        assertEquals(2, during.size(), other + ": " + during);
        during.removeIf(thread -> !thread.isAlive());
        assertEquals(Set.of(), during);
    }

    @Test
    void shouldBearToBeUsedWhenItIsClosed() {
        memcached.close();
        memcached.close();
        memcached.faults().refuseConnections();
        memcached.faults().closeConnections();
        memcached.faults().clear();
        memcached.clock().advance(Duration.ofSeconds(1));
        memcached.assertNotReceived("get");
    }

    @Test
    void shouldLetClientsInAgainByTheSamePort() throws IOException {
        final int port = memcached.port();
        try (RawClient client = RawClient.of(port)) {
            client.ask("mn\r\n", "MN\r\n");
            for (int i = 0; i < 3; i++) {
                memcached.faults().refuseConnections();
                assertThrows(IOException.class, () -> RawClient.of(port));
                client.ask("mn\r\n", "MN\r\n");
                memcached.faults().acceptConnections();
                try (RawClient another = RawClient.of(port)) {
                    another.ask("mn\r\n", "MN\r\n");
                }
            }
        }
        assertEquals(port, memcached.port());
    }

    @Test
    void shouldKeepItsPortFromOthersWhileItRefuses() {
        memcached.faults().refuseConnections();
        for (int i = 0; i < 20; i++) {
            try (TestMemcached other = TestMemcached.start()) {
                assertNotEquals(memcached.port(), other.port());
            }
        }
        memcached.faults().acceptConnections();
    }

    @Test
    void shouldNameThePortThatIsTaken() {
        final UncheckedIOException taken = assertThrows(UncheckedIOException.class,
            () -> TestMemcached.start(settings -> settings.port(memcached.port())));
        assertTrue(taken.getMessage().contains("port " + memcached.port()), taken.getMessage());
    }

    @Test
    void shouldRefuseSettingsThatItDoesNotHeed() {
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> TestMemcached.start(settings -> settings.adminAddress("127.0.0.1:0"))).getMessage()
            .startsWith("adminAddress must be that of a MemcachedServer"));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> TestMemcached.start(settings -> settings.unixSocket(Path.of("s")))).getMessage()
            .startsWith("unixSocket must be that of a MemcachedServer"));
    }

    @Test
    void shouldLetNobodyInWithoutPasswordIfAFileNamesUsers(@TempDir final Path folder) throws IOException {
        final Path users = Files.writeString(folder.resolve("users"), "ann:secret\n");
        try (TestMemcached guarded = TestMemcached.start(settings -> settings.authFile(users));
                RawClient client = RawClient.of(guarded.port())) {
            client.ask("set login 0 0 10\r\nann secret\r\n", "STORED\r\n");
            client.ask("get k\r\n", "END\r\n");
            assertFalse(guarded.toString().contains("secret"));
        }
    }
}
