/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of the text dialect written down once more, with strings and regular expressions, for the fuzzers to
 * compare with. It describes a line in the words of {@link Describe}.
 */
final class ReferenceDecoder {
    private static final Set<String> STORES = Set.of("set", "add", "replace", "append", "prepend", "cas");
    private static final Map<String, String> META = Map.of("mg", "META_GET", "ms", "META_SET", "md", "META_DELETE",
        "ma", "META_ARITHMETIC", "me", "META_DEBUG");
    private static final Set<String> ADMIN = Set.of("shutdown", "slabs", "cache_memlimit", "flush_all", "lru_crawler",
        "verbosity", "lru", "refresh_certs", "debugtime", "debugitem");
    private static final Pattern C_NUMBER = Pattern.compile("[ \\t\\n\\x0b\\f\\r]*([+-]?)([0-9]+)(?=[ \\t-\\r\\x00])");
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    private ReferenceDecoder() {
    }

    /** The length of the first line with its line end, or of all bytes if they are too many; 0 if more are needed. */
    static int consumed(final String bytes) {
        final int feed = bytes.indexOf('\n');
        if (feed >= 0) {
            return feed + 1;
        }
        return bytes.length() <= 2048 || bytes.matches("(?s) {0,100}gets? .*") ? 0 : bytes.length();
    }

    /** Describes the first line. */
    static String describe(final String bytes) {
        final int feed = bytes.indexOf('\n');
        if (feed < 0) {
            return "INVALID LINE_TOO_LONG";
        }
        if (feed < 3) {
            return "INVALID BAD_COMMAND_LINE";
        }
        final String full = bytes.substring(0, feed + 1);
        final String line = bytes.substring(0, bytes.charAt(feed - 1) == '\r' ? feed - 1 : feed);
        final List<String> all = words(line);
        final List<String> words = all.subList(0, Math.min(23, all.size()));
        final String verb = line.contains(" ") ? line.substring(0, line.indexOf(' ')) : line;
        final String noreply = !words.isEmpty() && words.get(words.size() - 1).equals("noreply") ? " noreply" : "";
        if (verb.equals("get") || verb.equals("gets")) {
            return all.size() < 2 ? bad(verb, "BAD_COMMAND_LINE", 0)
                : upper(verb) + keys(all.subList(1, all.size()));
        }
        if (verb.equals("gat") || verb.equals("gats")) {
            return getAndTouch(verb, all);
        }
        if (STORES.contains(verb)) {
            return store(verb, words, full, noreply);
        }
        if (Set.of("delete", "touch", "incr", "decr").contains(verb)) {
            return key(verb, words, noreply);
        }
        if (Set.of("stats", "watch", "version").contains(verb)) {
            return upper(verb) + arguments(words);
        }
        if (verb.equals("quit")) {
            return "QUIT";
        }
        if (verb.equals("mn")) {
            return "META_NOOP";
        }
        if (META.containsKey(verb)) {
            return meta(META.get(verb), all);
        }
        return admin(words, noreply);
    }

    private static String meta(final String opcode, final List<String> words) {
        final boolean set = opcode.equals("META_SET");
        final BigInteger length = set && words.size() > 2 ? strict32(words.get(2)) : null;
        final boolean readable = length != null && length.signum() >= 0
            && length.intValueExact() <= Integer.MAX_VALUE - 2;
        if (words.size() < 2 || set && !readable) {
            return "INVALID BAD_COMMAND_LINE verb=" + opcode;
        }
        return opcode + keys(words.subList(1, words.size())) + (set ? " bytes=" + length : "");
    }

    private static String getAndTouch(final String verb, final List<String> words) {
        if (words.size() < 3) {
            return bad(verb, "BAD_COMMAND_LINE", 0);
        }
        final BigInteger exptime = strict32(words.get(1));
        return exptime == null ? bad(verb, "BAD_EXPTIME", 0)
            : upper(verb) + " exptime=" + exptime + keys(words.subList(2, words.size()));
    }

    private static String store(final String verb, final List<String> words, final String full, final String noreply) {
        final BigInteger length = words.size() < 5 ? null : strict32(words.get(4));
        if (length == null || length.signum() < 0 || length.intValueExact() > Integer.MAX_VALUE - 2) {
            return bad(verb, "BAD_COMMAND_LINE", 0);
        }
        final long swallow = length.longValue() + 2;
        if (words.get(1).length() > 250) {
            return bad(verb, "KEY_TOO_LONG", swallow) + noreply;
        }
        final String flags = flags(rest(full, 2));
        final String exptime = exptime(rest(full, 3));
        final boolean cas = verb.equals("cas");
        if (flags == null || exptime == null || cas && (words.size() < 6 || strict64(words.get(5)) == null)) {
            return bad(verb, "BAD_COMMAND_LINE", swallow) + noreply;
        }
        return upper(verb) + " '" + words.get(1) + "' flags=" + flags + " exptime=" + exptime + " bytes=" + length
            + (cas ? " unique=" + strict64(words.get(5)) : "") + noreply;
    }

