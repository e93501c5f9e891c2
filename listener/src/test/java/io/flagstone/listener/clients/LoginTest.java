/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.clients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.spotify.folsom.MemcacheClient;
import com.spotify.folsom.MemcacheClientBuilder;
import com.spotify.folsom.MemcacheStatus;
import com.spotify.folsom.client.NoopMetrics;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.rubyeye.xmemcached.MemcachedClientBuilder;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.auth.AuthInfo;
import net.rubyeye.xmemcached.command.BinaryCommandFactory;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.ConnectionFactoryBuilder.Protocol;
import net.spy.memcached.MemcachedClient;
import net.spy.memcached.auth.AuthDescriptor;
import net.spy.memcached.auth.PlainCallbackHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of the JVM that say who they are. */
class LoginTest {

    private static final long PATIENCE_SECONDS = 60;
    private static final byte[] VALUE = {1, 2, 3};

    @TempDir
    private Path folder;
    private Path file;
    private MemcachedServer server;

    @BeforeEach
    void write() throws IOException {
        System.setProperty("net.spy.log.LoggerImpl", "net.spy.memcached.compat.log.SLF4JLogger");
        file = Files.writeString(folder.resolve("users"), "bob:two\nann:one\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private InetSocketAddress start(final ServerConfigBuilder config) throws IOException {
        server = MemcachedServer.start(config.port(0).address("127.0.0.1").threads(1).build());
        return new InetSocketAddress("127.0.0.1", server.port());
    }

    private InetSocketAddress startWithSasl() throws IOException {
        return start(ServerConfig.builder().sasl(true).saslFile(file));
    }

    @Test
    void shouldLetSpymemcachedInBySasl() throws Exception {
        final InetSocketAddress address = startWithSasl();
        final MemcachedClient client = new MemcachedClient(new ConnectionFactoryBuilder()
            .setProtocol(Protocol.BINARY).setOpTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
            .setAuthDescriptor(new AuthDescriptor(new String[] {"PLAIN"}, new PlainCallbackHandler("ann", "one")))
            .build(), List.of(address));
        try {
            assertTrue(client.set("k", 0, "value").get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals("value", client.get("k"));
        } finally {
            client.shutdown();
        }
    }

    @Test
    void shouldLetXmemcachedInBySasl() throws Exception {
        // By name: it looks for its words under the name of the host that it is connected to.
        final InetSocketAddress address = new InetSocketAddress("localhost", startWithSasl().getPort());
        final MemcachedClientBuilder builder = new XMemcachedClientBuilder(List.of(address));
        builder.setCommandFactory(new BinaryCommandFactory());
        builder.addAuthInfo(address, AuthInfo.plain("ann", "one"));
        builder.setOpTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        final net.rubyeye.xmemcached.MemcachedClient client = builder.build();
        try {
            assertTrue(client.set("k", 0, "value"));
            assertEquals("value", client.get("k"));
        } finally {
            client.shutdown();
        }
    }

    private static MemcacheClientBuilder<byte[]> folsom(final InetSocketAddress address, final String password) {
        return MemcacheClientBuilder.newByteArrayClient().withAddress("127.0.0.1", address.getPort())
            .withMetrics(NoopMetrics.INSTANCE).withUsernamePassword("ann", password);
    }

    private static void assertServed(final MemcacheClient<byte[]> client) throws Exception {
        try {
            client.awaitConnected(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertEquals(MemcacheStatus.OK, client.set("k", VALUE, 0).toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertArrayEquals(VALUE, client.get("k").toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } finally {
            client.shutdown();
        }
    }

    @Test
    void shouldLetFolsomInByWordsOfTheTextDialect() throws Exception {
        final InetSocketAddress address = start(ServerConfig.builder().authFile(file));
        assertServed(folsom(address, "one").connectAscii());
    }

    @Test
    void shouldLetFolsomInBySasl() throws Exception {
        assertServed(folsom(startWithSasl(), "one").connectBinary());
    }

    @Test
    void shouldKeepFolsomOutWithAWrongPassword() throws Exception {
        final MemcacheClient<byte[]> client =
            folsom(start(ServerConfig.builder().authFile(file)), "two").connectAscii();
        try {
            assertThrows(Exception.class, () -> client.awaitConnected(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } finally {
            client.shutdown();
        }
    }
}
