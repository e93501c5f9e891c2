/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.meta.MetaDecoder;
import io.flagstone.protocol.meta.MetaRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What memcached 1.6.18 makes of a line that 1.6.45 reads otherwise. Looks at the request that was decoded from it. */
final class LineDrift {
    private static final Pattern LONE_MINUS = Pattern.compile(" [A-Z]?-\\s");
    private static final Pattern HUGE_FLAGS = Pattern.compile(" [0-9]{19,} .*-");
    private static final Pattern META_UNIQUE = Pattern.compile("[\\x00-\\xff]* C[^\\x00-\\xff][ \r\n][\\x00-\\xff]*");
    private static final Map<KnownDifference, Pattern> NOT_SENT = Map.of(
        KnownDifference.YOUNGER_FLAG, Pattern.compile("m[gsda] .* E|ms .* [sN]|md .* x|mg .* C", Pattern.DOTALL),
        KnownDifference.QUIET_CREATION, Pattern.compile("ma .*( q.* N| N.* q)", Pattern.DOTALL),
        KnownDifference.TIME_OF_OLD_ITEM, Pattern.compile("ma .* T", Pattern.DOTALL),
        KnownDifference.LENIENT_NUMBER, Pattern.compile(
            "m[sgda] .* [CDEFJNRT]([0-9\u0100-\uffff]*[\t\u000b\f\r](?!\n)|\\+)",
            Pattern.DOTALL),
        KnownDifference.ORDER_OF_UNIQUES,
        Pattern.compile("ms .* (C[\u0100-\uffff].* I|I.* C[\u0100-\uffff])", Pattern.DOTALL),
        KnownDifference.TIME_THAT_IS_OVER, Pattern.compile("mg .* (T-.* t|t.* T-)", Pattern.DOTALL));
    private static final Pattern BINARY_KEY = Pattern.compile(" k([A-Za-z0-9+/]+=*) b(?=[ \\\\])");
    private static final long MOST_ADDED = 1L << 40;
    private static final int SHORTEST_LIFE = 60;
    private static final String NOREPLY = "noreply";

    private final Request request;
    private final MetaRequest meta = new MetaRequest();
    private final boolean isMeta;

    LineDrift(final Request request, final boolean isMeta) {
        this.request = request;
        this.isMeta = isMeta;
    }

    /** Whether the answer to the request may hold an item until it is sent. */
    boolean isRead() {
        return request.opcode().isRetrieval() || request.opcode() == Opcode.META_GET;
    }

    /** Whether the request counts, which {@link KnownDifference#HELD_NUMBER} makes uncertain. */
    boolean isCount() {
        return switch (request.opcode()) {
            case INCR, DECR, META_ARITHMETIC -> true;
            default -> false;
        };
    }

    /** Whether a line cannot be sent, because the answers could not be compared. */
    boolean forbids(final String line, final boolean isBehindMarker) {
        if (Uniques.areMentioned(line) && !mentionsOnlyAsUnique(line)) {
            return true;
        }
        if (request.opcode().isRetrieval()) {
            return isShort(request.exptime()) || dropsReplies(isBehindMarker) || LONE_MINUS.matcher(line).find();
        }
        // HTTP: which first words close the connection is another matter in each version.
        final boolean isOtherHttp = line.contains("HTTP/") && !line.startsWith("GET / HTTP/");
        return isOtherHttp || line.length() > ProtocolLimits.MAX_LINE_WITHOUT_END || forbidsVerb(line);
    }

    private boolean forbidsVerb(final String line) {
        return switch (request.verb()) {
            case STATS, WATCH, SHUTDOWN, SLABS, LRU, LRU_CRAWLER, VERBOSITY, CACHE_MEMLIMIT, REFRESH_CERTS ->
                !TextCommands.ADMINISTRATION.contains(line);
            case FLUSH_ALL -> request.exptime() > 0 || isLenient(line);
            case INCR -> request.delta() < 0 || request.delta() > MOST_ADDED || isLenient(line);
            case SET, ADD, REPLACE, CAS, TOUCH, GAT, GATS, DECR, APPEND, PREPEND ->
                isShort(request.exptime()) || isLenient(line);
            case META_GET, META_SET, META_DELETE, META_ARITHMETIC, META_DEBUG ->
                !isMeta || isLenient(line) || notSent(line) != null;
            default -> false;
        };
    }

    /** Why the meta dialect does not say a line to memcached; null if it may. */
    static KnownDifference notSent(final String line) {
        for (final Map.Entry<KnownDifference, Pattern> each : NOT_SENT.entrySet()) {
            if (each.getValue().matcher(line).lookingAt()) {
                return each.getKey();
            }
        }
        return null;
    }

    /** Only there a unique is just that, and not a length or a time. */
    private boolean mentionsOnlyAsUnique(final String line) {
        if (isMeta(request.opcode())) {
            return META_UNIQUE.matcher(line).matches();
        }
        final String[] words = words(line);
        final String last = words[Math.min(understoodWords(), words.length) - 1];
        return request.opcode() == Opcode.CAS && last.length() == 1 && Uniques.areMentioned(last)
            && line.chars().filter(c -> c == last.charAt(0)).count() == 1;
    }

    private static boolean isMeta(final Opcode opcode) {
        return switch (opcode) {
            case META_GET, META_SET, META_DELETE, META_ARITHMETIC, META_DEBUG -> true;
            default -> false;
        };
    }

