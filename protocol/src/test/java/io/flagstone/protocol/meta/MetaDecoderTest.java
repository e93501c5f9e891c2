/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Lines on the left, what they decode to on the right. */
class MetaDecoderTest {
    private static final String KEY_250 = "k".repeat(250);
    private static final String KEY_251 = "k".repeat(251);
    private static final String EIGHTEEN_FLAGS = " b c f h k l q s t u v x I T0 N0 R0 F0 O0";

    @Test
    void shouldListFlagsInTheirOrder() {
        check("mg k\r\n", "'k'");
        check("mg k v\r\n", "'k' v");
        check("mg  k   t  v k  \n", "'k' t v k");
        check("mg k T30 t N-1 R2592001 Oabc\r\n", "'k' T=30 t N=-1 R=2592001 O=abc");
        check("ms k 3 F4294967295 C18446744073709551615 E0 MA\r\n",
            "'k' F=4294967295 C=18446744073709551615 E=0 M=A");
        check("ma k D18446744073709551615 J0\r\n", "'k' D=18446744073709551615 J=0");
        check("mg k [\r\n", "INVALID_FLAG");
    }

    @Test
    void shouldReadNothingButTheFirstLetterWhereNoTokenIsMeant() {
        check("mg k valve ttl\r\n", "'k' v t");
        check("mg k Lany/thing P!\r\n", "'k' L P");
        check("ma k MINCR\r\n", "'k' M=I");
        check("ma k M-\r\n", "'k' M=-");
    }

    @Test
    void shouldKnowWhichFlagStandsBehindAnother() {
        final MetaRequest request = DescribeMeta.decode("mg k t T0 R5\r\n");
        assertTrue(request.hasBehind('t', 'T'));
        assertTrue(request.hasBehind('t', 'R'));
        assertFalse(request.hasBehind('T', 't'));
        assertFalse(request.hasBehind('t', 'N'));
        assertFalse(request.hasBehind('N', 'T'));
        assertTrue(request.has('T'));
        assertFalse(request.has('c'));
    }

    @Test
    void shouldRefuseFlagsThatAreUnknownOrStandTwice() {
        check("mg k v v\r\n", "DUPLICATE_FLAG");
        check("mg k O1 O2\r\n", "DUPLICATE_FLAG");
        check("mg k w\r\n", "INVALID_FLAG");
        check("ms k 3 S3\r\n", "INVALID_FLAG");
        check("mg k 1\r\n", "INVALID_FLAG");
        check("mg k 1 1\r\n", "INVALID_FLAG");
        check("mg k v v w\r\n", "DUPLICATE_FLAG");
        check("mg k w v v\r\n", "INVALID_FLAG");
        for (char letter = 'A'; letter <= 'z'; letter++) {
            final boolean known = "bcfhklqstuvxICDEFJLMNOPRT".indexOf(letter) >= 0;
            final boolean taken = !DescribeMeta.line("mg a2V5 " + letter + "0\r\n").equals("INVALID_FLAG");
            assertEquals(known, taken, String.valueOf(letter));
        }
    }

    @Test
    void shouldTrustNothingOfALineWithAWordThatCannotBeAFlag() {
        for (final String word : new String[] {"!", "-1", "{", "\u007f", "\u0080", "\u00ff", "\t", "\r", "@"}) {
            check("mg k " + word + "\r\n", "BAD_COMMAND_LINE");
            check("ms k 3 v v Tx " + word + "\r\n", "BAD_COMMAND_LINE");
            check("ma " + KEY_251 + " " + word + "\r\n", "BAD_COMMAND_LINE");
            check("me k " + word + "\r\n", "BAD_COMMAND_LINE");
        }
        check("mg k" + EIGHTEEN_FLAGS + " C0 E0 !\r\n", "BAD_COMMAND_LINE");
        check("mg k" + EIGHTEEN_FLAGS + " C0 E0 D0 !\r\n", "TOO_MANY_FLAGS");
    }

