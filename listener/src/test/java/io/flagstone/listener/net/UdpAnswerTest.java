/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.InFlightMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UdpAnswerTest {
    private static final byte[] KEY = {'k'};
    private static final int ID = 0xABCD;

    private final ByteCache cache = ByteCache.builder().callerMaintains().build();
    private final Counters counters = new Counters();
    private final UdpAnswer answer = answer(1 << 30);
    private DatagramChannel server;
    private DatagramChannel client;

    @BeforeEach
    void bind() throws IOException {
        server = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        client = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        server.configureBlocking(false);
        client.configureBlocking(false);
        answer.begin(client.getLocalAddress(), ID);
    }

    @AfterEach
    void close() throws IOException {
        answer.clear();
        server.close();
        client.close();
        cache.close();
    }

    private UdpAnswer answer(final int largestItem) {
        return new UdpAnswer(new BufferPool(counters, 1 << 24, 1 << 24), new InFlightMemory(1 << 24), counters,
            largestItem);
    }

    private static byte[] random(final int length) {
        final byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private void say(final byte[] bytes) {
        answer.send(ByteBuffer.wrap(bytes.clone()), bytes.length);
    }

    private void sayValue(final byte[] value) {
        cache.set(KEY, value, Duration.ZERO);
        answer.send(cache.view(KEY));
    }

    /** Sends everything, and takes it as it comes. */
    private byte[] sent() throws IOException {
        final ByteArrayOutputStream message = new ByteArrayOutputStream();
        final ByteBuffer datagram = ByteBuffer.allocate(2000);
        int sequence = 0;
        int total = 1;
        while (!answer.isEmpty()) {
            for (int left = answer.sendSome(server, 64); left > 0; left--) {
                awaitDatagram(datagram.clear());
                datagram.flip();
                assertEquals(ID, datagram.getShort() & 0xFFFF);
                assertEquals(sequence++, datagram.getShort() & 0xFFFF);
                total = datagram.getShort() & 0xFFFF;
                assertEquals(0, datagram.getShort());
                assertTrue(datagram.limit() == 1400 || sequence == total && datagram.limit() < 1400);
                message.write(datagram.array(), 8, datagram.remaining());
            }
        }
        assertEquals(total, sequence);
        assertEquals(message.size() + 8L * total, counters.get(Counter.BYTES_WRITTEN));
        return message.toByteArray();
    }

    /** Also the loopback may take its time. */
    private void awaitDatagram(final ByteBuffer datagram) throws IOException {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (client.receive(datagram) == null) {
            assertTrue(System.nanoTime() - end < 0, "a datagram is missing");
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldCutWordsAndValuesIntoDatagramsThatCountUp() throws IOException {
        final byte[] value = random(1_000_000);
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (final int words : new int[] {1, 1391, 1392, 1393, 5000}) {
            say(random(words));
            all.writeBytes(random(words));
            sayValue(value);
            all.writeBytes(value);
        }
        say(new byte[] {'\r', '\n'});
        all.writeBytes(new byte[] {'\r', '\n'});
        assertFalse(answer.isBlocked());
        assertTrue(Arrays.equals(all.toByteArray(), sent()));
    }

    @Test
    void shouldFillTheLastDatagram() throws IOException {
        say(random(2 * 1392));
        assertTrue(Arrays.equals(random(2 * 1392), sent()));
        assertEquals(2 * 1400, counters.get(Counter.BYTES_WRITTEN));
    }

    @Test
    void shouldSendNothingWhereNothingIsSaid() throws IOException {
        assertEquals(0, answer.sendSome(server, 64));
        assertTrue(answer.isEmpty());
        assertNull(client.receive(ByteBuffer.allocate(8)));
    }

    @Test
    void shouldLetOthersHaveTheirTurnWithinALongAnswer() throws IOException {
        say(random(200_000));
        assertEquals(64, answer.sendSome(server, 64));
        assertEquals(64 * 1400, counters.get(Counter.BYTES_WRITTEN));
        assertFalse(answer.isEmpty());
    }

    @Test
    void shouldTakeNoMoreWordsThanMayBeCopied() {
        say(new byte[UdpAnswer.LONGEST_COPY]);
        assertFalse(answer.isBlocked());
        say(new byte[1]);
        assertTrue(answer.isBlocked());
    }

    @Test
    void shouldTakeNoMoreThanSixteenBitsCountAndHoldNoneOfIt() {
        final byte[] value = new byte[1_000_000];
        for (int i = 0; i < 91; i++) {
            sayValue(value);
            assertFalse(answer.isBlocked(), "values: " + i);
        }
        say(new byte[65_535 * 1392 - 91_000_000]);
        assertFalse(answer.isBlocked());
        final ValueView last = cache.view(KEY);
        answer.send(last);
        assertTrue(answer.isBlocked());
        assertEquals("ValueView[closed]", last.toString());
        answer.clear();
        assertFalse(answer.isBlocked());
        assertEquals(0, counters.get(Counter.READ_BUFFER_BYTES));
    }

    @Test
    void shouldTakeNoMoreThanTheLargestItemAndWhatMayBeCopied() {
        final UdpAnswer small = answer(1 << 20);
        cache.set(KEY, new byte[1_000_000], Duration.ZERO);
        small.send(cache.view(KEY));
        small.send(cache.view(KEY));
        assertFalse(small.isBlocked());
        small.send(cache.view(KEY));
        assertTrue(small.isBlocked());
        small.clear();
    }

    @Test
    void shouldForgetAnAnswerWhenTheNextBegins() throws IOException {
        say(random(100_000));
        answer.begin(client.getLocalAddress(), ID);
        say("END\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals("END\r\n", new String(sent(), StandardCharsets.US_ASCII));
    }
}
