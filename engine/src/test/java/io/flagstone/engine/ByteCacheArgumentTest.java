/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.collections.MutableLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cache says to arguments that are none. */
class ByteCacheArgumentTest {
    private static final byte[] KEY = bytes("key");
    private static final ByteBuffer BUFFER = ByteBuffer.wrap(KEY);
    private static final byte[] NONE = null;
    private static final ByteBuffer NO_BUFFER = null;

    private final CacheBed bed = CacheBed.ofMegabytes(1);
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        assertEquals(0, cache.stats().items());
        bed.assertAllComesBack();
        bed.close();
    }

    private static Arguments call(final String name, final Consumer<ByteCache> call) {
        return Arguments.of(name, call);
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
            call("key", c -> c.get(NONE)),
            call("key", c -> c.gets(NONE)),
            call("key", c -> c.get(NONE, KEY, 0)),
            call("target", c -> c.get(KEY, NONE, 0)),
            call("key", c -> c.get(NO_BUFFER, BUFFER)),
            call("target", c -> c.get(BUFFER, NO_BUFFER)),
            call("keys", c -> c.getAll(null)),
            call("key", c -> c.getAll(Arrays.asList(KEY, null))),
            call("key", c -> c.read(NONE, new ItemCopier())),
            call("reader", c -> c.read(KEY, null)),
            call("key", c -> c.view(NONE)),
            call("key", c -> c.contains(NONE)),
            call("key", c -> c.set(NONE, KEY)),
            call("value", c -> c.set(KEY, NONE)),
            call("value", c -> c.add(KEY, NONE)),
            call("value", c -> c.replace(KEY, NONE)),
            call("value", c -> c.append(KEY, NONE)),
            call("value", c -> c.prepend(KEY, NONE)),
            call("timeToLive", c -> c.set(KEY, KEY, null)),
            call("timeToLive", c -> c.set(KEY, KEY, 0, null)),
            call("timeToLive", c -> c.add(KEY, KEY, null)),
            call("timeToLive", c -> c.replace(KEY, KEY, null)),
            call("timeToLive", c -> c.cas(KEY, KEY, 0, null, 1)),
            call("key", c -> c.set(NO_BUFFER, BUFFER, 0, FOREVER)),
            call("value", c -> c.set(BUFFER, NO_BUFFER, 0, FOREVER)),
            call("timeToLive", c -> c.set(BUFFER, BUFFER, 0, null)),
            call("mode", c -> c.store(null, BUFFER, BUFFER, 0, FOREVER, 0)),
            call("key", c -> c.delete(NONE)),
            call("key", c -> c.delete(NONE, 1)),
            call("key", c -> c.touch(NONE, FOREVER)),
            call("timeToLive", c -> c.touch(KEY, null)),
            call("timeToLive", c -> c.getAndTouch(KEY, null)),
            call("key", c -> c.increment(NONE, 1, new MutableLong())),
            call("result", c -> c.increment(KEY, 1, null)),
            call("result", c -> c.decrement(KEY, 1, null)));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("nulls")
    void shouldNameTheParameterThatIsNull(final String parameter, final Consumer<ByteCache> call) {
        final Exception e = assertThrows(NullPointerException.class, () -> call.accept(cache));

        assertEquals(parameter + " must not be null", e.getMessage());
    }

    static Stream<Arguments> timed() {
        return Stream.of(
            timed("set", (c, time) -> c.set(KEY, KEY, time)),
            timed("set with flags", (c, time) -> c.set(KEY, KEY, 1, time)),
            timed("set of buffers", (c, time) -> c.set(BUFFER, BUFFER, 1, time)),
            timed("store", (c, time) -> c.store(StoreMode.ADD, BUFFER, BUFFER, 1, time, 0)),
            timed("add", (c, time) -> c.add(KEY, KEY, time)),
            timed("replace", (c, time) -> c.replace(KEY, KEY, time)),
            timed("cas", (c, time) -> c.cas(KEY, KEY, 0, time, 1)),
            timed("touch", (c, time) -> c.touch(KEY, time)),
            timed("getAndTouch", (c, time) -> c.getAndTouch(KEY, time)));
    }

    private static Arguments timed(final String name, final Timed call) {
        return Arguments.of(name, call);
    }

    /** An operation that takes a time to live. */
    private interface Timed {
        void accept(ByteCache cache, Duration timeToLive);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("timed")
    void shouldRefuseNegativeTimeToLive(final String name, final Timed call) {
        for (final Duration time : new Duration[] {Duration.ofSeconds(-1), Duration.ofNanos(-1),
            Duration.ofSeconds(Long.MIN_VALUE)}) {
            final Exception e = assertThrows(IllegalArgumentException.class, () -> call.accept(cache, time));
            assertEquals("timeToLive must not be negative: timeToLive=" + time, e.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APPEND", "PREPEND"})
    void shouldNotLookAtTheTimeToLiveOfWhatIsJoined(final StoreMode mode) {
        for (final Duration time : new Duration[] {null, Duration.ofSeconds(-1)}) {
            assertEquals(StoreResult.NOT_STORED, cache.store(mode, BUFFER, BUFFER, 0, time, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 251})
    void shouldRefuseKeyOfAWrongLength(final int length) {
        final Exception e = assertThrows(IllegalArgumentException.class, () -> cache.get(new byte[length]));

        assertEquals("a key must have 1 to 250 bytes: keyLength=" + length, e.getMessage());
    }

    @Test
    void shouldDescribeItself() {
        bed.set("key", "value");
        bed.get("key");
        bed.get("absent");

        assertEquals("ByteCache[items=1, hits=1, misses=1, memoryLimit=1048576, evictionPolicy=s3-fifo]",
            cache.toString());

        cache.delete(KEY);
        final CacheBed other = new CacheBed();
        other.close();
        assertEquals("ByteCache[closed]", other.cache.toString());
    }
}
