/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.engine.CacheModel.Entry;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.agrona.collections.MutableLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations of every kind, each compared with what a map makes of it. */
class ByteCacheModelTest {
    private static final int STEPS = 20_000;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(64);
    private static final Pattern NUMBER = Pattern.compile("[ \t-\r]*\\+?(\\d+)([ \t-\r].*)?", Pattern.DOTALL);

    /** A value that somebody looks at while others change its key. */
    private record Held(ValueView view, Entry entry) {
    }

    private final CacheBed bed = new CacheBed(builder -> builder.memoryLimit(12 << 20).evictions(false));
    private final ByteCache cache = bed.cache;
    private final CacheModel model = new CacheModel(cache);
    private final List<String> keys = IntStream.range(0, 60).mapToObj(i -> "k" + "-".repeat(i * 4) + i).toList();
    private final List<Held> held = new ArrayList<>();
    private final ItemWriter writer = cache.buffers().newWriter();
    private Random random;
    private int flushAt;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldDoWhatAMapDoes(final long seed) {
        random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            final String key = keys.get(random.nextInt(keys.size()));
            switch (random.nextInt(20)) {
                case 0, 1, 2 -> store(StoreMode.SET, key);
                case 3 -> store(StoreMode.ADD, key);
                case 4 -> store(StoreMode.REPLACE, key);
                case 5, 6 -> store(StoreMode.APPEND, key);
                case 7 -> store(StoreMode.PREPEND, key);
                case 8 -> store(StoreMode.CAS, key);
                case 9 -> delete(key);
                case 10, 11 -> touch(key);
                case 12, 13 -> count(key, true);
                case 14 -> count(key, false);
                case 15 -> hold(key);
                case 16 -> letGo();
                case 17 -> copy(key);
                case 18 -> passTime();
                default -> flush();
            }
            model.check(key);
        }
        model.checkAll(keys);
        while (!held.isEmpty()) {
            letGo();
        }
        bed.assertAllComesBack();
        bed.close();
    }

    private byte[] value() {
        if (random.nextInt(3) == 0) {
            return bytes(Long.toUnsignedString(random.nextLong() >>> random.nextInt(64)));
        }
        final int length = (int) Math.exp(random.nextDouble() * Math.log(random.nextInt(20) == 0 ? 90_000 : 1_500)) - 1;
        return CacheBed.pattern(length, random.nextInt());
    }

    private Duration timeToLive() {
        return random.nextBoolean() ? CacheBed.FOREVER : Duration.ofMillis(random.nextInt(20_000) + 1);
    }

    private void store(final StoreMode mode, final String key) {
        final Entry old = model.find(key);
        final boolean joins = mode == StoreMode.APPEND || mode == StoreMode.PREPEND;
        if (joins && old != null && old.value.length > 150_000) {
            delete(key);
            return;
        }
        final byte[] value = value();
        final int flags = random.nextBoolean() ? 0 : random.nextInt();
        final Duration timeToLive = timeToLive();
        final int deadline = cache.clock().deadline(timeToLive);
        final boolean right = random.nextInt(4) != 0;
        final long cas = old == null || !right ? 1 : old.casUnique;
        final StoreResult result = random.nextBoolean()
            ? cache.store(mode, ByteBuffer.wrap(bytes(key)), ByteBuffer.wrap(value), flags, timeToLive, cas)
            : write(mode, key, value, flags, deadline, cas);
        final StoreResult expected = switch (mode) {
            case SET -> StoreResult.STORED;
            case ADD -> old == null ? StoreResult.STORED : StoreResult.NOT_STORED;
            case REPLACE, APPEND, PREPEND -> old != null ? StoreResult.STORED : StoreResult.NOT_STORED;
            case CAS -> old == null ? StoreResult.NOT_FOUND : right ? StoreResult.STORED : StoreResult.EXISTS;
        };
        assertEquals(expected, result);
        if (result == StoreResult.STORED) {
            final byte[] stored = !joins ? value
                : mode == StoreMode.APPEND ? concat(old.value, value) : concat(value, old.value);
            model.stored(key, stored, joins ? old.flags : flags, joins ? old.deadline : deadline);
        }
    }

    private StoreResult write(final StoreMode mode, final String key, final byte[] value, final int flags,
            final int deadline, final long cas) {
        final ByteBuffer buffer = ByteBuffer.allocateDirect(key.length() + value.length).put(bytes(key)).put(value);
        assertEquals(StoreResult.STORED, writer.begin(buffer, 0, key.length(), value.length, flags, deadline));
        final int half = value.length / 2;
        writer.write(buffer, key.length(), half);
        writer.write(buffer, key.length() + half, value.length - half);
        return writer.commit(mode, cas);
    }

    private static byte[] concat(final byte[] first, final byte[] second) {
        final byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void delete(final String key) {
        final Entry old = model.find(key);
        final long cas = old == null || random.nextBoolean() ? 0 : old.casUnique + random.nextInt(2);
        final DeleteResult expected = old == null ? DeleteResult.NOT_FOUND
            : cas == 0 || cas == old.casUnique ? DeleteResult.DELETED : DeleteResult.EXISTS;
        assertEquals(expected, cache.delete(bytes(key), cas));
        if (expected == DeleteResult.DELETED) {
            model.removed(key);
        }
    }

    private void touch(final String key) {
        final Entry entry = model.find(key);
        final Duration timeToLive = timeToLive();
        if (random.nextBoolean()) {
            assertEquals(entry == null ? TouchResult.NOT_FOUND : TouchResult.TOUCHED,
                cache.touch(bytes(key), timeToLive));
        } else {
            assertArrayEquals(entry == null ? null : entry.value, cache.getAndTouch(bytes(key), timeToLive));
            model.hits += entry == null ? 0 : 1;
        }
        if (entry != null) {
            entry.deadline = cache.clock().deadline(timeToLive);
        }
    }

    private void count(final String key, final boolean up) {
        final Entry old = model.find(key);
        final long delta = random.nextLong() >>> random.nextInt(64);
        final MutableLong result = new MutableLong();
        final DeltaResult outcome = up ? cache.increment(bytes(key), delta, result)
            : cache.decrement(bytes(key), delta, result);
        if (old == null) {
            assertEquals(DeltaResult.NOT_FOUND, outcome);
            return;
        }
        final String text = new String(old.value, StandardCharsets.ISO_8859_1);
        final Matcher matcher = NUMBER.matcher(text);
        if (text.length() > 32_000 || !matcher.matches() || new BigInteger(matcher.group(1)).bitLength() > 64) {
            assertEquals(DeltaResult.NOT_NUMERIC, outcome);
            return;
        }
        final BigInteger number = new BigInteger(matcher.group(1));
        final BigInteger change = new BigInteger(Long.toUnsignedString(delta));
        final BigInteger expected = up ? number.add(change).mod(MODULUS) : number.subtract(change).max(BigInteger.ZERO);
        assertEquals(DeltaResult.OK, outcome);
        assertEquals(expected.toString(), Long.toUnsignedString(result.value));
        final String digits = expected.toString();
        final int padding = old.views == 0 ? Math.max(0, text.length() - digits.length()) : 0;
        model.stored(key, bytes(digits + " ".repeat(padding)), old.flags, old.deadline);
    }

    private void hold(final String key) {
        final Entry entry = model.find(key);
        final ValueView view = cache.view(bytes(key));
        model.count(entry != null);
        assertEquals(entry == null, view == null);
        if (view != null) {
            entry.views++;
            held.add(new Held(view, entry));
        }
    }

    private void letGo() {
        if (!held.isEmpty()) {
            final Held one = held.remove(random.nextInt(held.size()));
            assertArrayEquals(one.entry.value, one.view.toByteArray());
            assertEquals(one.entry.flags, one.view.flags());
            assertEquals(one.entry.casUnique, one.view.casUnique());
            one.entry.views--;
            one.view.close();
        }
    }

    private void copy(final String key) {
        final Entry entry = model.find(key);
        final byte[] target = new byte[random.nextInt(2_000)];
        final int length = cache.get(bytes(key), target, 0);
        model.count(entry != null);
        assertEquals(entry == null ? ByteCache.NOT_FOUND : entry.value.length, length);
        if (entry != null) {
            final int copied = Math.min(length, target.length);
            assertArrayEquals(Arrays.copyOf(entry.value, copied), Arrays.copyOf(target, copied));
        }
    }

    private void passTime() {
        bed.pass(Duration.ofMillis(random.nextInt(3_000)));
        if (random.nextBoolean()) {
            bed.maintain();
            if (flushAt != 0 && flushAt <= cache.clock().now()) {
                flushAt = 0;
                model.flushed();
            }
            bed.assertBooksBalance();
        }
    }

    private void flush() {
        if (random.nextInt(40) == 0) {
            cache.flush();
            flushAt = 0;
            model.flushed();
        } else if (random.nextInt(40) == 0) {
            flushAt = cache.clock().now() + random.nextInt(100) + 1;
            cache.flushAt(flushAt);
        } else {
            model.checkAll(keys.subList(0, 5));
        }
    }
}
