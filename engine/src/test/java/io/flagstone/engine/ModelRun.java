/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.CacheModel.Entry;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Innards;
import io.flagstone.engine.memory.Memory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.agrona.collections.MutableLong;

/** Operations on a cache, each compared with what a map makes of it. */
final class ModelRun implements AutoCloseable {
    /** What a step does. */
    enum Kind {
        SET, ADD, REPLACE, APPEND, PREPEND, CAS, DELETE, TOUCH, GET_AND_TOUCH, INCREMENT, DECREMENT, VIEW, CLOSE_VIEW,
        COPY, READ, PASS_TIME, MAINTAIN, FLUSH, FLUSH_LATER, FETCH, STORE_ON_TERMS, DELETE_ON_TERMS, COUNT_ON_TERMS
    }

    /**
     * One operation.
     *
     * @param kind   of it.
     * @param key    number of the key.
     * @param size   of the value or the time, from 0 to 1000, on a logarithmic scale.
     * @param choice of everything else.
     */
    record Step(Kind kind, int key, int size, int choice) {
    }

    /** A value that somebody looks at while others change its key. */
    private record Held(ValueView view, Entry entry, long casUnique) {
    }

    static final int KEYS = 60;
    static final int LARGEST = 1_000;
    private static final int LONGEST_TO_JOIN = 150_000;
    /** Shorter by a key and a header than the largest item of any property. */
    private static final int LONGEST_JOINED = 409_000;
    /** Behind its digits a number may have anything; what then spans chunks is no number to a cache. */
    private static final int LONGEST_NUMBER = 20;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(64);
    private static final Pattern NUMBER = Pattern.compile("[ \t-\r]*([+-]?\\d+)([ \t-\r\0].*)?", Pattern.DOTALL);

    final CacheBed bed;
    private final ByteCache cache;
    private final CacheModel model;
    private final boolean lossy;
    private final int longest;
    private final List<String> keys =
        IntStream.range(0, KEYS).mapToObj(i -> "k" + "-".repeat(i * 4) + i).toList();
    private final List<Held> held = new ArrayList<>();
    private final ItemWriter writer;
    private final ModelTerms terms;
    private SplittableRandom random = new SplittableRandom(0);
    private Step step;
    private int flushAt;

    /**
     * Makes a cache.
     *
     * @param settings of the cache.
     * @param lossy    whether it may be too small, so that items give way and stores are refused.
     * @param longest  value that is stored.
     */
    ModelRun(final UnaryOperator<ByteCacheBuilder> settings, final boolean lossy, final int longest) {
        bed = new CacheBed(settings);
        cache = bed.cache;
        model = new CacheModel(cache, lossy);
        writer = cache.buffers().newWriter();
        terms = new ModelTerms(cache, model, lossy);
        this.lossy = lossy;
        this.longest = longest;
    }

    /** Does one step, and checks its result and all that there is to know of its key. */
    void run(final Step next) {
        step = next;
        random = new SplittableRandom(next.choice);
        final String key = keys.get(next.key);
        switch (next.kind) {
            case SET, ADD, REPLACE, APPEND, PREPEND, CAS -> store(StoreMode.valueOf(next.kind.name()), key);
            case DELETE -> delete(key);
            case TOUCH, GET_AND_TOUCH -> touch(key, next.kind == Kind.GET_AND_TOUCH);
            case INCREMENT, DECREMENT -> count(key, next.kind == Kind.INCREMENT);
            case VIEW -> hold(key);
            case CLOSE_VIEW -> letGo();
            case COPY -> copy(key);
            case READ -> read(key);
            case PASS_TIME -> bed.pass(Duration.ofMillis(random.nextInt(3_000)));
            case MAINTAIN -> maintain();
            case FLUSH -> flush();
            case FETCH -> terms.fetch(key, random);
            case STORE_ON_TERMS -> terms.store(key, value(), random);
            case DELETE_ON_TERMS -> terms.delete(key, random);
            case COUNT_ON_TERMS -> terms.count(key, random);
            default -> flushLater();
        }
        model.check(key);
        terms.check(key);
    }

    /** Ends a run: the whole content is right, everything is in its place, and nothing is lost or held for ever. */
    void finish() {
        model.checkAll(keys);
        bed.walk(0);
        while (!held.isEmpty()) {
            letGo();
        }
        bed.assertAllComesBack();
    }

    @Override
    public void close() {
        final ValueView view = cache.set(bytes("last"), bytes("value")) == StoreResult.STORED
            ? cache.view(bytes("last")) : null;
        bed.close();
        assertThrows(IllegalStateException.class, () -> cache.get(bytes("last")));
        if (view != null) {
            assertThrows(IllegalStateException.class, () -> view.get(0));
            view.close();
        }
    }

