/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.workload.ValueSizes;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class LoadTest {
    private static final int ITEMS = 200;
    private static final int COUNT = 3000;

    private static Load load(final Dialect dialect, final String mix, final String order, final String values) {
        return new Load(dialect, 4, 8, Mix.named(mix), 5, KeyOrder.named(order), ITEMS,
            ValueSizes.named(values), 100, 0, false, 1);
    }

    private static InetSocketAddress address(final MemcachedServer server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private static MemcachedServer server() throws IOException {
        return MemcachedServer.start(ServerConfig.builder().port(0).build());
    }

    private static LoadResult run(final Generator generator, final InetSocketAddress server, final int threads)
        throws IOException {
        try (LoadRun run = generator.start(server, Pace.of(COUNT), threads)) {
            while (!run.isDone()) {
                run.runFor(0.01);
            }
            return run.finish();
        }
    }

    @ParameterizedTest
    @CsvSource({"TEXT, 1-300", "META, 1-300", "BINARY, 1-300", "TEXT, 60000-120000", "BINARY, 60000-120000",
        "META, 60000-120000", "TEXT, 0-2"})
    void shouldFindEveryAnswerOfAServerRight(final Dialect dialect, final String values) throws IOException {
        final Load load =
            load(dialect, "get=40,set=20,delete=10,touch=10,multiget=20", "uniform", values);
        try (MemcachedServer server = server()) {
            final Generator generator = Generator.of(load);
            generator.store(address(server), new Progress());
            final LoadResult result = run(generator, address(server), 2);
            assertEquals("[]", result.shown().toString());
            assertEquals(COUNT, result.answered());
            assertEquals(COUNT, result.latency().getTotalCount());
            assertTrue(result.hits() > 0 && result.misses() > 0 && result.stored() > 0 && result.absent() > 0,
                "hits=" + result.hits() + ", misses=" + result.misses() + ", absent=" + result.absent());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "META", "BINARY"})
    void shouldFindAllKeysWhenAllAreStored(final Dialect dialect) throws IOException {
        try (MemcachedServer server = server()) {
            final Generator generator = Generator.of(load(dialect, "get=50,multiget=50", "zipf:0.99", "100"));
            generator.store(address(server), new Progress());
            final LoadResult result = run(generator, address(server), 1);
            assertTrue(result.isRight() && result.misses() == 0, result.shown().toString());
            assertEquals(server.cache().stats().hits(), result.hits());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "META", "BINARY"})
    void shouldMissEachKeyOnceWhenWhatWasMissedIsStored(final Dialect dialect) throws IOException {
        try (MemcachedServer server = server()) {
            final Load load = load(dialect, "get=100", "sequential", "100").by(dialect, 1, 1)
                .asking(Mix.GETS, KeyOrder.SEQUENTIAL, true);
            final LoadResult result = run(Generator.of(load), address(server), 1);
            assertTrue(result.isRight(), result.shown().toString());
            assertEquals(ITEMS, result.misses());
            assertEquals(ITEMS, result.stored());
        }
    }

    @Test
    void shouldFindTheVersionThatAnotherThreadHasStored() throws IOException {
        try (MemcachedServer server = server()) {
            final Generator generator = Generator.of(load(Dialect.TEXT, "set=50,get=50", "zipf:1.5", "50"));
            generator.store(address(server), new Progress());
            final LoadResult result = run(generator, address(server), 4);
            assertTrue(result.isRight() && result.misses() == 0, result.shown().toString());
        }
    }

    @Test
    void shouldCountWhatTheServerRefuses() throws IOException {
        try (MemcachedServer server = MemcachedServer.start(
            ServerConfig.builder().port(0).maximumItemSize(1 << 20).build())) {
            final Generator generator = Generator.of(load(Dialect.TEXT, "set=100", "uniform", "1100000"));
            final LoadResult result = run(generator.with(load(Dialect.TEXT, "set=100", "uniform", "1100000")
                .by(Dialect.TEXT, 1, 1)), address(server), 1);
            assertEquals(result.answered(), result.errors());
            assertEquals(0, result.refused());
            assertFalse(result.isRight());
            assertTrue(result.shown().get(0).contains("SERVER_ERROR object too large"), result.shown().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "0, 1, false", "999, 1, false", "1000, 1, true", "2000, 2, true", "2000, 3, false"})
    void shouldBearOneRefusalInAThousandSets(final long stored, final long refused, final boolean right) {
        final Tally tally = new Tally();
        tally.stored = stored;
        tally.refused = refused;
        assertEquals(right, new LoadResult(tally, 1).isRight());
    }

    @Test
    void shouldSayThatNobodyListensWhenNobodyDoes() throws IOException {
        final int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        final String message = assertThrows(IOException.class,
            () -> Generator.connect(new InetSocketAddress("127.0.0.1", port))).getMessage();
        assertEquals("nobody listens on 127.0.0.1:" + port + ": Connection refused", message);
    }
}
