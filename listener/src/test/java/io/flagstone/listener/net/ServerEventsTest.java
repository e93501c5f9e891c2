/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.BindingProtocol;
import io.flagstone.listener.ManualClock;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a recording holds of what clients did. */
class ServerEventsTest {
    private static final List<String> EVENTS =
        List.of("ConnectionOpened", "ConnectionClosed", "ConnectionFailed", "SlowCommand");
    /** What queries of users name: a change here is one of the API, and is named in README. */
    private static final Map<String, Set<String>> ON_RECORD = Map.of(
        "flagstone.ConnectionOpened", Set.of("cache", "connection", "client", "listeningAddress"),
        "flagstone.ConnectionClosed", Set.of("cache", "connection", "client", "reason", "idleTime"),
        "flagstone.ConnectionFailed", Set.of("cache", "connection", "client", "inTls", "reason"),
        "flagstone.SlowCommand", Set.of("cache", "connection", "command", "commands", "requestBytes"));
    private static final Set<String> ADDED_BY_THE_JDK = Set.of("startTime", "duration", "eventThread", "stackTrace");
    private static final int IDLE_TIMEOUT = 60;
    /** JDK 17 leaves texts of 17 characters and more out of a recording that an earlier one of the same JVM held. */
    private static final boolean LOSES_TEXTS = Runtime.version().feature() == 17;

    private final ManualClock clock = new ManualClock();
    private final Recording recording = new Recording();
    private ByteCache cache;

    @BeforeEach
    void start() {
        for (final String event : EVENTS) {
            recording.enable("flagstone." + event).withThreshold(Duration.ZERO);
        }
        recording.start();
        cache = ByteCache.builder().name("users").clock(clock).callerMaintains().build();
    }

    @AfterEach
    void stop() {
        cache.close();
        recording.close();
    }