    private byte[] value() {
        if (random.nextInt(3) == 0) {
            return bytes(Long.toUnsignedString(random.nextLong() >>> random.nextInt(64)));
        }
        final int length = (int) Math.exp((double) step.size / LARGEST * Math.log(longest)) - 1;
        return CacheBed.pattern(length, random.nextInt());
    }

    private Duration timeToLive() {
        return random.nextBoolean() ? CacheBed.FOREVER : Duration.ofMillis(random.nextInt(20_000) + 1);
    }

    private void store(final StoreMode mode, final String key) {
        final Entry old = model.find(key);
        final boolean joins = mode == StoreMode.APPEND || mode == StoreMode.PREPEND;
        if (joins && old != null && old.value.length > LONGEST_TO_JOIN) {
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
        if (lossy && result == StoreResult.OUT_OF_MEMORY) {
            return;
        }
        if (lossy && joins && old != null && result == StoreResult.NOT_STORED
                && old.value.length + value.length > LONGEST_JOINED) {
            // Too large, and what was there stays; or it had given way: the answer does not tell.
            return;
        }
        final Entry there = model.survives(key, result == expected(mode, true, right)) ? old : null;
        assertEquals(expected(mode, there != null, right), result);
        if (result == StoreResult.STORED) {
            final byte[] stored = !joins ? value
                : mode == StoreMode.APPEND ? concat(old.value, value) : concat(value, old.value);
            final Entry entry =
                model.stored(key, stored, joins ? old.flags : flags, joins ? old.deadline : deadline);
            entry.binaryKey = joins && old.binaryKey;
        }
    }

    private static StoreResult expected(final StoreMode mode, final boolean there, final boolean right) {
        return switch (mode) {
            case SET -> StoreResult.STORED;
            case ADD -> there ? StoreResult.NOT_STORED : StoreResult.STORED;
            case REPLACE, APPEND, PREPEND -> there ? StoreResult.STORED : StoreResult.NOT_STORED;
            case CAS -> !there ? StoreResult.NOT_FOUND : right ? StoreResult.STORED : StoreResult.EXISTS;
        };
    }

    private StoreResult write(final StoreMode mode, final String key, final byte[] value, final int flags,
            final int deadline, final long cas) {
        final ByteBuffer buffer = ByteBuffer.allocateDirect(key.length() + value.length).put(bytes(key)).put(value);
        final StoreResult begun = writer.begin(buffer, 0, key.length(), value.length, flags, deadline);
        if (begun != StoreResult.STORED) {
            return begun;
        }
        final int half = value.length / 2;
        writer.write(buffer, key.length(), half);
        if (random.nextInt(8) == 0) {
            bed.walk(1);
        }
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
        final DeleteResult result = cache.delete(bytes(key), cas);
        final Entry there = model.survives(key, result != DeleteResult.NOT_FOUND) ? old : null;
        assertEquals(there == null ? DeleteResult.NOT_FOUND
            : cas == 0 || cas == there.casUnique ? DeleteResult.DELETED : DeleteResult.EXISTS, result);
        if (result == DeleteResult.DELETED) {
            model.removed(key);
        }
    }

    private void touch(final String key, final boolean andGet) {
        final Entry old = model.find(key);
        final Duration timeToLive = timeToLive();
        boolean touched = true;
        final boolean found;
        if (andGet) {
            final byte[] value = cache.getAndTouch(bytes(key), timeToLive);
            found = value != null;
            model.hits += found ? 1 : 0;
            if (found) {
                assertArrayEquals(old.value, value);
            }
            // Without memory for a deadline the item keeps the one it has, which is not told here.
            touched = !lossy;
        } else {
            final TouchResult result = cache.touch(bytes(key), timeToLive);
            found = result != TouchResult.NOT_FOUND;
            touched = result == TouchResult.TOUCHED;
            assertTrue(touched || !found || lossy);
        }
        final boolean survives = model.survives(key, found);
        assertEquals(survives, found);
        if (found && touched) {
            old.deadline = cache.clock().deadline(timeToLive);
        } else if (found && andGet) {
            old.deadline = deadlineOf(key);
        }
    }

    /** Looks into the cache: a map cannot know whether there was memory. */
    private int deadlineOf(final String key) {
        final long address = addressOf(key);
        return Item.deadline(address, Item.control(address));
    }

    /** Looks into the cache: a map cannot know whether a view is of this item, or of one that it is a copy of. */
    private boolean isPinned(final String key) {
        final long address = addressOf(key);
        return address != 0 && ControlWord.isPinned(Item.control(address));
    }

    /** 0 if there is no item, dead or alive. */
    private long addressOf(final String key) {
        final CacheCore core = Innards.get(cache, "core", CacheCore.class);
        final byte[] bytes = bytes(key);
        final long hash = core.hash(bytes, Memory.ARRAY_BASE, bytes.length);
        final int reference = core.stripe(hash).index().findLocked(hash, bytes, Memory.ARRAY_BASE, bytes.length);
        return reference == 0 ? 0 : core.arena.address(reference);
    }

    private void count(final String key, final boolean up) {
        final Entry old = model.find(key);
        final long delta = random.nextLong() >>> random.nextInt(64);
        final MutableLong result = new MutableLong();
        final boolean pinned = isPinned(key);
        final DeltaResult outcome = up ? cache.increment(bytes(key), delta, result)
            : cache.decrement(bytes(key), delta, result);
        if (!model.survives(key, outcome != DeltaResult.NOT_FOUND)) {
            assertEquals(DeltaResult.NOT_FOUND, outcome);
            return;
        }
        final String text = new String(old.value, StandardCharsets.ISO_8859_1);
        final Matcher matcher = NUMBER.matcher(text);
        if (outcome == DeltaResult.NOT_NUMERIC && text.length() > LONGEST_NUMBER
                || lossy && outcome == DeltaResult.OUT_OF_MEMORY) {
            return;
        }
        if (!matcher.matches() || !isNumber(new BigInteger(matcher.group(1)))) {
            assertEquals(DeltaResult.NOT_NUMERIC, outcome);
            return;
        }
        final BigInteger number = new BigInteger(matcher.group(1)).mod(MODULUS);
        final BigInteger change = new BigInteger(Long.toUnsignedString(delta));
        final BigInteger expected = up ? number.add(change).mod(MODULUS) : number.subtract(change).max(BigInteger.ZERO);
        final String digits = expected.toString();
        assertEquals(DeltaResult.OK, outcome);
        assertEquals(digits, Long.toUnsignedString(result.value));
        final boolean inPlace = !pinned && digits.length() <= text.length();
        final int padding = inPlace ? text.length() - digits.length() : 0;
        final Entry entry = model.stored(key, bytes(digits + " ".repeat(padding)), old.flags, old.deadline);
        entry.binaryKey = old.binaryKey;
        entry.stale = inPlace && old.stale;
        entry.tokenSent = inPlace && old.tokenSent;
    }

    /** Whether C's strtoull takes it, and memcached what that makes of it: with a minus nothing from 2^63 on. */
    private static boolean isNumber(final BigInteger number) {
        return number.abs().bitLength() <= 64 && (number.signum() >= 0 || number.mod(MODULUS).bitLength() < 64);
    }

    private void hold(final String key) {
        final Entry entry = model.find(key);
        final ValueView view = cache.view(bytes(key));
        model.count(view != null);
        assertEquals(model.survives(key, view != null), view != null);
        if (view != null) {
            held.add(new Held(view, entry, entry.casUnique));
        }
        while (held.size() > 8) {
            letGo();
        }
    }

    private void letGo() {
        if (!held.isEmpty()) {
            final Held one = held.remove(random.nextInt(held.size()));
            assertArrayEquals(one.entry.value, one.view.toByteArray());
            assertEquals(one.entry.flags, one.view.flags());
            assertEquals(one.casUnique, one.view.casUnique());
            one.view.close();
        }
    }

    private void copy(final String key) {
        final Entry old = model.find(key);
        final byte[] target = new byte[random.nextInt(2_000)];
        final int length = cache.get(bytes(key), target, 0);
        model.count(length != ByteCache.NOT_FOUND);
        final Entry entry = model.survives(key, length != ByteCache.NOT_FOUND) ? old : null;
        assertEquals(entry == null ? ByteCache.NOT_FOUND : entry.value.length, length);
        if (entry != null) {
            final int copied = Math.min(length, target.length);
            assertArrayEquals(Arrays.copyOf(entry.value, copied), Arrays.copyOf(target, copied));
        }
    }

    private void read(final String key) {
        final Entry old = model.find(key);
        final boolean there = cache.contains(bytes(key));
        assertEquals(model.survives(key, there), there);
        if (there) {
            assertEquals(old.deadline, deadlineOf(key));
        }
    }

    private void maintain() {
        bed.pass(Duration.ofMillis(random.nextInt(500)));
        bed.maintain();
        if (flushAt != 0 && flushAt <= cache.clock().now()) {
            flushAt = 0;
            model.flushed();
        }
        bed.assertBooksBalance();
    }

    private void flush() {
        cache.flush();
        flushAt = 0;
        model.flushed();
    }

    private void flushLater() {
        flushAt = cache.clock().now() + random.nextInt(100) + 1;
        cache.flushAt(flushAt);
    }
}
