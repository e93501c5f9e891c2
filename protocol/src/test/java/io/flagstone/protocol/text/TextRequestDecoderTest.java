/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Lines on the left, what they decode to on the right, by kind of line. */
class TextRequestDecoderTest {
    private static final String KEY_250 = "k".repeat(250);
    private static final String KEY_251 = "k".repeat(251);

    @Test
    void shouldListTheKeysOfARetrieval() {
        check("get k\r\n", "GET 'k'");
        check("get k\n", "GET 'k'");
        check("gets a b a\r\n", "GETS 'a' 'b' 'a'");
        check("get " + KEY_250 + "\r\n", "GET '" + KEY_250 + "'");
        check("get a\tb\r\n", "GET 'a\tb'");
        check("get k\r\r\n", "GET 'k\r'");
        check("get noreply\r\n", "GET 'noreply'");
        check("get a noreply\r\n", "GET 'a' 'noreply'");
    }

    @Test
    void shouldTakeRunsOfSpacesAsOneWhenRealClientsSendThem() {
        check("get  s1 s2  s3 \r\n", "GET 's1' 's2' 's3'");
        check("stats \r\n", "STATS");
        check("set s1 32 60 5      \r\n", "SET 's1' flags=32 exptime=60 bytes=5");
        check("cas s1 32 0 3       71\r\n", "CAS 's1' flags=32 exptime=0 bytes=3 unique=71");
        check("cas s1 0 -1 1 53\r\n", "CAS 's1' flags=0 exptime=-1 bytes=1 unique=53");
        check("flush_all 0\r\n", "FLUSH_ALL exptime=0 (0)");
        check("gat 40 s1 40\r\n", "GAT exptime=40 's1' '40'");
    }

    @Test
    void shouldLeaveKeysTooLongInARetrievalToTheCaller() {
        check("get a " + KEY_251 + " b\r\n", "GET 'a' '" + KEY_251 + "' 'b'");
        check("gat 1 " + KEY_251 + "\r\n", "GAT exptime=1 '" + KEY_251 + "'");
    }

    @Test
    void shouldListKeysBeyondTheTwentyThirdWord() {
        check("get" + " a b".repeat(100) + "\r\n", "GET" + " 'a' 'b'".repeat(100));
        check("gats 1" + " a b".repeat(100) + "\r\n", "GATS exptime=1" + " 'a' 'b'".repeat(100));
    }

    @Test
    void shouldRefuseARetrievalWithoutAKey() {
        check("get\r\n", "INVALID BAD_COMMAND_LINE verb=GET");
        check("get   \r\n", "INVALID BAD_COMMAND_LINE verb=GET");
        check("get\n", "INVALID BAD_COMMAND_LINE verb=GET");
        check("gets\r\n", "INVALID BAD_COMMAND_LINE verb=GETS");
        check("gat\r\n", "INVALID BAD_COMMAND_LINE verb=GAT");
        check("gat 10\r\n", "INVALID BAD_COMMAND_LINE verb=GAT");
        check("gats 10 \r\n", "INVALID BAD_COMMAND_LINE verb=GATS");
        check("gat x\r\n", "INVALID BAD_COMMAND_LINE verb=GAT");
    }

    @Test
    void shouldRefuseAGetAndTouchWhenItsTimeIsNotThirtyTwoBits() {
        check("gat abc k\r\n", "INVALID BAD_EXPTIME verb=GAT");
        check("gat 1x k\r\n", "INVALID BAD_EXPTIME verb=GAT");
        check("gat +1 k\r\n", "INVALID BAD_EXPTIME verb=GAT");
        check("gats 99999999999 k\r\n", "INVALID BAD_EXPTIME verb=GATS");
        check("gats 2147483648 k\r\n", "INVALID BAD_EXPTIME verb=GATS");
        check("gats -2147483648 k\r\n", "GATS exptime=-2147483648 'k'");
        check("gat 2147483647 k\r\n", "GAT exptime=2147483647 'k'");
        check("gat abc k noreply\r\n", "INVALID BAD_EXPTIME verb=GAT");
    }

