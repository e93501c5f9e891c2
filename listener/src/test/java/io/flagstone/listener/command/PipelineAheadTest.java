/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ReadAhead;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.ServerConfig;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipeline on a cache so large that its items are asked for ahead. */
class PipelineAheadTest {
    private static final int ITEMS = 60_000;

    private final Served whole = new Served();
    private final Served single = new Served();

    @AfterEach
    void close() {
        whole.cache.close();
        single.cache.close();
    }

    @Test
    void shouldPayInALargeCacheOnly() {
        try (ByteCache small = ByteCache.builder().memoryLimit(1 << 20).build()) {
            assertFalse(small.buffers().newReadAhead().pays());
        }
        assertTrue(whole.cache.buffers().newReadAhead().pays());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAnswerAPipelineAsItAnswersOneRequestAfterTheOther(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final StringBuilder pipeline = new StringBuilder();
        final StringBuilder answers = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            final String request = request(random);
            pipeline.append(request);
            answers.append(single.answer(request));
        }
        assertEquals(answers.toString(), whole.answer(pipeline.toString()));
    }

    private static String request(final SplittableRandom random) {
        final String key = "key" + random.nextInt(2 * ITEMS);
        return switch (random.nextInt(16)) {
            case 0 -> "set " + key + " 0 0 3\r\nabc\r\n";
            case 1 -> "get " + key + " key1 key2\r\n";
            case 2 -> "gets  " + key + " \n";
            case 3 -> "mg " + key + " v k\r\n";
            case 4 -> "delete " + key + "\r\n";
            case 5 -> "get \r\n";
            case 6 -> "get  " + key + "\n";
            case 7 -> "mg\r\n";
            case 10 -> "mg  " + key + " v k q t\n";
            case 11 -> "md " + key + " k\r\n";
            case 8 -> "set " + key + " 0 0 9\r\nget key1\n\r\n";
            case 9 -> "ms " + key + " 3 T0\r\nabc\r\n";
            case 12 -> "set " + key + " 5 0 4 noreply\r\nabcd\r\n";
            default -> "get " + key + "\r\n";
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void shouldTakeAnyBytesForNothingWorse(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final byte[] letters = {'g', 'e', 't', 'm', 's', '1', 'k', 24, ' ', '\r', '\n',
            (byte) 0x80, 0, 0x0c, 1, (byte) 0xff};
        final ReadAhead readAhead = whole.cache.buffers().newReadAhead();
        final PipelineAhead ahead = new PipelineAhead(readAhead);
        for (int round = 0; round < 20_000; round++) {
            final ByteBuffer in = ByteBuffer.allocate(PipelineAhead.WORTH_A_LOOK + random.nextInt(40));
            while (in.hasRemaining()) {
                in.put(letters[random.nextInt(letters.length)]);
            }
            if (random.nextBoolean()) {
                in.put(0, (byte) 0x80).put(1, (byte) 0x0c);
            } else if (random.nextBoolean()) {
                in.put(0, bytes("set k 0 0 "), 0, 10);
            }
            final int at = random.nextInt(3);
            final int until = ahead.look(in, at, in.capacity());
            assertTrue(until > at && until <= in.capacity(), () -> "until=" + until);
        }
    }

    @Test
    void shouldLookNoFurtherThanItHasRoomForAndNotIntoARequestThatIsNotWhole() {
        final PipelineAhead ahead = new PipelineAhead(whole.cache.buffers().newReadAhead());
        final String get = "get key1\r\n";
        final ByteBuffer many = bytes(get.repeat(ReadAhead.CAPACITY + 5));
        assertEquals(ReadAhead.CAPACITY * get.length(), ahead.look(many, 0, many.capacity()));
        final ByteBuffer cut = bytes(get.repeat(5));
        assertEquals(4 * get.length(), ahead.look(cut, 0, cut.capacity() - 1));
        final ByteBuffer mixed = bytes(get + "mg key2 v\r\n" + "delete key3\r\n" + get);
        assertEquals(get.length() + 11, ahead.look(mixed, 0, mixed.capacity()));
    }

    @Test
    void shouldGoOnBehindTheValueOfASet() {
        final PipelineAhead ahead = new PipelineAhead(whole.cache.buffers().newReadAhead());
        final String set = "set key1 4294967295 -1 10 noreply\r\nget key2\r\n\r\n";
        final String metaSet = "ms key3 4 T0\r\nget \r\n";
        final ByteBuffer all = bytes(set + metaSet + set);
        assertEquals(all.capacity(), ahead.look(all, 0, all.capacity()));
        assertEquals(set.length() + metaSet.length(), ahead.look(all, 0, all.capacity() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set key1\r\n", "set key1 0 0 \r\n", "set key1 0 0 x\r\n", "set key1 0 0 -1\r\n",
        "set key1 0 0 99999999999\r\n", "set key1 0 0 2147483647\r\n", "set  key1 0 0 1\r\n", "ms key1\r\n",
        "ms key1 S1\r\n", "ms\r\n"})
    void shouldStopAtASetThatItDoesNotUnderstand(final String line) {
        final PipelineAhead ahead = new PipelineAhead(whole.cache.buffers().newReadAhead());
        final String get = "get key1\r\n".repeat(4);
        final ByteBuffer in = bytes(get + line + get);
        assertEquals(get.length(), ahead.look(in, 0, in.capacity()));
    }

    @Test
    void shouldFindTheKeysOfBinarySets() {
        final PipelineAhead ahead = new PipelineAhead(whole.cache.buffers().newReadAhead());
        final ByteBuffer in = ByteBuffer.allocate(3 * 37);
        for (int at = 0; at < in.capacity(); at += 37) {
            in.put(at, (byte) 0x80).put(at + 1, (byte) 0x11).putShort(at + 2, (short) 4).put(at + 4, (byte) 8)
                .putInt(at + 8, 13).put(at + 32, new byte[] {'k', 'e', 'y', '1', 'v'});
        }
        assertEquals(in.capacity(), ahead.look(in, 0, in.capacity()));
    }

    private static ByteBuffer bytes(final String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A filled cache behind an executor, and one connection to it. */
    private static final class Served implements ReplySink {
        private final ByteCache cache = ByteCache.builder().memoryLimit(64 << 20).build();
        private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
        private final Conversation conversation = new Conversation(1);
        private final CommandExecutor executor;

        private Served() {
            for (int i = 0; i < ITEMS; i++) {
                cache.set(("key" + i).getBytes(StandardCharsets.ISO_8859_1), new byte[] {'v'});
            }
            final ServerState state = new ServerState(cache, ServerConfig.builder().build(), 1_800_000_000L);
            executor = new CommandExecutor(state, state.newCounters());
        }

        private String answer(final String requests) {
            final ByteBuffer in = bytes(requests);
            replies.reset();
            int used = 0;
            while (used < in.capacity()) {
                used += executor.process(conversation, in, used, in.capacity(), this);
            }
            // Uniques differ, since the caches hand out their own.
            return replies.toString(StandardCharsets.ISO_8859_1).replaceAll("(VALUE \\S+ \\d+ \\d+) \\d+", "$1 unique");
        }

        @Override
        public void send(final ByteBuffer bytes, final int length) {
            for (int i = 0; i < length; i++) {
                replies.write(bytes.get(i));
            }
        }

        @Override
        public void send(final ValueView value) {
            throw new AssertionError("no value is that large");
        }

        @Override
        public boolean isBlocked() {
            return false;
        }
    }
}
