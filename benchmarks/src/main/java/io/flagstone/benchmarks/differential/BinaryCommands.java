/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.SplittableRandom;

/** Makes packets of the binary dialect. */
final class BinaryCommands implements Commands {
    static final String NO_CAS = "\0".repeat(8);
    static final String OPAQUE_OF_MARKER = "~~~~";
    static final int NOOP = 0x0a;

    private static final String[] KEYS = {"k", "k", "key", "n", "n", "\u00e2\u0082\u00ac\u00ff", "x".repeat(250)};
    private static final String[] VALUES = {"", "0", "1", "9", "10", "99", "100", "12x", "4294967295", "abc", "\r\n5",
        "\u0001\u0000\u0080\u00ff", "z".repeat(100), "w".repeat(16_385)};
    private static final int[] STORES = {0x01, 0x02, 0x03, 0x11, 0x12, 0x13};
    private static final int[] ADDITIONS = {0x0e, 0x0f, 0x19, 0x1a};
    private static final int[] GETS = {0x00, 0x09, 0x0c, 0x0d};
    private static final int[] COUNTS = {0x05, 0x06, 0x15, 0x16};
    private static final int[] TOUCHES = {0x1c, 0x1d, 0x1e, 0x23, 0x24};
    private static final int[] DELETES = {0x04, 0x14};
    private static final int[] FLUSHES = {0x08, 0x18};
    private static final int[] ODD = {0x07, 0x17, 0x0b, 0x0a, 0x1b, 0x1f, 0x25, 0x40, 0xff, 0x10};
    private static final long[] EXPTIMES = {0, 0, 0, 100, 2_592_000, 2_000_000_000, 1_000_000_000, 0xffff_ffffL};
    private static final int[] HEADER_BYTES = {0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 11};

    private static int one(final SplittableRandom random, final int... of) {
        return of[random.nextInt(of.length)];
    }

    /** A packet; its header says what it holds. */
    static String packet(final int opcode, final String extras, final String key, final String value,
        final String opaque, final String cas) {
        return "\u0080" + number(opcode, 1) + number(key.length(), 2) + number(extras.length(), 1) + "\0\0\0"
            + number(extras.length() + key.length() + value.length(), 4) + opaque + cas + extras + key + value;
    }

    private static String number(final long value, final int bytes) {
        final StringBuilder text = new StringBuilder();
        for (int i = bytes - 1; i >= 0; i--) {
            text.append((char) (value >>> 8 * i & 0xFF));
        }
        return text.toString();
    }

    static String marker() {
        return packet(NOOP, "", "", "", OPAQUE_OF_MARKER, NO_CAS);
    }

    @Override
    public String next(final SplittableRandom random) {
        final String key = Commands.one(random, KEYS);
        final String value = Commands.one(random, VALUES);
        final String flags = number(one(random, 0, 0, 1, 7, -1), 4);
        return switch (random.nextInt(11)) {
            case 0, 1, 2 -> made(random, one(random, STORES), flags + exptime(random), key, value);
            case 3 -> made(random, one(random, ADDITIONS), "", key, value);
            case 4, 5 -> made(random, one(random, GETS), "", key, "");
            case 6, 7 -> marker() + made(random, one(random, COUNTS), number(one(random, 0, 1, 1, 90), 8)
                + number(one(random, 0, 5, 99), 8) + exptime(random), key, "");
            case 8 -> made(random, one(random, TOUCHES), exptime(random), key, "");
            case 9 -> made(random, one(random, DELETES), "", key, "");
            default -> random.nextBoolean() ? marker()
                : made(random, one(random, FLUSHES), random.nextBoolean() ? "" : number(0, 4), "", "");
        };
    }

    @Override
    public String odd(final SplittableRandom random) {
        final String packet = random.nextInt(20) == 0 ? made(random, one(random, ODD), "", "", "") : next(random);
        if (random.nextInt(3) > 0) {
            return packet;
        }
        final int at = one(random, HEADER_BYTES);
        final char other = (char) one(random, 0, 1, 2, 4, 8, 20, 24, random.nextInt(256));
        return packet.substring(0, at) + other + packet.substring(at + 1);
    }

    private static String exptime(final SplittableRandom random) {
        return number(EXPTIMES[random.nextInt(EXPTIMES.length)], 4);
    }

    private static String made(final SplittableRandom random, final int opcode, final String extras, final String key,
        final String value) {
        final String cas = switch (random.nextInt(8)) {
            case 0 -> number(random.nextInt(3), 8);
            case 1, 2 -> String.valueOf(Uniques.eightBytes(random.nextInt(Uniques.MENTIONED)));
            default -> NO_CAS;
        };
        return packet(opcode, extras, key, value, number(random.nextInt(), 4), cas);
    }
}
