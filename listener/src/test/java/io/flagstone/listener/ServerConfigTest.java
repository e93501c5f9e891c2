/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerConfigTest {

    private static final long MEBIBYTE = 1024L * 1024;

    @Test
    void shouldHaveTheDefaultsOfMemcachedButForTheRequestsOfATurn() {
        final ServerConfig config = ServerConfig.builder().build();
        assertEquals(11211, config.port());
        assertEquals(0, config.udpPort());
        assertEquals(List.of(), config.addresses());
        assertNull(config.unixSocket());
        assertEquals(1024, config.maxConnections());
        assertEquals(4, config.threads());
        assertEquals(64 * MEBIBYTE, config.memoryLimit());
        assertTrue(config.evictions());
        assertEquals(0, config.growthFactor());
        assertEquals(48, config.minimumChunk());
        assertEquals(MEBIBYTE, config.maximumItemSize());
        assertNull(config.user());
        assertFalse(config.daemon());
        assertNull(config.pidFile());
        assertEquals(0, config.verbosity());
        assertEquals(1024, config.requestsPerEvent());
        assertEquals(1024, config.backlog());
    }

    @Test
    void shouldKeepWhatItWasTold() {
        final ServerConfig config = ServerConfig.builder()
            .port(0).udpPort(0).address("127.0.0.1").address("[::1]:11212").unixSocket(Path.of("s"))
            .maxConnections(7).threads(2).memoryLimit(5L << 30).evictions(false).growthFactor(1.08).minimumChunk(64)
            .maximumItemSize(1 << 30).user("memcache").daemon(true).pidFile(Path.of("pid")).verbosity(3)
            .requestsPerEvent(1).backlog(5).build();
        assertEquals(0, config.port());
        assertEquals(List.of("127.0.0.1", "[::1]:11212"), config.addresses());
        assertEquals(List.of(new ListenAddress("127.0.0.1", -1), new ListenAddress("::1", 11212)),
            config.listenAddresses());
        assertEquals(Path.of("s"), config.unixSocket());
        assertEquals(7, config.maxConnections());
        assertEquals(2, config.threads());
        assertEquals(5L << 30, config.memoryLimit());
        assertFalse(config.evictions());
        assertEquals(1.08, config.growthFactor());
        assertEquals(64, config.minimumChunk());
        assertEquals(1 << 30, config.maximumItemSize());
        assertEquals("memcache", config.user());
        assertTrue(config.daemon());
        assertEquals(Path.of("pid").toAbsolutePath(), config.pidFile());
        assertEquals(3, config.verbosity());
        assertEquals(1, config.requestsPerEvent());
        assertEquals(5, config.backlog());
    }

    @Test
    void shouldNotChangeWhenItsBuilderDoes() {
        final ServerConfigBuilder builder = ServerConfig.builder().address("a");
        final ServerConfig config = builder.build();
        builder.address("b").port(1);
        assertEquals(List.of("a"), config.addresses());
        assertEquals(11211, config.port());
        assertThrows(UnsupportedOperationException.class, () -> config.addresses().add("c"));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void shouldAcceptTheEdgesOfEachRange(final Consumer<ServerConfigBuilder> setting) {
        final ServerConfigBuilder builder = ServerConfig.builder();
        setting.accept(builder);
        builder.build();
    }

    static List<Consumer<ServerConfigBuilder>> edges() {
        return List.of(
            b -> b.port(65535),
            b -> b.maxConnections(1).threads(1).requestsPerEvent(1).backlog(1),
            b -> b.growthFactor(Math.nextUp(1.0)),
            b -> b.maximumItemSize(32 << 10).memoryLimit(64 << 10).minimumChunk(32 << 10),
            b -> b.maximumItemSize(1 << 30).memoryLimit(2L << 30),
            b -> b.minimumChunk(1),
            b -> b.memoryLimit(256L << 30),
            b -> b.pidFile(null).unixSocket(null).user(null));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldRefuseWithRuleAndValue(final Consumer<ServerConfigBuilder> setting, final String message) {
        final ServerConfigBuilder builder = ServerConfig.builder();
        setting.accept(builder);
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, builder::build);
        assertEquals(message, e.getMessage());
    }

    static List<Arguments> refusals() {
        return List.of(
            refusal(b -> b.port(-1), "port must be 0 to 65535: port=-1"),
            refusal(b -> b.port(65536), "port must be 0 to 65535: port=65536"),
            refusal(b -> b.udpPort(-2), "udpPort must be 0 to 65535 or -1 for a free one: udpPort=-2"),
            refusal(b -> b.tcp(false), "udpPort must be set when there is no TCP: udpPort=0"),
            refusal(b -> b.unixMask(01000), "unixMask must be 0 to 511, which is 0777: unixMask=512"),
            refusal(b -> b.idleTimeout(-1), "idleTimeout must be >= 0: idleTimeout=-1"),
            refusal(b -> b.outputLimit(0), "outputLimit must be at least 64 KiB for each thread: outputLimit=0"),
            refusal(b -> b.threads(3).readBufferLimit((3 << 16) - 1),
                "readBufferLimit must be 0 or at least 64 KiB for each thread: readBufferLimit=196607"),
            refusal(b -> b.logBuffers(0, 1), "watcherLogBuffer must be > 0: watcherLogBuffer=0"),
            refusal(b -> b.sasl(true).udpPort(1), "sasl must not be set with UDP: udpPort=1"),
            refusal(b -> b.sasl(true), "saslFile must be set with sasl, or nobody could come in: saslFile=null"),
            refusal(b -> b.sasl(true).saslFile(Path.of("u")).address("proto[ascii]:a"),
                "sasl must not be set with an address of the text dialect alone: address=proto[ascii]:a"),
            refusal(b -> b.authFile(Path.of("u")).address("proto[binary]:a"),
                "authFile must not be set with an address of the binary dialect alone: address=proto[binary]:a"),
            refusal(b -> b.address("mtls:h"),
                "tls must be set for an address that begins with btls or mtls: address=mtls:h"),
            refusal(b -> b.slabSizes(2, 1), "slabSizes must be ascending: slabSizes=[2, 1]"),
            refusal(b -> b.address("host:"), "port of an address must be 0 to 65535: address=host:"),
            refusal(b -> b.maxConnections(0), "maxConnections must be > 0: maxConnections=0"),
            refusal(b -> b.threads(0), "threads must be > 0: threads=0"),
            refusal(b -> b.verbosity(-1), "verbosity must be >= 0: verbosity=-1"),
            refusal(b -> b.requestsPerEvent(0), "requestsPerEvent must be > 0: requestsPerEvent=0"),
            refusal(b -> b.backlog(0), "backlog must be > 0: backlog=0"),
            refusal(b -> b.growthFactor(1.0), "growthFactor must be > 1.0: growthFactor=1.0"),
            refusal(b -> b.growthFactor(Double.NaN), "growthFactor must be > 1.0: growthFactor=NaN"),
            refusal(b -> b.growthFactor(Double.POSITIVE_INFINITY), "growthFactor must be > 1.0: growthFactor=Infinity"),
            refusal(b -> b.minimumChunk(0), "minimumChunk must be 1 to maximumItemSize: minimumChunk=0"),
            refusal(b -> b.maximumItemSize(1024).minimumChunk(1025),
                "minimumChunk must be 1 to maximumItemSize: minimumChunk=1025"),
            refusal(b -> b.maximumItemSize(1023), "maximumItemSize must be 1024 to 1073741824: maximumItemSize=1023"),
            refusal(b -> b.maximumItemSize((1 << 30) + 1),
                "maximumItemSize must be 1024 to 1073741824: maximumItemSize=1073741825"),
            refusal(b -> b.memoryLimit(2 * MEBIBYTE - 1), "maximumItemSize must be at most half of memoryLimit: "
                + "maximumItemSize=1048576 memoryLimit=2097151"),
            refusal(b -> b.memoryLimit(1), "memoryLimit must be 64 KiB to 256 GiB: memoryLimit=1"),
            refusal(b -> b.memoryLimit(4 << 30), "memoryLimit must be 64 KiB to 256 GiB (for 4 GiB write 4L << 30: "
                + "as an int, 4 << 30 is 0): memoryLimit=0"));
    }

    @Test
    void shouldDescribeItself() {
        assertEquals("ServerConfig[port=0, addresses=[127.0.0.1], threads=4, maxConnections=1024, "
            + "memoryLimit=67108864, maximumItemSize=1048576, evictionPolicy=s3-fifo]",
            ServerConfig.builder().port(0).address("127.0.0.1").build().toString());
        assertEquals("ServerConfig[unixSocket=/run/s, threads=4, maxConnections=1024, memoryLimit=67108864, "
            + "maximumItemSize=1048576, evictionPolicy=s3-fifo]",
            ServerConfig.builder().unixSocket(Path.of("/run/s")).build().toString());
    }

    @Test
    void shouldNameWhatIsNull() {
        final ServerConfigBuilder builder = ServerConfig.builder();
        assertEquals("address must not be null",
            assertThrows(NullPointerException.class, () -> builder.address(null)).getMessage());
        assertEquals("lruTuning must not be null",
            assertThrows(NullPointerException.class, () -> builder.lruTuning(null)).getMessage());
        assertEquals("evictionPolicy must not be null",
            assertThrows(NullPointerException.class, () -> builder.evictionPolicy(null)).getMessage());
    }

    private static Arguments refusal(final Consumer<ServerConfigBuilder> setting, final String message) {
        return Arguments.of(setting, message);
    }
}
