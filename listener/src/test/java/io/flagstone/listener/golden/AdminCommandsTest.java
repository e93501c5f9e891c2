/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.engine.EvictionPolicy;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Administration beyond what was recorded: {@code >} a request of one line, {@code <} the lines of its answer. */
class AdminCommandsTest {
    private static void play(final ServerConfigBuilder config, final String dialogue) throws IOException {
        play(new InMemoryServer(config), dialogue);
    }

    static void play(final InMemoryServer server, final String dialogue) throws IOException {
        final StringBuilder transcript = new StringBuilder("== dialogue\n");
        boolean answering = false;
        for (final String line : dialogue.split("\n")) {
            final boolean asks = line.startsWith(">");
            transcript.append(asks && answering ? "-\n" : "").append(line).append("\\r\\n\n");
            answering = !asks;
        }
        try (server) {
            GoldenReplay.play(GoldenTranscript.parse(transcript.toString()).get(0), server,
                RequestSplitter.AS_RECORDED);
        }
    }

    @Test
    void shouldTuneAnLruAsMemcachedDoes() throws IOException {
        play(ServerConfig.builder().evictionPolicy(EvictionPolicy.SEGMENTED_LRU), """
            > lru mode flat x
            < OK
            > lru m segmented
            < OK
            > lru t 40 40 1 1
            < OK
            > lru tune 0 0 1e1 1
            < OK
            > lru tune 10 20 0.1 2.0 5
            < OK
            > lru tune 10 25 0.1
            < ERROR
            > lru tune 90 1 1 1
            < ERROR hot and warm pcts must not exceed 80
            > lru tune 4294967295 1 1 1
            < ERROR hot and warm pcts must not exceed 80
            > lru tune 10 10 0 0
            < ERROR hot/warm age factors must be greater than 0
            > lru tune 10 10 1 -1
            < ERROR hot/warm age factors must be greater than 0
            > lru tune a b c d
            < ERROR
            > lru tune -1 2 1 1
            < ERROR
            > lru temp_ttl
            < ERROR
            > lru temp_ttl 60
            < OK
            > lru temp 99999999999
            < ERROR
            > lru temp_ttl --1
            < ERROR
            """);
    }

    @Test
    void shouldRememberTheTuningOfAnLruThatItHasNot() throws IOException {
        play(ServerConfig.builder(), """
            > lru mode flat
            < ERROR
            > lru mode segmented
            < ERROR
            > lru temp_ttl 60
            < ERROR
            > lru tune 10 25 0.1 2.0
            < OK
            """);
    }

    @Test
    void shouldCheckTheDestinationOfMemoryThatNoClassHas() throws IOException {
        play(ServerConfig.builder(), """
            > slabs reassign 0 1000
            < BADCLASS invalid src or dst class id
            > slabs reassign 0 1
            < NOSPARE source class has no spare pages
            > slabs reassign 0 0
            < SAME src and dst class are identical
            """);
    }

    @Test
    void shouldMovePagesAndChangeTheMemoryLimitAsMemcachedDoes() throws IOException {
        play(ServerConfig.builder(), """
            > slabs
            < ERROR
            > slabs reassign
            < ERROR
            > slabs reassign 1 2 3
            < ERROR
            > slabs reassign a b
            < CLIENT_ERROR bad command line format
            > slabs reassign 1 1
            < SAME src and dst class are identical
            > slabs reas 1 2
            < NOSPARE source class has no spare pages
            > slabs reassign 900 1
            < BADCLASS invalid src or dst class id
            > slabs reassign 1 900
            < BADCLASS invalid src or dst class id
            > slabs reassign -2 2
            < BADCLASS invalid src or dst class id
            > slabs automove
            < ERROR
            > slabs automove 3
            < ERROR
            > slabs automove x
            < CLIENT_ERROR bad command line format
            > slabs automove 0
            < OK
            > slabs automove 2 3 4
            < OK
            > slabs automove ratio 0.5
            < OK
            > slabs automove ratio x
            < ERROR
            > slabs automove freeratio 0.1
            < OK
            > slabs automove window 5
            < OK
            > slabs automove window 2
            < CLIENT_ERROR automove window too low or too high
            > slabs x y
            < ERROR
            > cache_memlimit 128
            < OK
            > cache_memlimit 8
            < OK
            > cache_memlimit 1000000000
            < MEMLIMIT_ADJUST_FAILED out of bounds or unable to adjust
            > cache_memlimit 1000000001
            < MEMLIMIT_ADJUST_FAILED input value is megabytes not bytes
            > cache_memlimit 7
            < MEMLIMIT_TOO_SMALL cannot set maxbytes to less than 8m
            """);
        play(ServerConfig.builder().slabReassign(false), """
            > slabs reassign 1 2
            < CLIENT_ERROR slab reassignment disabled
            """);
    }