    @Test
    void shouldDecodeEveryStore() {
        check("set foo 0 0 3\r\n", "SET 'foo' flags=0 exptime=0 bytes=3");
        check("add foo 1 2 0\r\n", "ADD 'foo' flags=1 exptime=2 bytes=0");
        check("replace foo 1 2 3\n", "REPLACE 'foo' flags=1 exptime=2 bytes=3");
        check("append foo 1 2 3\r\n", "APPEND 'foo' flags=1 exptime=2 bytes=3");
        check("prepend foo 1 2 3\r\n", "PREPEND 'foo' flags=1 exptime=2 bytes=3");
        check("cas foo 1 2 3 4\r\n", "CAS 'foo' flags=1 exptime=2 bytes=3 unique=4");
        check("set " + KEY_250 + " 0 0 3\r\n", "SET '" + KEY_250 + "' flags=0 exptime=0 bytes=3");
        check("set \u00e2\u0082\u00ac\u00ff\u0001 0 0 1\r\n",
            "SET '\u00e2\u0082\u00ac\u00ff\u0001' flags=0 exptime=0 bytes=1");
    }

    @Test
    void shouldDiscardNothingWhenTheLengthIsUnreadable() {
        check("set\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set foo 0 0\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set foo 0 0 noreply\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set k 0 0 abc noreply\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set k 0 0 3x\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set k 0 0 0x3\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set k 0 0 +3\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set k 0 0 -1\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set k 0 0 2147483646\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set k 0 0 2147483648\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set k 0 0 18446744073709551616\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set k 0 0 000000000003\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set " + KEY_251 + " 0 0 x\r\n", "INVALID BAD_COMMAND_LINE verb=SET");
        check("set k 0 0 00000000003\r\n", "SET 'k' flags=0 exptime=0 bytes=3");
        check("set k 0 0 -\r\n", "SET 'k' flags=0 exptime=0 bytes=0");
        check("set k 0 0 2147483645\r\n", "SET 'k' flags=0 exptime=0 bytes=2147483645");
    }

    @Test
    void shouldDiscardTheDataBlockWhenItsLengthIsKnown() {
        check("set " + KEY_251 + " 0 0 1\r\n", "INVALID KEY_TOO_LONG verb=SET swallow=3");
        check("cas " + KEY_251 + " 0 0 1 1 noreply\r\n", "INVALID KEY_TOO_LONG verb=CAS swallow=3 noreply");
        check("set k abc 0 1\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=3");
        check("set k -1 0 1\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=3");
        check("set k 0 abc 7\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=9");
        check("add k 0 1x 1\r\n", "INVALID BAD_COMMAND_LINE verb=ADD swallow=3");
        check("set k x 0 2147483645\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=2147483647");
        check("set k x 0 1 noreply\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=3 noreply");
    }

    @Test
    void shouldReadFlagsAndTimeOfAStoreAsCDoes() {
        check("set k +7 +8 1\r\n", "SET 'k' flags=7 exptime=8 bytes=1");
        check("set k \t7 \t8 1\r\n", "SET 'k' flags=7 exptime=8 bytes=1");
        check("set k 7\tx 8\0y 1\r\n", "SET 'k' flags=7 exptime=8 bytes=1");
        check("set k 4294967295 0 1\r\n", "SET 'k' flags=4294967295 exptime=0 bytes=1");
        check("set k 4294967297 0 1\r\n", "SET 'k' flags=1 exptime=0 bytes=1");
        check("set k 18446744073709551615 0 1\r\n", "SET 'k' flags=4294967295 exptime=0 bytes=1");
        check("set k 18446744073709551615 -1 1\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=3");
        check("set k 18446744073709551616 0 1\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=3");
        check("set k -18446744073709551615 0 1\r\n", "SET 'k' flags=1 exptime=0 bytes=1");
        check("set k -0 -0 1\r\n", "SET 'k' flags=0 exptime=0 bytes=1");
        check("set k 0 2147483648 1\r\n", "SET 'k' flags=0 exptime=-2147483648 bytes=1");
        check("set k 0 4294967296 1\r\n", "SET 'k' flags=0 exptime=0 bytes=1");
        check("set k 0 -2147483649 1\r\n", "SET 'k' flags=0 exptime=2147483647 bytes=1");
        check("set k 0 -9223372036854775808 1\r\n", "SET 'k' flags=0 exptime=0 bytes=1");
        check("set k 0 -9223372036854775809 1\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=3");
        check("set k 0 9223372036854775808 1\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=3");
        check("set k 0 + 1\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=3");
        check("set k 0 - 1\r\n", "INVALID BAD_COMMAND_LINE verb=SET swallow=3");
        check("set k \t 5 1\r\n", "SET 'k' flags=5 exptime=5 bytes=1");
    }