    @Test
    void shouldRefuseNumbersThatAreMissingOrUnreadable() {
        for (final String flag : new String[] {"N", "T", "R"}) {
            for (final String token : new String[] {"", "x", "+1", "1x", "2147483648", "-2147483649", "000000000001"}) {
                check("mg k " + flag + token + " v\r\n", "BAD_FLAG_TOKEN");
                check("mg k v " + flag + token + "\r\n", "BAD_FLAG_TOKEN");
            }
            check("mg k " + flag + "-2147483648\r\n", "'k' " + flag + "=-2147483648");
            check("mg k " + flag + "-\r\n", "'k' " + flag + "=0");
        }
        for (final String token : new String[] {"", "-1", "x", "18446744073709551616", "0".repeat(23)}) {
            check("ms k 1 C" + token + "\r\n", "BAD_FLAG_TOKEN");
            check("ms k 1 E" + token + "\r\n", "BAD_FLAG_TOKEN");
            check("mg k D" + token + "\r\n", "BAD_META_DELTA");
            check("mg k J" + token + "\r\n", "BAD_INITIAL_VALUE");
            check("ms k 1 F" + token + "\r\n", "BAD_CLIENT_FLAGS");
        }
        check("ms k 1 F4294967296\r\n", "BAD_CLIENT_FLAGS");
    }

    @Test
    void shouldTellTheLastOfSeveralUnreadableNumbers() {
        check("mg k Tx Jx\r\n", "BAD_INITIAL_VALUE");
        check("mg k Jx Tx\r\n", "BAD_FLAG_TOKEN");
        check("mg k Jx Fx\r\n", "BAD_INITIAL_VALUE");
        check("mg k Fx Jx\r\n", "BAD_INITIAL_VALUE");
        check("mg k Tx v v\r\n", "DUPLICATE_FLAG");
        check("mg k Tx w Jx\r\n", "INVALID_FLAG");
        check("mg k Tx b\r\n", "BAD_KEY_ENCODING");
        check("mg k b Tx\r\n", "BAD_FLAG_TOKEN");
    }

    @Test
    void shouldTakeEighteenFlagsButNotNineteen() {
        check("mg a2V5" + EIGHTEEN_FLAGS + "\r\n", "'key' binary b c f h k l q s t u v x I T=0 N=0 R=0 F=0 O=0");
        check("mg a2V5" + EIGHTEEN_FLAGS + " C0\r\n", "TOO_MANY_FLAGS");
        check("ms a2V5 3" + EIGHTEEN_FLAGS + "\r\n", "TOO_MANY_FLAGS");
        check("mg k" + " v".repeat(19) + "\r\n", "TOO_MANY_FLAGS");
        check("mg k" + " v".repeat(400) + "\r\n", "TOO_MANY_FLAGS");
        check("mg " + KEY_251 + " v".repeat(400) + "\r\n", "KEY_TOO_LONG");
    }

    @Test
    void shouldHaveOneRefusalForAllMistakesInTheFlagsOfMa() {
        for (final String words : new String[] {"k v v", "k w", "k Tx", "k Jx", "k Dx", "k Fx", "k b", KEY_251,
            "k" + " v".repeat(19)}) {
            check("ma " + words + "\r\n", "BAD_ARITHMETIC_FLAG");
        }
        check("ma k M\r\n", "BAD_ARITHMETIC_MODE");
        check("ma k M v v\r\n", "BAD_ARITHMETIC_FLAG");
    }

    @Test
    void shouldKnowTheModesOfEachCommand() {
        for (int mode = 1; mode < 256; mode++) {
            if (mode != '\n' && mode != '\r' && mode != ' ') {
                final String letter = String.valueOf((char) mode);
                check("ms k 1 M" + letter + "\r\n", "EAPRS".contains(letter) ? "'k' M=" + letter : "BAD_SET_MODE");
                check("ma k M" + letter + "\r\n", "I+D-".contains(letter) ? "'k' M=" + letter : "BAD_ARITHMETIC_MODE");
            }
        }
        check("ms k 1 M\r\n", "BAD_SET_MODE");
        check("ms k 1 M v\r\n", "BAD_SET_MODE");
        check("ms k 1 Mset\r\n", "BAD_SET_MODE");
        check("ms k 1 M\0\r\n", "'k' M=\0");
        check("mg k Mx\r\n", "'k' M=x");
    }

