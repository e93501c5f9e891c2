/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StringSerializerTest {
    private static final Serializer<String> STRING = Serializers.string();
    private static final String LONG = "0123456789".repeat(20);

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", "a", "plain", "what?", "\u00e9t\u00e9", "\u20ac", "\ud83d\ude00", "\ufffd", "\u0000",
        "\u0141?", "\u0141\u0142\u0143", "\u0080", "\u00ff", "\u007f"})
    void shouldGiveATextBack(final String text) {
        assertEquals(text, Round.trip(STRING, text));
        assertEquals(LONG + text, Round.trip(STRING, LONG + text));
        assertEquals(text + LONG, Round.trip(STRING, text + LONG));
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 511, 512, 513, 1_023, 1_024, 1_025, 5_000})
    void shouldFindAnOddCharacterAnywhere(final int length) {
        final String plain = "p".repeat(length);
        assertEquals(plain, Round.trip(STRING, plain));
        for (final char odd : new char[] {'\u0080', '\u00ff', '\u0100', '\u0170', '\u4e2d', '\uffff'}) {
            for (final int at : new int[] {0, 1, length / 2, length - 2, length - 1}) {
                final StringBuilder text = new StringBuilder(plain);
                text.setCharAt(at, odd);
                assertEquals(text.toString(), Round.trip(STRING, text.toString()));
            }
        }
    }

    @Test
    void shouldWriteTextsOfAllLengthsOneBehindTheOther() {
        final ByteWriter out = new ByteWriter();
        final StringBuilder all = new StringBuilder();
        for (int i = 1; i < 1_500; i++) {
            final String text = ("#" + i + "abcdefgh".repeat(i / 8 + 1)).substring(0, i);
            out.putUtf8(text);
            all.append(text);
        }
        assertEquals(all.toString(), new String(out.toByteArray(), StandardCharsets.UTF_8));
    }

    @Test
    void shouldWriteUtf8() {
        final String text = LONG + "\u00e9\u20ac\ud83d\ude00" + LONG;
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), Round.written(STRING, text));
        assertArrayEquals("\u0141a".getBytes(StandardCharsets.UTF_8), Round.written(STRING, "\u0141a"));
    }

    @Test
    void shouldGiveAnyTextBackOrRefuseIt() {
        final SplittableRandom random = new SplittableRandom(6);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            final String text = text(random);
            if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                assertEquals(text, Round.trip(STRING, text));
            } else {
                refused++;
                assertThrows(IllegalArgumentException.class, () -> Round.written(STRING, text));
            }
        }
        assertTrue(refused > 1_000 && refused < 19_000, "refused: " + refused);
    }

    private static String text(final SplittableRandom random) {
        final int length = random.nextInt(80);
        final int oddity = random.nextInt(4);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(switch (random.nextInt(20)) {
                case 0 -> oddity == 0 ? (char) (0xd800 + random.nextInt(0x800)) : 'x';
                case 1 -> oddity == 1 ? (char) random.nextInt(0x10000) : '?';
                case 2 -> oddity == 2 ? (char) (0x80 + random.nextInt(0x80)) : 'y';
                default -> (char) (' ' + random.nextInt(0x5f));
            });
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 31, 32, 63, 64, 100, 199})
    void shouldRefuseHalfOfAPairOfSurrogates(final int index) {
        final String before = LONG.substring(0, index);
        for (final String text : new String[] {before + '\ud83d', before + '\ude00', before + "\ud83d?" + LONG,
            before + "\ude00\u20ac" + LONG}) {
            final String message = assertThrows(IllegalArgumentException.class, () -> Round.written(STRING, text))
                .getMessage();
            assertTrue(message.endsWith("index=" + index), message);
        }
    }

    @Test
    void shouldLeaveWhatWasWrittenBeforeWhenItRefuses() {
        final ByteWriter out = new ByteWriter();
        out.putUtf8("kept");
        assertThrows(IllegalArgumentException.class, () -> out.putUtf8("lost\ud83d"));
        out.putUtf8("!");
        assertEquals("kept!", new String(out.toByteArray(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"\u00ff", "ok\u00c3", "\u00e2\u0082", "\u00ed\u00a0\u0080", "\u00c0\u0080", "\u00f8"})
    void shouldRefuseBytesThatAreNoUtf8(final String bytes) {
        assertEquals("a text must be UTF-8: bytes=" + bytes.length(), Round.refused(STRING, bytes, 16));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 16, 0x104, 0x800})
    void shouldReadWhatOthersStoreAsText(final int flags) {
        assertEquals("1", Round.read(STRING, "1", flags));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0x200, 0x300, 0x400, 0x500, 0x600, 0x700})
    void shouldRefuseWhatOthersStoreAsSomethingElse(final int flags) {
        assertTrue(Round.refused(STRING, "1", flags).endsWith("flags=" + flags));
    }

    @Test
    void shouldRefuseWhatAClientHasCompressed() {
        assertEquals("a value must not be compressed; raise the compression threshold of the client that stores it: "
            + "flags=2", Round.refused(STRING, "\u001f\u008b\u0008", 2));
        assertTrue(Round.refused(STRING, "x\u009c\u0001", 24).startsWith("a value must not be compressed"));
    }
}
