/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands of the meta dialect count as in the statistics. */
class MetaStatisticsTest {
    private final ByteCache cache = ByteCache.builder().callerMaintains().build();
    private MemcachedServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).build(), cache);
        client = RawClient.of(server);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        cache.close();
    }

    private void counts(final String... pairs) throws IOException {
        for (final String pair : pairs) {
            final String[] nameAndValue = pair.split("=");
            assertEquals(Long.parseLong(nameAndValue[1]), client.stat(nameAndValue[0]), nameAndValue[0]);
        }
    }

    @Test
    void shouldCountAMetaGetAsAGetAndWithATimeToLiveAsATouch() throws IOException {
        client.ask("ms k 1\r\na\r\nmg k\r\nmg k v q\r\nmg x\r\nmg x q\r\nmg k R30\r\nmg n N30\r\n",
            "HD\r\nHD\r\nVA 1\r\na\r\nEN\r\nHD\r\nHD W\r\n");
        counts("cmd_get=6", "get_hits=4", "get_misses=2", "cmd_touch=0", "cmd_meta=0", "cmd_set=1");
        client.ask("mg k T0\r\nmg x T0\r\n", "HD\r\nEN\r\n");
        counts("cmd_get=7", "get_hits=4", "get_misses=3", "cmd_touch=1", "touch_hits=1", "touch_misses=0");
        client.ask("ms k 1 T-1\r\na\r\nmg k v\r\n", "HD\r\nEN\r\n");
        counts("get_expired=1", "get_misses=4");
        client.ask("mg k v v\r\nmg k O" + "o".repeat(32) + "\r\n",
            "CLIENT_ERROR duplicate flag\r\nCLIENT_ERROR opaque token too long\r\n");
        counts("cmd_get=8");
    }

    @Test
    void shouldCountAMetaSetAsASetAndAsACompareAndSwap() throws IOException {
        client.ask("ms k 1 E50\r\na\r\nms k 1 ME\r\nb\r\nms k 1 C50\r\nc\r\nms k 1 C50\r\nd\r\nms x 1 C50\r\ne\r\n",
            "HD\r\nNS\r\nHD\r\nEX\r\nNF\r\n");
        counts("cmd_set=5", "cas_hits=1", "cas_badval=1", "cas_misses=1");
        client.ask("ms k 1 w\r\nd\r\nms k 1\r\nxyz\r\nms k 1 O" + "o".repeat(32) + "\r\nx\r\n",
            "CLIENT_ERROR invalid flag\r\nCLIENT_ERROR bad data chunk\r\nCLIENT_ERROR bad command line format\r\n"
            + "CLIENT_ERROR opaque token too long\r\n");
        counts("cmd_set=7", "store_too_large=0");
        client.ask("ms k 2000000\r\n" + "x".repeat(2_000_000) + "\r\n", "SERVER_ERROR object too large for cache\r\n");
        counts("cmd_set=7", "store_too_large=1", "curr_items=0");
    }

    @Test
    void shouldCountAMetaDeleteUnlessItOnlyMarks() throws IOException {
        client.ask("ms k 1\r\na\r\nmd x\r\nmd k C1\r\nmd k I\r\nmd k x\r\nmd k I x\r\nmd k\r\n",
            "HD\r\nNF\r\nEX\r\nHD\r\nHD\r\nHD\r\nHD\r\n");
        counts("delete_hits=2", "delete_misses=2", "curr_items=0");
    }

    @Test
    void shouldCountMetaArithmeticUnlessItMakesTheNumber() throws IOException {
        client.ask("ma k\r\nma k MD\r\nma k N0\r\nma k\r\nma k MD\r\nma k C1\r\n",
            "NF\r\nNF\r\nHD\r\nHD\r\nHD\r\nEX\r\n");
        counts("incr_hits=1", "incr_misses=1", "decr_hits=1", "decr_misses=1", "total_items=1");
    }

    @Test
    void shouldCountNothingButMetaDebugAsMeta() throws IOException {
        client.ask("ms k 1\r\na\r\nme x\r\nme !\r\nme k b\r\nmn\r\n",
            "HD\r\nEN\r\nEN\r\nCLIENT_ERROR bad command line format\r\nMN\r\n");
        counts("cmd_meta=2", "cmd_get=0");
    }
}