    @Test
    void shouldLimitKeysAsTheyStandOnTheLine() {
        check("mg " + KEY_250 + " v\r\n", "'" + KEY_250 + "' v");
        check("mg " + KEY_251 + " v\r\n", "KEY_TOO_LONG");
        check("me " + KEY_250 + "\r\n", "'" + KEY_250 + "'");
        check("me " + KEY_251 + "\r\n", "KEY_TOO_LONG");
        check("mg " + "eHh4".repeat(62) + " b\r\n", "'" + "xxx".repeat(62) + "' binary b");
        check("mg " + "eHh4".repeat(62) + "!! b\r\n", "'" + "xxx".repeat(62) + "' binary b");
        check("mg " + "eHh4".repeat(63) + " b\r\n", "KEY_TOO_LONG");
    }

    @Test
    void shouldDecodeTheKeyOfMeOnlyIfTheFlagIsTheFirst() {
        check("me a2V5 b\r\n", "'key' binary");
        check("me a2V5 b x\r\n", "'key' binary");
        check("me a2V5 x b\r\n", "'a2V5'");
        check("me a2V5 bb\r\n", "'a2V5'");
        check("me a2V5\r\n", "'a2V5'");
        check("me k b\r\n", "BAD_COMMAND_LINE");
        check("me k v v v" + " v".repeat(30) + "\r\n", "'k'");
        check("me k" + " v".repeat(20) + " !\r\n", "BAD_COMMAND_LINE");
        check("me k" + " v".repeat(21) + " !\r\n", "'k'");
    }

    @Test
    void shouldNotRefuseAnOpaqueTooLongByItself() {
        final String longest = "o".repeat(31);
        check("mg k O" + longest + "\r\n", "'k' O=" + longest);
        check("mg k O" + longest + "o\r\n", "'k' O=too long");
        check("mg k O\r\n", "'k' O=");
        check("mg k O\u00ff\t= v\r\n", "'k' O=\u00ff\t= v");
    }

    @Test
    void shouldForgetTheRequestBefore() {
        final MetaRequest request = DescribeMeta.decode(
            "mg a2V5 b T1 N2 R3 F4 C5 E6 D7 J8 Mx Oy\r\n");
        request.begin(request.line, 0, 1);
        assertEquals("'m'", DescribeMeta.request(request));
        assertEquals(0, request.exptime() + request.vivifyExptime() + request.recacheTime() + request.clientFlags()
            + request.compareCas() + request.newCas() + request.initial() + request.mode());
        assertEquals(1, request.delta());
        assertFalse(request.isBinaryKey() || request.isOpaqueTooLong());
    }

    @Test
    void shouldKeepARequestWhoseLineGoesAway() {
        final String longest = "ms " + KEY_250 + " 3 v c O" + "o".repeat(31) + " T1 N2 R3 F4 C5 E6 D7 J8";
        for (final String line : new String[] {longest, "ms a2V5 3 b k q ME", "ms k 0"}) {
            final MetaRequest request = DescribeMeta.decode(line + "\r\n");
            final String before = DescribeMeta.request(request);
            final MetaRequest kept = new MetaRequest();
            kept.keep(DescribeMeta.decode("ms other 3 s b O1\r\n"));
            kept.keep(request);
            for (int i = 0; i < request.line.limit(); i++) {
                request.line.put(i, (byte) 0);
            }
            request.decodedKey.clear().put(new byte[request.decodedKey.capacity()]);
            assertEquals(before, DescribeMeta.request(kept));
        }
    }

    private static void check(final String line, final String expected) {
        assertEquals(expected, DescribeMeta.line(line), line);
    }
}
