/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.benchmarks.workload.Keys;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {
    private static final int KEY = 7;

    private static String written(final Consumer<ByteBuffer> request) {
        final ByteBuffer out = ByteBuffer.allocate(Wire.LONGEST_HEAD).order(ByteOrder.LITTLE_ENDIAN);
        request.accept(out);
        return US_ASCII.decode(out.flip()).toString();
    }

    private static String key(final int key) {
        return written(out -> Keys.write(key, out));
    }

    private static ByteBuffer came(final String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static InFlight asked(final Operation operation, final int... keys) {
        final InFlight requests = new InFlight(1, keys.length);
        final int slot = requests.add(operation.ordinal(), 0);
        for (int i = 0; i < keys.length; i++) {
            requests.key(slot, i, keys[i]);
        }
        return requests;
    }

    @ParameterizedTest
    @CsvSource({"TEXT, SERVER_ERROR out of memory", "TEXT, CLIENT_ERROR bad data chunk", "TEXT, ERROR",
        "META, SERVER_ERROR out of memory", "META, CLIENT_ERROR bad data chunk", "META, ERROR", "META, NS",
        "RESP, -OOM command not allowed"})
    void shouldFindAnErrorOnceItsLineHasCome(final Dialect dialect, final String line) {
        final Wire wire = dialect.newWire();
        final InFlight requests = asked(Operation.SET, KEY);
        final ByteBuffer in = came(line + "\r\nmore");
        final int end = line.length() + 2;
        for (int limit = 0; limit < end; limit++) {
            assertEquals(Wire.PART, wire.head(in, 0, limit, requests), "limit=" + limit);
        }
        assertEquals(end, wire.head(in, 0, in.limit(), requests));
        assertEquals(Reply.ERROR, wire.reply);
    }

    @ParameterizedTest
    @CsvSource({"TEXT, NS", "META, -OOM", "RESP, ERROR"})
    void shouldBreakOnTheErrorOfAnotherDialect(final Dialect dialect, final String line) {
        final ByteBuffer in = came(line + "\r\n");
        assertEquals(Wire.BROKEN, dialect.newWire().head(in, 0, in.limit(), asked(Operation.SET, KEY)));
    }

    @ParameterizedTest
    @CsvSource({"TEXT, VALUE K 0 5", "META, VA 5 kK f0", "RESP, $5"})
    void shouldFindAValueOnceItsLineHasEndedAsItHasTo(final Dialect dialect, final String head) {
        final Wire wire = dialect.newWire();
        final InFlight requests = asked(Operation.GET, KEY);
        final String line = head.replace("K", key(KEY));
        final ByteBuffer in = came(line + "\r\nvalue");
        final int end = line.length() + 2;
        for (int limit = 0; limit < end; limit++) {
            assertEquals(Wire.PART, wire.head(in, 0, limit, requests), "limit=" + limit);
        }
        assertEquals(end, wire.head(in, 0, in.limit(), requests));
        assertEquals(Reply.VALUE, wire.reply);
        assertEquals(5, wire.length);
        in.put(end - 1, (byte) 'v');
        assertEquals(Wire.BROKEN, wire.head(in, 0, in.limit(), requests));
    }

    @Test
    void shouldAskForSeveralKeysInOneLineOfText() {
        final InFlight requests = asked(Operation.MULTIGET, KEY, 8, 9);
        assertEquals("get " + key(KEY) + " " + key(8) + " " + key(9) + "\r\n",
            written(out -> Dialect.TEXT.newWire().multiget(requests, 0, out)));
    }

    @Test
    void shouldWriteWhatRedisReads() {
        final Wire wire = Dialect.RESP.newWire();
        assertEquals("*2\r\n$3\r\nGET\r\n$" + Keys.LENGTH + "\r\n" + key(KEY) + "\r\n",
            written(out -> wire.get(KEY, out)));
        assertEquals("*3\r\n$3\r\nSET\r\n$" + Keys.LENGTH + "\r\n" + key(KEY) + "\r\n$100\r\n",
            written(out -> wire.set(KEY, 0, 0, 100, out)));
    }
}