    private boolean dropsReplies(final boolean isBehindMarker) {
        boolean mayBeLong = isBehindMarker;
        while (request.nextKey()) {
            if (request.keyLength() > ProtocolLimits.MAX_KEY_LENGTH && !mayBeLong) {
                return true;
            }
            mayBeLong = false;
        }
        return false;
    }

    private boolean isLenient(final String line) {
        return request.error() == DecodeError.BAD_EXPTIME || request.error() == DecodeError.BAD_DELTA
            || LONE_MINUS.matcher(line).find() || HUGE_FLAGS.matcher(line).find();
    }

    private static boolean isShort(final int seconds) {
        return seconds > 0 && seconds < SHORTEST_LIFE;
    }

    /** Why memcached has to get another line; null if it need not. */
    KnownDifference of(final String line, final ByteBuffer bytes) {
        final int words = words(line).length;
        if (line.length() < ProtocolLimits.MIN_LINE_LENGTH) {
            return KnownDifference.SHORT_LINE;
        }
        if (request.verb() == Opcode.INVALID && request.noreply()) {
            return KnownDifference.UNKNOWN_NOREPLY;
        }
        if (request.opcode() == Opcode.META_SET && isWorthless(bytes)) {
            return KnownDifference.META_BODY;
        }
        if (line.charAt(0) == ' ' && request.verb() == Opcode.INVALID) {
            return KnownDifference.LEADING_SPACE;
        }
        if (request.verb().isStore() && request.error() != null && request.swallow() == 0) {
            return KnownDifference.BAD_LENGTH;
        }
        if (request.verb() == Opcode.DELETE && request.noreply() && words == 2) {
            return KnownDifference.DELETE_NOREPLY;
        }
        if (request.verb().isGetAndTouch() && words == 2) {
            return KnownDifference.GAT_WITHOUT_KEY;
        }
        return words > understoodWords() + (request.noreply() ? 1 : 0) ? KnownDifference.EXTRA_WORDS : null;
    }

    private boolean isWorthless(final ByteBuffer bytes) {
        MetaDecoder.decode(bytes, request, meta);
        return meta.error() == DecodeError.BAD_COMMAND_LINE;
    }

    /** The line that memcached gets. */
    String understood(final String line, final KnownDifference difference) {
        final String[] words = words(line);
        return switch (difference) {
            case SHORT_LINE -> "\r\n";
            case UNKNOWN_NOREPLY -> "";
            case LEADING_SPACE -> "unknown\r\n";
            case DELETE_NOREPLY -> "delete noreply noreply\r\n";
            case EXTRA_WORDS -> withoutExtraWords(words);
            default -> words[0] + "\r\n";
        };
    }

    private String withoutExtraWords(final String[] words) {
        final int most = understoodWords();
        if (!request.noreply() && request.error() != null && words[most - 1].equals(NOREPLY)) {
            return words[0] + "\r\n";
        }
        return String.join(" ", Arrays.copyOf(words, most)) + (request.noreply() ? " noreply\r\n" : "\r\n");
    }

    /** How many words mean something, noreply apart. */
    private int understoodWords() {
        return switch (request.verb()) {
            case DELETE, FLUSH_ALL -> 2;
            case INCR, DECR, TOUCH -> 3;
            case SET, ADD, REPLACE, APPEND, PREPEND -> 5;
            case CAS -> 6;
            default -> Short.MAX_VALUE;
        };
    }

    private static String[] words(final String line) {
        return line.strip().split(" +");
    }

    private static String withoutBase64(final String reply) {
        return BINARY_KEY.matcher(reply).replaceAll(key -> Matcher.quoteReplacement(" k" + GoldenText.of(new String(
            Base64.getDecoder().decode(key.group(1)), StandardCharsets.ISO_8859_1))));
    }

    /** The reason why memcached's answer may be followed by another of Flagstone; null if there is none. */
    static KnownDifference ofReplies(final String memcached, final String flagstone) {
        final boolean isBadLine = flagstone.equals("CLIENT_ERROR bad command line format\\r\\n");
        if (memcached.equals("ERROR\\r\\n") && isBadLine) {
            return KnownDifference.WRONG_WORD_COUNT;
        }
        if (memcached.startsWith("CLIENT_ERROR invalid flag") && isBadLine
            || memcached.startsWith("CLIENT_ERROR invalid or dup") && flagstone.startsWith("CLIENT_ERROR ")) {
            return KnownDifference.META_FLAG;
        }
        if (memcached.startsWith("CLIENT_ERROR incorrect length for M token")
            && flagstone.startsWith("CLIENT_ERROR ")) {
            return KnownDifference.META_MODE;
        }
        if (memcached.equals(withoutBase64(flagstone))) {
            return KnownDifference.BINARY_KEY;
        }
        if (memcached.startsWith("VERSION ") && flagstone.startsWith("VERSION ")) {
            return KnownDifference.VERSION;
        }
        if (flagstone.equals("\\r\\n")) {
            return KnownDifference.EMPTY_LINE;
        }
        return memcached.startsWith("ERROR: shutdown") && flagstone.startsWith("SERVER_ERROR: shutdown")
            ? KnownDifference.SHUTDOWN : null;
    }
}
