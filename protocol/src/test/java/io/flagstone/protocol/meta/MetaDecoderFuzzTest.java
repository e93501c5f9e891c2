/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextRequestDecoder;
import org.junit.jupiter.api.Test;

/** Seeded random lines: nothing throws or reads out of range, and what is decoded is what stands there. */
class MetaDecoderFuzzTest {
    private static final int ROUNDS = 60_000;
    private static final int MARGIN = 16;
    private static final String[] VERBS = {"mg", "ms", "md", "ma", "me"};
    private static final String[] TOKENS = {"", "", "", "0", "1", "-1", "30", "2147483648", "18446744073709551615",
        "18446744073709551616", "x", "E", "A", "I", "-", "!", "o".repeat(31), "o".repeat(32), "\u00ff"};

    private final TextRequestDecoder decoder = new TextRequestDecoder();
    private final Request request = new Request();
    private final MetaRequest meta = new MetaRequest();
    private final Random random = new Random(5);
    private int refused;
    private int taken;

    @Test
    void shouldTakeOnlyWhatIsRightAndShowItAsItStandsThere() {
        for (int i = 0; i < ROUNDS; i++) {
            final String verb = VERBS[random.nextInt(VERBS.length)];
            final List<String> words = new ArrayList<>(List.of(verb, key()));
            if (verb.equals("ms")) {
                words.add("3");
            }
            for (int flags = random.nextInt(random.nextInt(20) == 0 ? 30 : 6); flags > 0; flags--) {
                words.add(flag());
            }
            check(words);
        }
        assertTrue(refused > ROUNDS / 10 && taken > ROUNDS / 10, "refused=" + refused + " taken=" + taken);
    }

    @Test
    void shouldReadNothingButTheLineHoweverItIsMutated() {
        for (int i = 0; i < ROUNDS; i++) {
            final byte[] line = bytes(VERBS[random.nextInt(VERBS.length)] + " " + key() + " 3 " + flag() + " " + flag()
                + " " + flag() + "\r\n");
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                line[random.nextInt(line.length)] = (byte) random.nextInt(256);
            }
            final ByteBuffer tight = ByteBuffer.wrap(line);
            final String inTight = decoded(tight, 0, line.length);
            final ByteBuffer wide = ByteBuffer.allocateDirect(line.length + 2 * MARGIN);
            for (int at = 0; at < wide.capacity(); at++) {
                wide.put(at, (byte) '7');
            }
            wide.put(MARGIN, line);
            assertEquals(inTight, decoded(wide, MARGIN, MARGIN + line.length));
        }
    }

    private String decoded(final ByteBuffer buffer, final int offset, final int limit) {
        if (decoder.decode(buffer, offset, limit, request) == 0 || !isMeta(request.opcode())) {
            return "none";
        }
        MetaDecoder.decode(buffer, request, meta);
        return DescribeMeta.request(meta);
    }

    private static boolean isMeta(final Opcode opcode) {
        return opcode.name().startsWith("META_") && opcode != Opcode.META_NOOP;
    }

    private void check(final List<String> words) {
        final String line = String.join(random.nextInt(9) == 0 ? "  " : " ", words);
        final byte[] bytes = bytes(line + "\r\n");
        final String decoded = decoded(ByteBuffer.wrap(bytes), 0, bytes.length);
        final List<String> flags = words.subList(words.get(0).equals("ms") ? 3 : 2, words.size());
        if (meta.error() != null) {
            refused++;
            assertTrue(meta.error() != DecodeError.BAD_COMMAND_LINE || words.get(0).equals("me")
                || flags.stream().anyMatch(flag -> !flag.matches("(?s)[A-Za-z0-9\\[-`].*")), line);
            return;
        }
        taken++;
        assertTrue(meta.keyLength() > 0 && meta.keyLength() <= ProtocolLimits.MAX_KEY_LENGTH, line);
        if (!words.get(0).equals("me")) {
            final String letters = String.join("", flags.stream().map(flag -> flag.substring(0, 1)).toList());
            final StringBuilder seen = new StringBuilder();
            for (int i = 0; i < meta.flagCount(); i++) {
                seen.append((char) meta.flag(i));
            }
            assertEquals(letters, seen.toString(), line);
            assertTrue(words.size() <= ProtocolLimits.MAX_META_TOKENS, line);
            numbersOf(flags).forEach(number -> assertTrue(decoded.contains(number), line + " -> " + decoded));
        }
        final ByteBuffer out = ByteBuffer.allocate(MetaReplyEncoder.MAX_LINE_LENGTH);
        if (!meta.isOpaqueTooLong()) {
            assertTrue(MetaReplyEncoder.reflected(out, 0, meta) < out.capacity());
        }
    }

    private static Stream<String> numbersOf(final List<String> flags) {
        return flags.stream().filter(flag -> flag.matches("[TNRFCEDJ](0|[1-9][0-9]*|-[1-9][0-9]*)"))
            .map(flag -> flag.charAt(0) + "=" + flag.substring(1));
    }

    private String key() {
        final int kind = random.nextInt(20);
        return kind == 0 ? "k".repeat(250 + random.nextInt(2)) : kind < 15 ? "a2V5" : "k";
    }

    private String flag() {
        final String known = "bcfhklqstuvxICDEFJLMNOPRT";
        final char letter = random.nextInt(40) == 0 ? (char) (33 + random.nextInt(220))
            : known.charAt(random.nextInt(known.length()));
        return letter + TOKENS[random.nextInt(TOKENS.length)];
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