    @Test
    void shouldNeedAnUnsignedUniqueForCas() {
        check("cas k 0 0 1\r\n", "INVALID BAD_COMMAND_LINE verb=CAS swallow=3");
        check("cas k 0 0 1 noreply\r\n", "INVALID BAD_COMMAND_LINE verb=CAS swallow=3 noreply");
        check("cas k 0 0 1 abc\r\n", "INVALID BAD_COMMAND_LINE verb=CAS swallow=3");
        check("cas k 0 0 1 -1\r\n", "INVALID BAD_COMMAND_LINE verb=CAS swallow=3");
        check("cas k 0 0 1 18446744073709551616\r\n", "INVALID BAD_COMMAND_LINE verb=CAS swallow=3");
        check("cas k 0 0 1 18446744073709551615\r\n",
            "CAS 'k' flags=0 exptime=0 bytes=1 unique=18446744073709551615");
        check("cas k 0 0 1 1 noreply x\r\n", "CAS 'k' flags=0 exptime=0 bytes=1 unique=1");
    }

    @Test
    void shouldNotAnswerAnUnknownCommandThatEndsWithNoreply() {
        check("bogus k noreply\r\n", "INVALID UNKNOWN_COMMAND noreply");
        check("noreply\r\n", "INVALID UNKNOWN_COMMAND noreply");
        check(" get k noreply\r\n", "INVALID UNKNOWN_COMMAND noreply");
        check("bogus noreply k\r\n", "INVALID UNKNOWN_COMMAND");
    }

    @Test
    void shouldHearNoreplyOnlyAsTheExactLastWord() {
        check("set k 0 0 1 noreply\r\n", "SET 'k' flags=0 exptime=0 bytes=1 noreply");
        check("set k 0 0 1 noreply  \r\n", "SET 'k' flags=0 exptime=0 bytes=1 noreply");
        check("set k 0 0 1 x noreply\r\n", "SET 'k' flags=0 exptime=0 bytes=1 noreply");
        check("set k 0 0 1 noreply x\r\n", "SET 'k' flags=0 exptime=0 bytes=1");
        check("set k 0 0 1 Noreply\r\n", "SET 'k' flags=0 exptime=0 bytes=1");
        check("set k 0 0 1 noreplyy\r\n", "SET 'k' flags=0 exptime=0 bytes=1");
        check("set noreply 0 0 1\r\n", "SET 'noreply' flags=0 exptime=0 bytes=1");
        check("delete noreply\r\n", "DELETE 'noreply' noreply");
        check("delete k noreply\r\n", "DELETE 'k' noreply");
        check("touch noreply\r\n", "INVALID BAD_COMMAND_LINE verb=TOUCH");
        check("touch k noreply\r\n", "INVALID BAD_EXPTIME verb=TOUCH noreply");
        check("incr k noreply\r\n", "INVALID BAD_DELTA verb=INCR noreply");
        check("foo bar noreply\r\n", "INVALID UNKNOWN_COMMAND noreply");
        check("stats noreply\r\n", "STATS (noreply)");
        check("version noreply\r\n", "VERSION (noreply)");
        check("quit noreply\r\n", "QUIT");
    }

    @Test
    void shouldLookAtTwentyThreeWordsOnly() {
        check("set k 0 0 1" + " x".repeat(30) + " \r\n", "SET 'k' flags=0 exptime=0 bytes=1");
        check("set k 0 0 1" + " x".repeat(17) + " noreply\r\n", "SET 'k' flags=0 exptime=0 bytes=1 noreply");
        check("set k 0 0 1" + " x".repeat(17) + " noreply x\r\n", "SET 'k' flags=0 exptime=0 bytes=1 noreply");
        check("set k 0 0 1" + " x".repeat(18) + " noreply\r\n", "SET 'k' flags=0 exptime=0 bytes=1");
        check("stats" + " x".repeat(30) + "\r\n", "STATS" + " (x)".repeat(22));
        check("lru" + " x".repeat(21) + " noreply y\r\n", "LRU" + " (x)".repeat(21) + " (noreply) noreply");
    }

