/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.metrics.HotKey;
import io.flagstone.listener.metrics.ServerMetrics;
import io.flagstone.listener.metrics.TimedCommand;
import io.flagstone.listener.metrics.WorkerMetrics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which commands are timed, as what, and by what key. */
class CommandSamplerTest implements ReplySink {
    private final ByteCache cache = ByteCache.builder().memoryLimit(8 << 20).callerMaintains().build();
    private final ServerMetrics metrics = new ServerMetrics(true);
    private final Conversation conversation = new Conversation(1);
    private final CommandExecutor executor;
    private boolean blocked;

    CommandSamplerTest() {
        final ServerState state = new ServerState(cache, ServerConfig.builder().build(), 1_800_000_000L);
        executor = new CommandExecutor(state, state.newCounters(), metrics.newWorker());
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private void say(final byte[] request) {
        int used = 0;
        final ByteBuffer in = ByteBuffer.wrap(request);
        while (used < request.length) {
            used += executor.process(conversation, in, used, request.length, this);
        }
    }

    private void say(final String request, final int times) {
        for (int i = 0; i < times; i++) {
            say(request.replace('~', '\n').getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private List<String> timed() {
        final List<String> timed = new ArrayList<>();
        for (final TimedCommand command : TimedCommand.values()) {
            final long count = metrics.durations(command).count();
            if (count > 0) {
                timed.add(command.label() + "=" + count);
            }
        }
        return timed;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "get k~            | get      | k",
        "gets k~           | get      | k",
        "get k l~          | multiget | k,l",
        "gat 0 k~          | touch    | k",
        "gats 0 k l~       | touch    | k,l",
        "touch k 0~        | touch    | k",
        "set k 0 0 1~x~    | set      | k",
        "set k 0 0 0~~     | set      | k",
        "append k 0 0 1~x~ | set      | k",
        "cas k 0 0 1 1~x~  | cas      | k",
        "delete k~         | delete   | k",
        "incr k 1~         | incr     | k",
        "decr k 1~         | decr     | k",
        "mg k v~           | meta     | k",
        "mg YQ== b v~      | meta     | a",
        "ms k 1~x~         | meta     | k",
        "md k~             | meta     | k",
        "mn~               | meta     | ",
        "version~          | other    | ",
        "get~              | other    | ",
        "nonsense k~       | other    | ",
    })
    void shouldTellCommandsApart(final String request, final String command, final String keys) {
        say(request.replace("~", "\r~"), WorkerMetrics.COMMANDS_PER_SAMPLE * 20);
        assertEquals(List.of(command + "=20"), timed());
        final TreeMap<String, Long> seen = new TreeMap<>();
        metrics.hotKeys(10).forEach(key -> seen.put(key.key(), key.count()));
        assertEquals(keys == null ? "" : keys, String.join(",", seen.keySet()));
        assertEquals(keys == null ? 0 : 20, seen.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void shouldTellCommandsOfTheBinaryDialectApart() {
        final byte[] get = {(byte) 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'k'};
        for (int i = 0; i < WorkerMetrics.COMMANDS_PER_SAMPLE; i++) {
            say(get);
        }
        assertEquals(List.of("get=1"), timed());
        assertEquals(List.of(new HotKey("k", 1)), metrics.hotKeys(10));
    }

    @Test
    void shouldNotTimeAStoreWhoseValueComesLater() {
        final byte[] request = "set k 0 0 3\r\nabc\r\n".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < WorkerMetrics.COMMANDS_PER_SAMPLE * 3; i++) {
            final ByteBuffer in = ByteBuffer.wrap(request);
            int used = executor.process(conversation, in, 0, 14, this);
            used += executor.process(conversation, in, used, request.length, this);
            assertEquals(request.length, used);
        }
        assertEquals(List.of(), timed());
        say("get k\r~", 1);
        assertEquals(List.of("get=1"), timed());
    }

    @Test
    void shouldTimeNoListThatWaitsForItsClient() {
        say("set k 0 0 9000\r~" + "x".repeat(9000) + "\r~", 1);
        blocked = true;
        final byte[] request = ("get" + " k".repeat(30) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        final ByteBuffer in = ByteBuffer.wrap(request);
        for (int i = 0; i < WorkerMetrics.COMMANDS_PER_SAMPLE * 2; i++) {
            int used = 0;
            while (used < request.length) {
                blocked = false;
                used += executor.process(conversation, in, used, request.length, this);
            }
        }
        assertEquals(List.of(), timed());
    }

    @Override
    public void send(final ByteBuffer bytes, final int length) {
        // A client that takes one buffer at a time.
        blocked = length > 64 << 10;
    }

    @Override
    public void send(final ValueView value) {
        value.close();
    }

    @Override
    public boolean isBlocked() {
        return blocked;
    }
}