    private MemcachedServer server(final BindingProtocol protocol) throws IOException {
        return MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1)
            .bindingProtocol(protocol).idleTimeout(IDLE_TIMEOUT).build(), cache);
    }

    private Map<String, List<RecordedEvent>> recorded() throws IOException {
        recording.stop();
        final Path file = Files.createTempFile("flagstone", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                .filter(event -> EVENTS.contains(event.getEventType().getName().replace("flagstone.", "")))
                .sorted((a, b) -> a.getEndTime().compareTo(b.getEndTime()))
                .collect(Collectors.groupingBy(event -> event.getEventType().getLabel()));
        } finally {
            Files.delete(file);
        }
    }

    private static <T> List<T> each(final List<RecordedEvent> events, final Function<RecordedEvent, T> field) {
        return events.stream().map(field).toList();
    }

    @Test
    void shouldTellOfAClientFromItsComingToItsGoing() throws IOException {
        final String request = "set a 0 0 1\r\nx\r\nget a\r\n";
        final String listening;
        try (MemcachedServer server = server(BindingProtocol.AUTO); RawClient client = RawClient.of(server)) {
            listening = "tcp:127.0.0.1:" + server.port();
            client.ask(request, "STORED\r\nVALUE a 0 1\r\nx\r\nEND\r\n");
            client.finish();
            client.awaitClose();
        }

        final Map<String, List<RecordedEvent>> events = recorded();

        assertEquals(List.of("Connection Closed", "Connection Opened", "Slow Command"),
            events.keySet().stream().sorted().toList());
        final RecordedEvent opened = events.get("Connection Opened").get(0);
        final RecordedEvent closed = events.get("Connection Closed").get(0);
        final List<RecordedEvent> commands = events.get("Slow Command");
        assertTrue(opened.getString("client").startsWith("tcp:127.0.0.1:"), opened::toString);
        assertEquals(listening, opened.getString("listeningAddress"));
        assertEquals(opened.getString("client"), closed.getString("client"));
        assertEquals("normal", closed.getString("reason"));
        assertEquals(2, commands.stream().mapToInt(event -> event.getInt("commands")).sum());
        assertEquals(request.length(), commands.stream().mapToLong(event -> event.getLong("requestBytes")).sum());
        assertEquals("GET", commands.get(commands.size() - 1).getString("command"));
        for (final RecordedEvent event : List.of(opened, closed, commands.get(0))) {
            assertEquals("users", event.getString("cache"));
            assertEquals(opened.getLong("connection"), event.getLong("connection"));
        }
    }

    @Test
    void shouldTellWhyConnectionsEnd() throws Exception {
        try (MemcachedServer server = server(BindingProtocol.AUTO); RawClient busy = RawClient.of(server);
                RawClient silent = RawClient.of(server); RawClient reset = RawClient.of(server)) {
            Await.until("all are connected", () -> busy.stat("curr_connections") == 3);
            reset.reset();
            Await.until("it is gone", () -> busy.stat("curr_connections") == 2);
            clock.advance(Duration.ofSeconds(IDLE_TIMEOUT / 2 + 1));
            busy.ask("mn\r\n", "MN\r\n");
            clock.advance(Duration.ofSeconds(IDLE_TIMEOUT / 2 + 1));
            busy.ask("mn\r\n", "MN\r\n");
            silent.awaitClose();
            busy.send("quit\r\n");
            busy.awaitClose();
        }

        final List<RecordedEvent> closed = recorded().get("Connection Closed");

        assertEquals(List.of("error", "idle_timeout", "normal"), each(closed, event -> event.getString("reason")));
        assertEquals(List.of(0L, IDLE_TIMEOUT + 2L, 0L),
            each(closed, event -> event.getDuration("idleTime").toSeconds()));
    }

    @Test
    void shouldTellOfAClientThatDoesNotSayWhoItIs() throws IOException {
        try (MemcachedServer server = server(BindingProtocol.PROXY); RawClient client = RawClient.of(server)) {
            client.send("get a\r\n");
            client.awaitClose();
        }

        final Map<String, List<RecordedEvent>> events = recorded();

        final RecordedEvent failed = events.get("Connection Failed").get(0);
        assertEquals("users", failed.getString("cache"));
        assertFalse(failed.getBoolean("inTls"));
        final String reason = failed.getString("reason");
        assertTrue(reason == null ? LOSES_TEXTS : reason.contains("PROXY"), failed::toString);
        assertEquals(1, events.size(), events::toString);
    }

    @Test
    void shouldTimeACommandByItsTurnAndLeaveOutWhatIsQuick() throws IOException {
        recording.enable("flagstone.SlowCommand").withThreshold(Duration.ofHours(1));
        try (MemcachedServer server = server(BindingProtocol.AUTO); RawClient client = RawClient.of(server)) {
            client.ask("mn\r\n", "MN\r\n");
        }

        assertFalse(recorded().containsKey("Slow Command"));
    }

    @Test
    void shouldDescribeEachEvent() throws IOException {
        try (MemcachedServer server = server(BindingProtocol.PROXY); RawClient client = RawClient.of(server)) {
            client.ask("PROXY UNKNOWN\r\nmn\r\n", "MN\r\n");
            client.send("quit\r\n");
            client.awaitClose();
        }
        try (MemcachedServer server = server(BindingProtocol.PROXY); RawClient client = RawClient.of(server)) {
            client.send("get a\r\n");
            client.awaitClose();
        }
        final List<EventType> types = FlightRecorder.getFlightRecorder().getEventTypes().stream()
            .filter(type -> type.getCategoryNames().equals(List.of("Flagstone", "Server"))).toList();

        assertEquals(EVENTS.size(), types.size(), types::toString);
        for (final EventType type : types) {
            assertTrue(EVENTS.contains(type.getName().replace("flagstone.", "")), type::getName);
            assertNotNull(type.getDescription(), type::getName);
            type.getFields().forEach(field -> assertNotNull(field.getLabel(), field::getName));
        }
        assertEquals(ON_RECORD, types.stream().collect(Collectors.toMap(EventType::getName,
            type -> type.getFields().stream().map(ValueDescriptor::getName)
                .filter(field -> !ADDED_BY_THE_JDK.contains(field)).collect(Collectors.toSet()))));
    }
}