    @Test
    void shouldDecodeDeleteWithAnythingBehindTheKey() {
        check("delete k\r\n", "DELETE 'k'");
        check("delete k 0\r\n", "DELETE 'k'");
        check("delete k 0 noreply\r\n", "DELETE 'k' noreply");
        check("delete k a b c\r\n", "DELETE 'k'");
        check("delete\r\n", "INVALID BAD_COMMAND_LINE verb=DELETE");
        check("delete  \r\n", "INVALID BAD_COMMAND_LINE verb=DELETE");
        check("delete " + KEY_251 + "\r\n", "INVALID KEY_TOO_LONG verb=DELETE");
        check("delete " + KEY_251 + " noreply\r\n", "INVALID KEY_TOO_LONG verb=DELETE noreply");
    }

    @Test
    void shouldDecodeIncrAndDecr() {
        check("incr n 1\r\n", "INCR 'n' delta=1");
        check("decr n 18446744073709551615\r\n", "DECR 'n' delta=18446744073709551615");
        check("incr n 0000000000000000000001\r\n", "INCR 'n' delta=1");
        check("incr n 00000000000000000000001\r\n", "INVALID BAD_DELTA verb=INCR");
        check("incr n 18446744073709551616\r\n", "INVALID BAD_DELTA verb=INCR");
        check("incr n -1\r\n", "INVALID BAD_DELTA verb=INCR");
        check("incr n +1\r\n", "INVALID BAD_DELTA verb=INCR");
        check("incr n 1.5\r\n", "INVALID BAD_DELTA verb=INCR");
        check("incr n 0x10\r\n", "INVALID BAD_DELTA verb=INCR");
        check("decr n x noreply\r\n", "INVALID BAD_DELTA verb=DECR noreply");
        check("incr n 1 rubbish\r\n", "INCR 'n' delta=1");
        check("incr n 1 noreply x\r\n", "INCR 'n' delta=1");
        check("incr\r\n", "INVALID BAD_COMMAND_LINE verb=INCR");
        check("decr n \r\n", "INVALID BAD_COMMAND_LINE verb=DECR");
        check("incr " + KEY_251 + " x\r\n", "INVALID KEY_TOO_LONG verb=INCR");
    }

    @Test
    void shouldDecodeTouch() {
        check("touch k 10\r\n", "TOUCH 'k' exptime=10");
        check("touch k -1 noreply\r\n", "TOUCH 'k' exptime=-1 noreply");
        check("touch k -\r\n", "TOUCH 'k' exptime=0");
        check("touch k 100 2 3\r\n", "TOUCH 'k' exptime=100");
        check("touch k abc\r\n", "INVALID BAD_EXPTIME verb=TOUCH");
        check("touch k 2147483648\r\n", "INVALID BAD_EXPTIME verb=TOUCH");
        check("touch k abc noreply\r\n", "INVALID BAD_EXPTIME verb=TOUCH noreply");
        check("touch k\r\n", "INVALID BAD_COMMAND_LINE verb=TOUCH");
        check("touch " + KEY_251 + " 1\r\n", "INVALID KEY_TOO_LONG verb=TOUCH");
    }

    @Test
    void shouldDecodeFlushAllWithItsDelay() {
        check("flush_all\r\n", "FLUSH_ALL exptime=0");
        check("flush_all noreply\r\n", "FLUSH_ALL exptime=0 (noreply) noreply");
        check("flush_all 10 noreply\r\n", "FLUSH_ALL exptime=10 (10) (noreply) noreply");
        check("flush_all -10\r\n", "FLUSH_ALL exptime=-10 (-10)");
        check("flush_all 0 1 2\r\n", "FLUSH_ALL exptime=0 (0) (1) (2)");
        check("flush_all abc\r\n", "INVALID BAD_EXPTIME verb=FLUSH_ALL");
        check("flush_all 2147483648\r\n", "INVALID BAD_EXPTIME verb=FLUSH_ALL");
        check("flush_all noreply noreply\r\n", "INVALID BAD_EXPTIME verb=FLUSH_ALL noreply");
    }

