/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.serializer.ByteWriter;
import io.flagstone.engine.serializer.Serializers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCodecTest {
    /** SHA-256 of nothing. */
    private static final String OF_NOTHING =
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final KeyCodec<String> codec = new KeyCodec<>(Serializers.string());

    private static String text(final ItemKey key) {
        return new String(key.toBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 249, 250})
    void shouldStoreAKeyAsItIsWhenItFits(final int length) {
        final ItemKey key = codec.encode("k".repeat(length));
        assertEquals("k".repeat(length), text(key));
        assertEquals(length, key.length());
        assertFalse(key.isDigested());
        assertEquals(0, key.flags());
        assertEquals(0, key.valueStart(0, new byte[0], 0));
        assertEquals("k".repeat(length), codec.decode(key.toBytes(), 0, null, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 251, 10_000})
    void shouldStoreADigestWhenItDoesNotFit(final int length) {
        final String whole = "ä".repeat(length);
        final ItemKey key = codec.encode(whole);
        assertTrue(key.isDigested());
        assertEquals(71, key.length());
        assertTrue(text(key).matches("sha256:[0-9a-f]{64}"), text(key));
        assertEquals(KeyCodec.WHOLE_KEY, key.flags());
        final ByteWriter value = new ByteWriter();
        key.writeBeforeValue(value);
        final int start = value.length();
        value.putByte('v');
        assertEquals(start, key.valueStart(KeyCodec.WHOLE_KEY, value.array(), value.length()));
        assertEquals(start, KeyCodec.valueStart(KeyCodec.WHOLE_KEY, value.array(), value.length()));
        assertEquals(whole, codec.decode(key.toBytes(), KeyCodec.WHOLE_KEY, value.array(), value.length()));
    }

    @Test
    void shouldTellTheDigestThatEveryoneElseComputes() {
        assertEquals(OF_NOTHING, text(codec.encode("")));
    }

    @Test
    void shouldStoreAKeyThatLooksLikeADigestUnderItsOwn() {
        final ItemKey key = codec.encode(OF_NOTHING);
        assertTrue(key.isDigested());
        assertTrue(text(key).startsWith("sha256:"));
        assertFalse(text(key).equals(OF_NOTHING));
        assertFalse(codec.encode(OF_NOTHING + "0").isDigested());
        assertFalse(codec.encode(OF_NOTHING.substring(1)).isDigested());
    }

    @Test
    void shouldTakeNoItemOfAnotherKeyWithTheSameDigestForItsOwn() {
        final ItemKey mine = codec.encode("m".repeat(300));
        final ItemKey other = codec.encode("o".repeat(300));
        final ByteWriter value = new ByteWriter();
        other.writeBeforeValue(value);
        assertEquals(-1, mine.valueStart(KeyCodec.WHOLE_KEY, value.array(), value.length()));
        assertEquals(-1, mine.valueStart(0, value.array(), value.length()));
        assertEquals(-1, codec.encode("short").valueStart(KeyCodec.WHOLE_KEY, value.array(), value.length()));
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "4", "8"})
    void shouldBearAnItemThatIsCutOff(final int length) {
        final ItemKey key = codec.encode("m".repeat(300));
        final ByteWriter value = new ByteWriter();
        key.writeBeforeValue(value);
        assertEquals(-1, key.valueStart(KeyCodec.WHOLE_KEY, value.array(), length));
        assertEquals(-1, KeyCodec.valueStart(KeyCodec.WHOLE_KEY, value.array(), length));
        assertNull(codec.decode(key.toBytes(), KeyCodec.WHOLE_KEY, value.array(), length));
    }

    @Test
    void shouldBearALengthThatIsNegative() {
        final byte[] value = {-1, -1, -1, -1, 0, 0};
        assertEquals(-1, KeyCodec.valueStart(KeyCodec.WHOLE_KEY, value, value.length));
    }

    @ParameterizedTest
    @CsvSource({"'', user:", "ann, user:ann"})
    void shouldPutThePrefixBeforeEveryKey(final String key, final String itemKey) {
        final KeyCodec<String> prefixed = new KeyCodec<>(Serializers.string(), "user:");
        assertEquals(itemKey, text(prefixed.encode(key)));
        assertEquals(key, prefixed.decode(prefixed.encode(key).toBytes(), 0, null, 0));
    }

    @Test
    void shouldPutThePrefixBeforeADigestToo() {
        final KeyCodec<String> prefixed = new KeyCodec<>(Serializers.string(), "user:");
        final ItemKey key = new ItemKey();
        prefixed.encode("k".repeat(246), key);
        assertTrue(text(key).matches("user:sha256:[0-9a-f]{64}"), text(key));
        prefixed.encode("k".repeat(245), key);
        assertEquals("user:" + "k".repeat(245), text(key));
        assertEquals(text(codec.encode("l".repeat(300))), text(prefixed.encode("l".repeat(300))).substring(5));
    }

    @ParameterizedTest
    @CsvSource({"user:1, true", "user:, true", "user, false", "item:1, false"})
    void shouldOwnWhatBeginsWithThePrefix(final String itemKey, final boolean owned) {
        final KeyCodec<String> prefixed = new KeyCodec<>(Serializers.string(), "user:");
        final byte[] bytes = itemKey.getBytes(StandardCharsets.UTF_8);
        assertEquals(owned, prefixed.owns(bytes));
        assertEquals(owned, prefixed.decode(bytes, 0, null, 0) != null);
    }

    @Test
    void shouldBeReusableFromADigestToAKeyAndBack() {
        final ItemKey key = new ItemKey();
        for (final int length : new int[] {3, 300, 3, 100_000, 250, 0}) {
            codec.encode("k".repeat(length), key);
            assertEquals(length == 0 || length > 250, key.isDigested());
            assertArrayEquals(codec.encode("k".repeat(length)).toBytes(), key.toBytes());
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAPrefix() {
        assertEquals("keyPrefix must be at most 100 bytes: keyPrefix=" + "p".repeat(101),
            assertThrows(IllegalArgumentException.class,
                () -> new KeyCodec<>(Serializers.string(), "p".repeat(101))).getMessage());
        assertEquals("key must not be null",
            assertThrows(NullPointerException.class, () -> codec.encode(null)).getMessage());
    }
}
