/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.listener.command.Counter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final long SECOND = 1_000_000_000L;

    private final AdminDesk desk = new AdminDesk();
    private final History history = new History(desk.state, desk.metrics);
    private long now = 5 * SECOND;

    @AfterEach
    void close() {
        desk.close();
    }

    private void pass(final long nanos) {
        now += nanos;
        history.look(now, now / 1_000_000);
    }

    private List<String> column(final long from, final String name) {
        final JsonText json = new JsonText().object();
        history.write(json, from);
        final Matcher found = Pattern.compile("\"" + name + "\":\\[([^\\]]*)\\]").matcher(json.toString());
        assertEquals(true, found.find(), json.toString());
        return found.group(1).isEmpty() ? List.of() : List.of(found.group(1).split(","));
    }

    private long first(final long from) {
        final JsonText json = new JsonText().object();
        history.write(json, from);
        return Long.parseLong(json.toString().replaceAll("^\\{\"first\":(\\d+).*", "$1"));
    }

    @Test
    void shouldBeginWithTheSecondLook() {
        pass(0);
        assertEquals(0, history.rows());
        assertEquals(List.of(), column(0, "gets"));
        pass(SECOND);
        assertEquals(1, history.rows());
        assertEquals(List.of("6000"), column(0, "time"));
    }

    @Test
    void shouldTellRatesASecond() {
        desk.say("get none\r\n", 7);
        pass(0);
        desk.say("set k 0 0 1\r\nx\r\n", 4).say("get k\r\n", 10).say("get none\r\n", 2).say("delete none\r\n", 6);
        pass(2 * SECOND);
        assertEquals(List.of("6"), column(0, "gets"));
        assertEquals(List.of("5"), column(0, "hits"));
        assertEquals(List.of("2"), column(0, "sets"));
        assertEquals(List.of("3"), column(0, "others"));
        assertEquals(List.of("1"), column(0, "items"));
    }

    @Test
    void shouldTellNoLatencyOfASecondWithoutCommands() {
        pass(0);
        pass(SECOND);
        desk.say("get none\r\n", 61);
        pass(SECOND);
        final List<String> median = column(0, "median");
        assertEquals("-1", median.get(0));
        assertEquals(true, Long.parseLong(median.get(1)) > 0, median.toString());
    }

    @Test
    void shouldKeepTheLastQuarterOfAnHour() {
        pass(0);
        for (int i = 1; i <= History.SECONDS + 5; i++) {
            desk.counters.add(Counter.BYTES_READ, i);
            pass(SECOND);
        }
        assertEquals(History.SECONDS + 5, history.rows());
        final List<String> bytes = column(0, "bytes_in");
        assertEquals(5, first(0));
        assertEquals(History.SECONDS, bytes.size());
        assertEquals("6", bytes.get(0));
        assertEquals(Integer.toString(History.SECONDS + 5), bytes.get(History.SECONDS - 1));
    }

    @Test
    void shouldWriteOnlyWhatIsNotKnownYet() {
        pass(0);
        for (int i = 1; i <= 4; i++) {
            desk.counters.add(Counter.BYTES_WRITTEN, i);
            pass(SECOND);
        }
        assertEquals(List.of("3", "4"), column(2, "bytes_out"));
        assertEquals(2, first(2));
        assertEquals(List.of(), column(4, "bytes_out"));
        assertEquals(List.of(), column(400, "bytes_out"));
        assertEquals(4, first(400));
    }

    @Test
    void shouldPassOverALookAtTheSameMoment() {
        pass(0);
        pass(SECOND);
        pass(0);
        assertEquals(1, history.rows());
    }
}