    @Test
    void shouldDecodeTheNumbersOfVerbosityAndCacheMemlimit() {
        check("verbosity 1\r\n", "VERBOSITY number=1 (1)");
        check("verbosity 4294967295\r\n", "VERBOSITY number=4294967295 (4294967295)");
        check("verbosity 1 2 3\r\n", "VERBOSITY number=1 (1) (2) (3)");
        check("verbosity 0 noreply\r\n", "VERBOSITY number=0 (0) (noreply) noreply");
        check("verbosity\r\n", "INVALID BAD_COMMAND_LINE verb=VERBOSITY");
        check("verbosity -1\r\n", "INVALID BAD_COMMAND_LINE verb=VERBOSITY");
        check("verbosity abc\r\n", "INVALID BAD_COMMAND_LINE verb=VERBOSITY");
        check("verbosity noreply\r\n", "INVALID BAD_COMMAND_LINE verb=VERBOSITY noreply");
        check("verbosity 4294967296\r\n", "INVALID BAD_COMMAND_LINE verb=VERBOSITY");
        check("cache_memlimit 64\r\n", "CACHE_MEMLIMIT number=64 (64)");
        check("cache_memlimit\r\n", "INVALID BAD_MEMORY_LIMIT verb=CACHE_MEMLIMIT");
        check("cache_memlimit abc\r\n", "INVALID BAD_MEMORY_LIMIT verb=CACHE_MEMLIMIT");
    }

    @Test
    void shouldLeaveTheWordsOfAdministrationToTheListener() {
        check("stats detail on\r\n", "STATS (detail) (on)");
        check("stats cachedump 1 10\r\n", "STATS (cachedump) (1) (10)");
        check("slabs reassign -1 2\r\n", "SLABS (reassign) (-1) (2)");
        check("lru tune 10 25 0.1 2.0\r\n", "LRU (tune) (10) (25) (0.1) (2.0)");
        check("lru_crawler metadump all\r\n", "LRU_CRAWLER (metadump) (all)");
        check("watch fetchers mutations\r\n", "WATCH (fetchers) (mutations)");
        check("shutdown graceful\r\n", "SHUTDOWN (graceful)");
        check("shutdown\r\n", "SHUTDOWN");
        check("refresh_certs\r\n", "REFRESH_CERTS");
        check("debugtime 1\r\n", "DEBUGTIME (1)");
        check(" debugitem lock k\r\n", "DEBUGITEM (lock) (k)");
        check("version\r\n", "VERSION");
        check("quit now\r\n", "QUIT");
    }

    @Test
    void shouldFindAdministrationBehindSpacesAndNothingElse() {
        check("  flush_all\r\n", "FLUSH_ALL exptime=0");
        check(" verbosity 1\r\n", "VERBOSITY number=1 (1)");
        check(" lru mode flat\r\n", "LRU (mode) (flat)");
        check(" get foo\r\n", "INVALID UNKNOWN_COMMAND");
        check(" ".repeat(99) + "get k\r\n", "INVALID UNKNOWN_COMMAND");
        check(" set k 0 0 1\r\n", "INVALID UNKNOWN_COMMAND");
        check(" stats\r\n", "INVALID UNKNOWN_COMMAND");
        check(" quit\r\n", "INVALID UNKNOWN_COMMAND");
        check(" mn\r\n", "INVALID UNKNOWN_COMMAND");
    }

    @Test
    void shouldNameCommandsExactly() {
        for (final String line : new String[] {
            "foo", "GET k", "SET k 0 0 1", "getx k", "ge k", "settle k 0 0 1", "bget k", "12345", "get\tk",
            "sets k 0 0 1", "deleted k", "touche k 1", "stat", "statss", "versions", "mx k", "m k", "mnn", "flush_al",
            "flush_alll", "extstore x", "misbehave", "debugtimes 1", "\u0080\0\0\0", "*1", "    "}) {
            check(line + "\r\n", "INVALID UNKNOWN_COMMAND");
        }
    }