    @Test
    void shouldCrawlOnlyWhereThatIsSwitchedOn() throws IOException {
        play(ServerConfig.builder().lruCrawler(false), """
            > lru_crawler crawl all
            < CLIENT_ERROR lru crawler disabled
            > lru_crawler metadump all
            < CLIENT_ERROR lru crawler disabled
            > lru_crawler mgdump 1
            < CLIENT_ERROR lru crawler disabled
            > lru_crawler enable
            < OK
            > lru_crawler enable
            < ERROR failed to start lru crawler thread
            > lru_crawler crawl all
            < OK
            > lru_crawler crawl 1,2
            < OK
            > lru_crawler crawl 1,0
            < BADCLASS invalid class id
            > lru_crawler crawl ,1,,2
            < OK
            > lru_crawler crawl ,
            < NOTSTARTED no items to crawl
            > lru_crawler mgdump ,,
            < NOTSTARTED no items to crawl
            > lru_crawler metadump 64
            < BADCLASS invalid class id
            > lru_crawler metadump all
            < OK
            < END
            > lru_crawler mgdump hash
            < OK
            < EN
            > lru_crawler metadump
            < ERROR
            > lru_crawler crawl
            < ERROR
            > lru_crawler disable
            < OK
            > lru_crawler disable
            < OK
            > lru_crawler mgdump 1
            < CLIENT_ERROR lru crawler disabled
            """);
    }

    @Test
    void shouldTakeTheBeginningsOfSubCommands() throws IOException {
        play(ServerConfig.builder().evictionPolicy(EvictionPolicy.SEGMENTED_LRU), """
            > lru_crawler d
            < OK
            > lru_crawler e
            < OK
            > lru_crawler c all
            < OK
            > lru_crawler met all
            < OK
            < END
            > lru_crawler mg all
            < OK
            < EN
            > lru_crawler to 5
            < OK
            > lru_crawler s 1000001
            < CLIENT_ERROR sleep must be one second or less
            > lru_crawler sleeps 1
            < ERROR
            > lru mode f
            < OK
            > lru mode s
            < OK
            > lru mode flatter
            < ERROR
            > lru t 60
            < OK
            > slabs a r 0.5
            < OK
            > slabs auto f x
            < ERROR
            > slabs auto w
            < CLIENT_ERROR bad command line format
            > slabs a w 1801
            < CLIENT_ERROR automove window too low or too high
            """);
    }

    @Test
    void shouldTakeTheBeginningsOfSomeWordsBehindStats() throws IOException {
        play(ServerConfig.builder(), """
            > stats res
            < RESET
            > stats d o
            < OK
            > stats detail of
            < OK
            > stats detail d
            < END
            > stats det on x y
            < OK
            > stats item
            < ERROR
            > stats size
            < ERROR
            > stats size_enable
            < ERROR
            > stats sizes
            < STAT sizes_status disabled
            < END
            > stats conn
            < END
            > stats x
            < ERROR
            > debugtime p
            < ERROR
            > debugitem lock a
            < ERROR
            """);
    }

    @Test
    void shouldSayNothingWhereNoAnswerIsWanted() throws IOException {
        play(ServerConfig.builder(), """
            > slabs automove 0 noreply
            > slabs reassign 1 noreply
            > slabs noreply
            > lru tune 10 20 0.1 2.0 noreply
            > lru noreply
            > lru_crawler enable noreply
            > lru_crawler crawl noreply
            > verbosity 0 noreply
            > verbosity noreply
            > cache_memlimit 64 noreply
            > cache_memlimit 7 noreply
            > cache_memlimit noreply
            > flush_all noreply
            > shutdown noreply
            > debugtime p noreply
            > mn
            < MN
            """);
    }

    @Test
    void shouldRefuseToShutDownInOtherWords() throws IOException {
        play(ServerConfig.builder(), """
            > shutdown
            < SERVER_ERROR: shutdown not enabled
            > shutdown graceful
            < SERVER_ERROR: shutdown not enabled
            """);
    }

    @Test
    void shouldCountByPrefixWhatEachCommandDoes() throws IOException {
        play(ServerConfig.builder().detail('/'), """
            > set a/1 0 0 1
            > 1
            < STORED
            > gat 0 a/1 a/2
            < VALUE a/1 0 1
            < 1
            < END
            > incr a/1 1
            < 2
            > touch a/1 0
            < TOUCHED
            > delete a/2
            < NOT_FOUND
            > add a/1 0 0 1
            > x
            < NOT_STORED
            > set a:1 0 0 1
            > x
            < STORED
            > stats detail dump
            < PREFIX a get 2 hit 1 set 2 del 1
            < END
            > stats detail off
            < OK
            > get a/1
            < VALUE a/1 0 1
            < 2
            < END
            > stats detail dump
            < PREFIX a get 2 hit 1 set 2 del 1
            < END
            > stats reset
            < RESET
            > stats detail dump
            < END
            """);
        play(ServerConfig.builder().dumping(false), """
            > stats detail on
            < CLIENT_ERROR stats detail not allowed
            > stats detail
            < CLIENT_ERROR stats detail not allowed
            """);
    }

    @Test
    void shouldTellHowManyItemsThereAreOfEachSize() throws IOException {
        play(ServerConfig.builder().trackSizes(true), """
            > stats sizes
            < END
            > set a 0 0 7
            > 1234567
            < STORED
            > set b 0 0 8
            > 12345678
            < STORED
            > set c 0 0 7
            > 1234567
            < STORED
            > stats sizes
            < STAT 32 2
            < STAT 64 1
            < END
            """);
    }
}
