/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static io.flagstone.engine.typed.TypedBed.FOREVER;
import static io.flagstone.engine.typed.TypedBed.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.serializer.MalformedValueException;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.serializer.Serializers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheTest {
    private final TypedBed bed = new TypedBed();
    private final Cache<String, String> cache = bed.strings().build();

    @AfterEach
    void close() {
        cache.close();
        bed.close();
    }

    record Person(String name, int age) {
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "k", "ключ", "a key with blanks\r\n"})
    void shouldGiveWhatWasPutUnderAnyKey(final String key) {
        for (final String value : List.of("", "v", "Wert mit ä und 🙂", "x".repeat(200_000))) {
            assertEquals(StoreResult.STORED, cache.put(key, value));
            assertEquals(value, cache.getIfPresent(key));
            assertEquals(value, cache.peek(key));
            assertEquals(value, cache.get(key, k -> "loaded"));
        }
    }

    @Test
    void shouldKeepLongKeysApart() {
        final String one = "k".repeat(1_000);
        final String other = "k".repeat(1_001);
        cache.put(one, "1");
        assertNull(cache.getIfPresent(other));
        cache.put(other, "2");
        assertEquals("1", cache.getIfPresent(one));
        assertEquals("2", cache.getIfPresent(other));
        assertTrue(cache.invalidate(one));
        assertNull(cache.getIfPresent(one));
        assertEquals("2", cache.getIfPresent(other));
    }

    @Test
    void shouldKeepRecords() {
        try (Cache<Integer, Person> people = Cache.builder(Integer.class, Person.class).over(bed.bytes).build()) {
            people.put(1, new Person("Ann", 42));
            assertEquals(new Person("Ann", 42), people.getIfPresent(1));
        }
    }

    @Test
    void shouldShowOthersTheKeyAndTheValueAsTheyAre() {
        cache.put("user:1", "Ann");
        assertEquals("Ann:16", bed.raw("user:1"));
        bed.setRaw("user:2", "Bob", 0);
        assertEquals("Bob", cache.getIfPresent("user:2"));
        try (Cache<String, Long> numbers = Cache.builder(String.class, Long.class).over(bed.bytes).build()) {
            numbers.put("n", 41L);
            bed.bytes.increment(bytes("n"), 1, new org.agrona.collections.MutableLong());
            assertEquals(42L, numbers.getIfPresent("n"));
        }
    }

    @Test
    void shouldStayApartByPrefixesInOneByteCache() {
        try (Cache<String, String> one = bed.strings().keyPrefix("one:").build();
                Cache<String, String> two = bed.strings().keyPrefix("two:").build()) {
            one.put("k", "1");
            two.put("k", "2");
            assertEquals("1", one.getIfPresent("k"));
            assertEquals("1:16", bed.raw("one:k"));
            one.invalidateAll();
            assertNull(one.getIfPresent("k"));
            assertEquals("2", two.getIfPresent("k"));
            assertEquals(Map.of("k", "2"), two.asMap());
        }
    }

    @Test
    void shouldReplaceOnlyWhatIsThereAndAddOnlyWhatIsNot() {
        assertEquals(StoreResult.NOT_STORED, cache.replace("k", "1"));
        assertEquals(StoreResult.STORED, cache.putIfAbsent("k", "2"));
        assertEquals(StoreResult.NOT_STORED, cache.putIfAbsent("k", "3"));
        assertEquals("2", cache.getIfPresent("k"));
        assertEquals(StoreResult.STORED, cache.replace("k", "4"));
        assertEquals("4", cache.getIfPresent("k"));
    }

    @Test
    void shouldPutAndRemoveSeveral() {
        cache.putAll(new LinkedHashMap<>(Map.of("a", "1", "b", "2", "c", "3")));
        assertEquals(List.of("c", "a"), new ArrayList<>(cache.getAllPresent(List.of("c", "x", "a", "c")).keySet()));
        cache.invalidateAll(List.of("a", "x"));
        assertNull(cache.getIfPresent("a"));
        assertEquals("2", cache.getIfPresent("b"));
        cache.invalidateAll();
        assertEquals(Map.of(), cache.getAllPresent(List.of("a", "b", "c")));
    }

    @Test
    void shouldTellWhetherThereWasSomethingToRemove() {
        assertFalse(cache.invalidate("k"));
        cache.put("k", "v");
        assertTrue(cache.invalidate("k"));
        assertFalse(cache.invalidate("k"));
    }

    @Test
    void shouldLeaveNoTraceOfAPeek() {
        cache.put("k", "v");
        final long hits = bed.bytes.stats().hits();
        assertEquals("v", cache.peek("k"));
        assertNull(cache.peek("x"));
        assertEquals(0, cache.stats().hits() + cache.stats().misses());
        assertEquals(hits, bed.bytes.stats().hits());
    }

    @Test
    void shouldServeNoOldValueWhenTheNewOneIsTooLarge() {
        cache.put("k", "old");
        assertEquals(StoreResult.TOO_LARGE, cache.put("k", "x".repeat(1 << 20)));
        assertNull(cache.getIfPresent("k"));
        cache.put("k", "old");
        assertEquals(StoreResult.TOO_LARGE, cache.replace("k", "x".repeat(1 << 20)));
        assertNull(cache.getIfPresent("k"));
        cache.put("k", "old");
        assertEquals(StoreResult.NOT_STORED, cache.putIfAbsent("k", "x".repeat(1 << 20)));
        assertEquals("old", cache.getIfPresent("k"));
        assertEquals(2, cache.stats().refusedStores());
    }

    @Test
    void shouldGiveBackALoadedValueThatIsTooLargeToBeStored() {
        final String large = "x".repeat(1 << 20);
        assertEquals(large, cache.get("k", k -> large));
        assertNull(cache.getIfPresent("k"));
        assertEquals(1, cache.stats().refusedStores());
        assertEquals(1, cache.stats().loads());
    }

    @Test
    void shouldSayThatAValueIsSomebodyElsesAndTakeAnInvalidateForIt() {
        try (Cache<String, Long> numbers = Cache.builder(String.class, Long.class).over(bed.bytes).build()) {
            bed.setRaw("n", "no number", 0);
            final String message = assertThrows(MalformedValueException.class, () -> numbers.getIfPresent("n"))
                .getMessage();
            assertTrue(message.endsWith(" key=n"), message);
            assertThrows(MalformedValueException.class, () -> numbers.get("n", k -> 1L));
            numbers.invalidate("n");
            assertEquals(1L, numbers.get("n", k -> 1L));
        }
    }

    @Test
    void shouldTakeAnItemUnderADigestThatIsNotOfItsKeyForNothing() {
        final String key = "k".repeat(300);
        final String digest = new String(new KeyCodec<>(Serializers.string()).encode(key).toBytes());
        bed.setRaw(digest, "foreign", 0);
        assertNull(cache.getIfPresent(key));
        assertEquals("mine", cache.get(key, k -> "mine"));
        assertEquals("mine", cache.getIfPresent(key));
    }

    @Test
    void shouldCountReads() {
        cache.put("k", "v");
        cache.getIfPresent("k");
        cache.getIfPresent("x");
        cache.get("k", k -> "w");
        cache.get("y", k -> "w");
        cache.getAllPresent(List.of("k", "z"));
        final Statistics stats = cache.stats();
        assertEquals(3, stats.hits());
        assertEquals(3, stats.misses());
        assertEquals(0.5, stats.hitRate());
        assertEquals(1, stats.loads());
        assertEquals(0, stats.loadFailures());
        assertEquals(2, cache.estimatedSize());
        assertEquals(1.0, new Statistics(0, 0, 0, 0, 0, Duration.ZERO, 0, 0, 0).hitRate());
        assertEquals(Duration.ofMillis(5),
            new Statistics(0, 0, 3, 1, 0, Duration.ofMillis(20), 0, 0, 0).averageLoadTime());
        assertEquals(Duration.ZERO, new Statistics(0, 0, 0, 0, 0, Duration.ZERO, 0, 0, 0).averageLoadTime());
    }

    @Test
    void shouldCloseTheByteCacheThatItMadeAndNoOther() {
        cache.close();
        cache.close();
        assertEquals("the cache is closed: name=" + bed.bytes.name(),
            assertThrows(IllegalStateException.class, () -> cache.getIfPresent("k")).getMessage());
        assertEquals(StoreResult.STORED, bed.setRaw("k", "v", 0));
        final Cache<String, String> owner = Cache.builder(String.class, String.class).memoryLimit(1 << 20)
            .byteCache(b -> b.maximumItemSize(2_000)).build();
        assertEquals(StoreResult.TOO_LARGE, owner.put("k", "x".repeat(2_000)));
        final ByteCache owned = owner.byteCache();
        owner.close();
        assertThrows(IllegalStateException.class, owned::stats);
        assertNotNull(owner.toString());
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
            misuse("key", c -> c.getIfPresent(null)), misuse("key", c -> c.peek(null)),
            misuse("key", c -> c.get(null, k -> "v")), misuse("loader", c -> c.get("k", null)),
            misuse("loader", c -> c.getAsync("k", null)), misuse("keys", c -> c.getAllPresent(null)),
            misuse("keys", c -> c.getAll(null, k -> Map.of())), misuse("loader", c -> c.getAll(List.of(), null)),
            misuse("key", c -> c.put(null, "v")), misuse("value", c -> c.put("k", null)),
            misuse("timeToLive", c -> c.put("k", "v", null)), misuse("value", c -> c.putIfAbsent("k", null)),
            misuse("value", c -> c.replace("k", null)), misuse("all", c -> c.putAll(null)),
            misuse("key", c -> c.invalidate(null)), misuse("keys", c -> c.invalidateAll(null)),
            misuse("timeToLive", c -> c.markStale("k", null)), misuse("key", c -> c.asMap().get(null)),
            misuse("value", c -> c.asMap().put("k", null)), misuse("value", c -> c.asMap().merge("k", null, null)));
    }

    private static Arguments misuse(final String name, final Consumer<Cache<String, String>> call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void shouldNameWhatMustNotBeNull(final String name, final Consumer<Cache<String, String>> call) {
        assertEquals(name + " must not be null",
            assertThrows(NullPointerException.class, () -> call.accept(cache)).getMessage());
        assertEquals("v", cache.get("after", k -> "v"));
    }

    static Stream<Arguments> wrongSettings() {
        final Duration second = Duration.ofSeconds(1);
        return Stream.of(
            setting("expireAfterWrite must be more than zero: expireAfterWrite=PT0S",
                b -> b.expireAfterWrite(Duration.ZERO)),
            setting("refreshAhead must be more than zero: refreshAhead=PT-1S", b -> b.refreshAhead(second.negated())),
            setting("over(cache) brings a byte cache that is made already: leave out memoryLimit and byteCache,"
                + " or say them to ByteCache.builder()", b -> b.memoryLimit(1 << 20).build()),
            setting("only one of expireAfterWrite, expireAfterAccess and expiry can be said: expireAfterWrite=PT1S"
                + " expireAfterAccess=PT1S expiry=null", b -> b.expireAfterWrite(second).expireAfterAccess(second)
                .build()),
            setting("refreshAhead and serveStaleFor go by an end that reads do not move: use expireAfterWrite or"
                + " expiry: expireAfterAccess=PT1S", b -> b.expireAfterAccess(second).refreshAhead(second).build()),
            setting("refreshAhead must be at most expireAfterWrite, with which every get has its entry brought anew:"
                + " refreshAhead=PT2S expireAfterWrite=PT1S", b -> b.expireAfterWrite(second)
                .refreshAhead(second.multipliedBy(2)).build()),
            setting("refreshAhead and serveStaleFor go by an end that entries must have: say expireAfterWrite, or"
                + " expiry, as (key, value) -> Duration.ZERO where only put says it: refreshAhead=PT1S"
                + " serveStaleFor=PT0S",
                b -> b.refreshAhead(second).build()));
    }

    private static Arguments setting(final String message, final Consumer<CacheBuilder<String, String>> call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void shouldSayWhatIsWrongWithASetting(final String message, final Consumer<CacheBuilder<String, String>> call) {
        assertEquals(message,
            assertThrows(IllegalArgumentException.class, () -> call.accept(bed.strings())).getMessage());
    }

    @Test
    void shouldRefuseANegativeTimeToLive() {
        assertEquals("timeToLive must not be negative: timeToLive=PT-1S", assertThrows(IllegalArgumentException.class,
            () -> cache.put("k", "v", Duration.ofSeconds(-1))).getMessage());
        assertEquals(StoreResult.STORED, cache.put("k", "v", FOREVER));
    }

    @Test
    void shouldLetASerializerUseTheCacheThatItServes() {
        final List<Cache<String, byte[]>> self = new ArrayList<>();
        try (Cache<String, byte[]> nested = Cache.builder(new Nesting(self), Serializers.bytes()).over(bed.bytes)
                .build()) {
            nested.put("inner", bytes("i"));
            self.add(nested);
            nested.put("k", bytes("v"));
            assertArrayEquals(bytes("v"), nested.getIfPresent("k"));
            assertArrayEquals(bytes("i"), nested.getIfPresent("inner"));
        }
    }

    /** Writes keys as they are, and looks into the cache meanwhile. */
    private static final class Nesting implements io.flagstone.engine.serializer.Serializer<String> {
        private final List<Cache<String, byte[]>> self;

        Nesting(final List<Cache<String, byte[]>> self) {
            this.self = self;
        }

        @Override
        public void write(final String value, final io.flagstone.engine.serializer.ByteWriter out) {
            if (!value.equals("inner") && !self.isEmpty()) {
                assertArrayEquals(bytes("i"), self.get(0).getIfPresent("inner"));
            }
            out.putUtf8(value);
        }

        @Override
        public String read(final io.flagstone.engine.serializer.ByteReader in) {
            return in.getUtf8(in.remaining());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 29, 30})
    void shouldRefuseFlagsThatSayWhatAnItemIs(final int bit) {
        final Serializer<String> values = Serializers.withFlags(Serializers.string(), 1 << bit | 1);
        assertEquals("flags of values must leave out 1 << 28, 1 << 29 and 1 << 30, which the cache needs: flags="
            + (1 << bit | 1), assertThrows(IllegalArgumentException.class,
                () -> Cache.builder(Serializers.string(), values)).getMessage());
    }

    @Test
    void shouldTakeAllOtherFlags() {
        final Serializer<String> values = Serializers.withFlags(Serializers.string(), ~(7 << 28));
        try (Cache<String, String> cache = Cache.builder(Serializers.string(), values).over(bed.bytes).build()) {
            cache.put("k", "v");
            assertEquals("v", cache.getIfPresent("k"));
        }
    }
}