    @Test
    void shouldRecogniseMetaCommands() {
        check("mg k\r\n", "META_GET 'k'");
        check("mg  k  v t\r\n", "META_GET 'k' 'v' 't'");
        check("md k\r\n", "META_DELETE 'k'");
        check("ma k\n", "META_ARITHMETIC 'k'");
        check("me k b\n", "META_DEBUG 'k' 'b'");
        check("mn\r\n", "META_NOOP");
        check("mn now\r\n", "META_NOOP");
        for (final String verb : new String[] {"mg", "ms", "md", "ma", "me"}) {
            check(verb + "\r\n", "INVALID BAD_COMMAND_LINE verb=" + Describe.line(verb + " k 1\r\n").split(" ")[0]);
            check(verb + "   \r\n", "INVALID BAD_COMMAND_LINE verb=" + Describe.line(verb + " k 1\r\n").split(" ")[0]);
            check(verb + "x k\r\n", "INVALID UNKNOWN_COMMAND");
            check(" " + verb + " k\r\n", "INVALID UNKNOWN_COMMAND");
        }
        check("mx k\r\n", "INVALID UNKNOWN_COMMAND");
        check("MG k\r\n", "INVALID UNKNOWN_COMMAND");
    }

    @Test
    void shouldReadHowLongTheDataBlockOfAMetaSetIs() {
        check("ms k 3\r\n", "META_SET 'k' '3' bytes=3");
        check("ms  k  0  T0 F1\n", "META_SET 'k' '0' 'T0' 'F1' bytes=0");
        check("ms k 2147483645\r\n", "META_SET 'k' '2147483645' bytes=2147483645");
        for (final String length : new String[] {"", "-1", "x", "3x", "S3", "2147483646", "99999999999999999999"}) {
            check("ms k " + length + "\r\n", "INVALID BAD_COMMAND_LINE verb=META_SET");
        }
    }

    @Test
    void shouldRefuseLinesOfFewerThanFourBytes() {
        check("\n", "INVALID BAD_COMMAND_LINE");
        check("\r\n", "INVALID BAD_COMMAND_LINE");
        check("x\r\n", "INVALID BAD_COMMAND_LINE");
        check("mn\n", "INVALID BAD_COMMAND_LINE");
        check("  \n", "INVALID BAD_COMMAND_LINE");
        check("xx\r\n", "INVALID UNKNOWN_COMMAND");
        check("  \r\n", "INVALID UNKNOWN_COMMAND");
    }

    @Test
    void shouldCloseWhatSpeaksHttp() {
        check("GET / HTTP/1.1\r\n", "INVALID HTTP_REQUEST");
        check("POST /x HTTP/\n", "INVALID HTTP_REQUEST");
        check("GET / HTTP\r\n", "INVALID UNKNOWN_COMMAND");
        check("GET / http/1.1\r\n", "INVALID UNKNOWN_COMMAND");
        check("HTTP/1.1\r\n", "INVALID UNKNOWN_COMMAND");
        check("GET HTTP/1.1 /\r\n", "INVALID UNKNOWN_COMMAND");
        check("get / HTTP/1.1\r\n", "GET '/' 'HTTP/1.1'");
    }

    @Test
    void shouldCloseAfterTwoThousandBytesWithoutALineEndUnlessTheyBeginAGet() {
        assertNull(Describe.line("a".repeat(2048)));
        check("a".repeat(2049), "INVALID LINE_TOO_LONG");
        check("set " + "k".repeat(3000), "INVALID LINE_TOO_LONG");
        check("gat 1 " + "k ".repeat(3000), "INVALID LINE_TOO_LONG");
        check("get\t" + "k ".repeat(3000), "INVALID LINE_TOO_LONG");
        check("getsy " + "k ".repeat(3000), "INVALID LINE_TOO_LONG");
        check(" ".repeat(5000), "INVALID LINE_TOO_LONG");
        check(" ".repeat(101) + "get " + "k ".repeat(3000), "INVALID LINE_TOO_LONG");
        assertNull(Describe.line(" ".repeat(100) + "get " + "k ".repeat(3000)));
        assertNull(Describe.line("get " + "k ".repeat(3000)));
        assertNull(Describe.line("gets " + "k".repeat(20_000)));
    }

    @Test
    void shouldDecodeALongLineThatHasItsLineEnd() {
        check("set k 0 0 1" + " ".repeat(5000) + "noreply\r\n", "SET 'k' flags=0 exptime=0 bytes=1 noreply");
        check("set " + "k".repeat(5000) + " 0 0 1\r\n", "INVALID KEY_TOO_LONG verb=SET swallow=3");
        check("a".repeat(5000) + "\r\n", "INVALID UNKNOWN_COMMAND");
    }

    private static void check(final String line, final String expected) {
        assertEquals(expected, Describe.line(line), () -> "line: " + line);
    }
}
