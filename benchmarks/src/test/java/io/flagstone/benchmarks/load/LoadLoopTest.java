/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.workload.Keys;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One connection to a server that says what the test wants, by a clock that stands still until the test moves it. */
@Timeout(300)
class LoadLoopTest {
    private static final int LENGTH = 40;
    private static final String LINE_END = "\r\n";

    private final AtomicLong clock = new AtomicLong(1_000_000_000);
    private final Load load = new Load(Dialect.TEXT, 1, 1, Mix.GETS, 1, KeyOrder.SEQUENTIAL, 100,
        ValueSizes.named(Integer.toString(LENGTH)), 1, 0, false, 1);
    private final Content content = Content.of(load);
    private final Exchange exchange = new Exchange(load, content.copy(), new Draw(load, null, 0, 1), clock::get);
    private ServerSocket listener;
    private LoadLoop loop;
    private Socket server;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        server.close();
        listener.close();
    }

    private void begin(final Pace pace) throws IOException {
        loop = new LoadLoop(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), exchange, pace,
            1);
        server = listener.accept();
    }

    /** Takes a get, and tells its key. */
    private String request() throws IOException {
        loop.turn();
        final InputStream in = server.getInputStream();
        return new String(in.readNBytes("get ".length() + Keys.LENGTH + LINE_END.length()),
            StandardCharsets.US_ASCII).substring("get ".length()).strip();
    }

    private void answer(final byte[] reply) throws IOException {
        final Tally tally = exchange.tally();
        final long before = tally.answered() + tally.errors();
        server.getOutputStream().write(reply);
        while (tally.answered() + tally.errors() == before) {
            loop.turn();
        }
    }

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String value(final int key) {
        final ByteBuffer value = ByteBuffer.allocate(LENGTH);
        content.write(key, 0, value);
        return new String(value.array(), StandardCharsets.ISO_8859_1);
    }

    private static String name(final int key) {
        return new String(Keys.key(key), StandardCharsets.US_ASCII);
    }

    @Test
    void shouldCountFromWhenARequestWasDueWhenTheServerWasLate() throws IOException {
        begin(new Pace(100, 0, 0));
        for (int i = 0; i < 10; i++) {
            assertEquals(name(i), request());
            if (i == 0) {
                // The server stands still for as long as ten requests take; the last of them is due at its end.
                clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
            }
            answer(ascii("END\r\n"));
        }
        assertEquals(10, exchange.tally().latency.getTotalCount());
        assertEquals(100, exchange.tally().latency.getMaxValue() / 1e6, 1);
        assertEquals(10, exchange.tally().latency.getMinValue() / 1e6, 1);
        assertEquals(55, exchange.tally().latency.getMean() / 1e6, 1);
    }

    @Test
    void shouldSendNothingBeforeItIsDue() throws IOException {
        begin(new Pace(100, 0, 0));
        request();
        answer(ascii("END\r\n"));
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(9));
        loop.turn();
        assertEquals(0, loop.inFlight());
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        loop.turn();
        assertEquals(1, loop.inFlight());
    }

    @Test
    void shouldSendWhatWasDueWhenItStoppedAndNothingElse() throws IOException {
        begin(new Pace(100, 0, 0));
        assertEquals(name(0), request());
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(25));
        loop.stop();
        assertEquals(2, loop.unsent());
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        answer(ascii("END\r\n"));
        assertEquals(false, loop.isDone());
        assertEquals(name(1), request());
        answer(ascii("END\r\n"));
        assertEquals(1, loop.unsent());
        assertEquals(name(2), request());
        answer(ascii("END\r\n"));
        loop.turn();
        assertTrue(loop.isDone());
        assertEquals(3, exchange.tally().answered());
        assertEquals(1015, exchange.tally().latency.getValueAtPercentile(50) / 1e6, 2);
    }

    @Test
    void shouldSayThatWhatWasDueCouldNotBeSentWhenTheServerStandsStill() throws IOException {
        begin(new Pace(100, 3, 0));
        request();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        loop.stop();
        loop.turn();
        assertEquals(2, loop.unsent());
        assertEquals(false, loop.isDone());
    }

    @Test
    void shouldEndWhenAllThatIsToBeSentWasAnswered() throws IOException {
        begin(Pace.of(2));
        request();
        answer(ascii("END\r\n"));
        assertEquals(false, loop.isDone());
        answer(ascii("END\r\n"));
        assertTrue(loop.isDone());
        assertEquals(2, exchange.tally().misses);
    }

    @Test
    void shouldCountAHitWhenTheValueComesByteByByte() throws IOException {
        begin(Pace.CLOSED);
        request();
        final byte[] reply = ("VALUE " + name(0) + " 0 " + LENGTH + LINE_END + value(0) + "\r\nEND\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < reply.length - 1; i++) {
            server.getOutputStream().write(reply[i]);
            loop.turn();
        }
        answer(new byte[] {reply[reply.length - 1]});
        assertEquals(1, exchange.tally().hits);
        assertEquals(0, exchange.tally().errors(), () -> exchange.tally().shown().toString());
    }

    @ParameterizedTest
    @CsvSource({"foreign value, is not what was stored",
        "torn, is not what was stored", "version, is not what was stored",
        "foreign key, of another key", "short, of another length", "no end, does not end where it has to"})
    void shouldFindTheLieOfAServer(final String lie, final String message) throws IOException {
        begin(Pace.CLOSED);
        request();
        final String right = value(0);
        final String body = switch (lie) {
            case "foreign value" -> value(1);
            case "torn" -> right.substring(0, LENGTH / 2) + value(1).substring(LENGTH / 2);
            case "short" -> right.substring(1);
            default -> right;
        };
        final String reply = "VALUE " + name("foreign key".equals(lie) ? 1 : 0)
            + ("version".equals(lie) ? " 1 " : " 0 ") + body.length() + LINE_END + body
            + ("no end".equals(lie) ? "\r\nVALUE" : "\r\nEND\r\n");
        answer(reply.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(1, exchange.tally().errors());
        assertTrue(exchange.tally().shown().get(0).contains(message), exchange.tally().shown().toString());
        assertEquals(0, exchange.tally().hits);
    }

    @ParameterizedTest
    @CsvSource({"STORED, no reply to a GET", "VALUE key 0 1, no reply to a GET", "SERVER_ERROR busy, refuses a GET"})
    void shouldTellWhatIsNoReply(final String reply, final String message) throws IOException {
        begin(Pace.CLOSED);
        request();
        answer(ascii(reply + " ".repeat(64) + LINE_END));
        assertTrue(exchange.tally().shown().get(0).contains(message), exchange.tally().shown().toString());
    }

    @Test
    void shouldTellThatMoreCameThanWasAskedFor() throws IOException {
        begin(new Pace(100, 0, 0));
        request();
        answer(ascii("END\r\nEND\r\n"));
        while (exchange.tally().errors() == 0) {
            loop.turn();
        }
        assertTrue(exchange.tally().shown().get(0).contains("more came back than was asked for"));
        assertTrue(loop.isDone());
    }

    @Test
    void shouldGoOnWithoutAConnectionThatTheServerCloses() throws IOException {
        begin(Pace.CLOSED);
        request();
        server.close();
        while (!loop.isDone()) {
            loop.turn();
        }
        assertEquals(1, exchange.tally().errors());
        assertEquals(0, loop.inFlight());
    }
}