    private static String key(final String verb, final List<String> words, final String noreply) {
        final boolean delete = verb.equals("delete");
        if (words.size() < (delete ? 2 : 3)) {
            return bad(verb, "BAD_COMMAND_LINE", 0);
        }
        if (words.get(1).length() > 250) {
            return bad(verb, "KEY_TOO_LONG", 0) + noreply;
        }
        final String named = upper(verb) + " '" + words.get(1) + "'";
        if (delete) {
            return named + noreply;
        }
        final boolean touch = verb.equals("touch");
        final BigInteger number = touch ? strict32(words.get(2)) : strict64(words.get(2));
        if (number == null) {
            return bad(verb, touch ? "BAD_EXPTIME" : "BAD_DELTA", 0) + noreply;
        }
        return named + (touch ? " exptime=" : " delta=") + number + noreply;
    }

    private static String admin(final List<String> words, final String noreply) {
        final String verb = words.isEmpty() ? "" : words.get(0);
        if (!ADMIN.contains(verb)) {
            final boolean http = words.size() > 1 && words.get(words.size() - 1).startsWith("HTTP/");
            return "INVALID " + (http ? "HTTP_REQUEST" : "UNKNOWN_COMMAND") + noreply;
        }
        final String first = words.size() > 1 ? words.get(1) : "";
        String number = "";
        if (verb.equals("flush_all")) {
            final boolean delayed = words.size() != (noreply.isEmpty() ? 1 : 2);
            if (delayed && strict32(first) == null) {
                return bad(verb, "BAD_EXPTIME", 0) + noreply;
            }
            number = " exptime=" + (delayed ? strict32(first) : "0");
        }
        if (verb.equals("verbosity") || verb.equals("cache_memlimit")) {
            final BigInteger value = first.startsWith("-") || first.length() > 11 ? null : strict64(first);
            if (first.isEmpty() || value == null || value.bitLength() > 32) {
                return bad(verb, verb.equals("verbosity") ? "BAD_COMMAND_LINE" : "BAD_MEMORY_LIMIT", 0) + noreply;
            }
            number = " number=" + value;
        }
        return upper(verb) + number + arguments(words) + noreply;
    }

    private static List<String> words(final String line) {
        final List<String> words = new ArrayList<>(List.of(line.split(" +")));
        words.removeIf(String::isEmpty);
        return words;
    }

    private static String keys(final List<String> keys) {
        return keys.isEmpty() ? "" : " '" + String.join("' '", keys) + "'";
    }

    private static String arguments(final List<String> words) {
        final StringBuilder text = new StringBuilder();
        words.stream().skip(1).forEach(word -> text.append(" (").append(word).append(')'));
        return text.toString();
    }

    private static String bad(final String verb, final String error, final long swallow) {
        return "INVALID " + error + " verb=" + upper(verb) + (swallow == 0 ? "" : " swallow=" + swallow);
    }

    private static String upper(final String verb) {
        return verb.toUpperCase(java.util.Locale.ROOT);
    }

    /** The line from one of its words on, as C sees a string. */
    private static String rest(final String line, final int word) {
        final Matcher matcher = Pattern.compile(" *(?:[^ ]+ +){" + word + "}(.*)", Pattern.DOTALL).matcher(line);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static BigInteger strict32(final String word) {
        final boolean digits = word.length() <= 11 && word.matches("-?[0-9]*");
        if (!digits) {
            return null;
        }
        final BigInteger value = word.equals("-") ? BigInteger.ZERO : new BigInteger(word);
        return value.bitLength() < 32 ? value : null;
    }

    private static BigInteger strict64(final String word) {
        final boolean digits = word.length() <= 22 && word.matches("[0-9]+");
        return digits && new BigInteger(word).bitLength() <= 64 ? new BigInteger(word) : null;
    }

    private static String flags(final String text) {
        final Matcher number = C_NUMBER.matcher(text);
        if (!number.lookingAt()) {
            return null;
        }
        final BigInteger magnitude = new BigInteger(number.group(2));
        final BigInteger value =
            (number.group(1).equals("-") ? magnitude.negate() : magnitude).add(TWO_64).mod(TWO_64);
        if (magnitude.bitLength() > 64 || value.bitLength() == 64 && text.contains("-")) {
            return null;
        }
        return Integer.toUnsignedString(value.intValue());
    }

    private static String exptime(final String text) {
        final Matcher number = C_NUMBER.matcher(text);
        if (!number.lookingAt()) {
            return null;
        }
        final BigInteger value = new BigInteger(number.group(1).replace("+", "") + number.group(2));
        return value.bitLength() < 64 ? Integer.toString(value.intValue()) : null;
    }

    /** For messages: the bytes with what cannot be printed escaped. */
    static String printable(final byte[] bytes) {
        final StringBuilder text = new StringBuilder();
        for (final char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            text.append(c >= ' ' && c < 0x7F ? String.valueOf(c) : String.format("\\x%02x", (int) c));
        }
        return text.toString();
    }
}
