/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import io.flagstone.listener.access.UserFile;
import io.flagstone.listener.command.ServerState;
import io.flagstone.listener.net.Endings;
import io.flagstone.listener.net.EventLoops;
import io.flagstone.listener.net.Listeners;
import io.flagstone.listener.net.Transport;
import io.flagstone.listener.net.UdpListeners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A memcached in this process for tests: on a free port of 127.0.0.1, with a clock that the test moves, with faults
 * that it switches on and off, and with a record of what clients sent.
 *
 * <pre>{@code
 * try (TestMemcached memcached = TestMemcached.start()) {
 *     UserService service = new UserService(memcached.address());
 *     service.user(1);
 *     memcached.assertReceived("get", "user:1");
 *     memcached.clock().advance(Duration.ofMinutes(5));
 *     memcached.faults().on("get").answer("SERVER_ERROR busy");
 * }
 * }</pre>
 *
 * <p>It is the server itself with 64 MiB for items, of which it takes what is used, and two threads. With JUnit,
 * {@link MemcachedExtension} starts and stops it. Safe for any number of threads.
 */
public final class TestMemcached implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long PATIENCE_SECONDS = 10;

    private final ServerConfig config;
    private final ByteCache cache;
    private final ServerState state;
    private final EventLoops loops;
    private final TestClock clock;
    private final Faults faults;
    private final Recording recording = new Recording();
    private final Set<TestTransport> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lastConnection = new AtomicInteger();
    /** Bound, and never listened on: nobody else is given the port while connections are refused. */
    private final SocketChannel reservation;
    private final InetSocketAddress address;
    private boolean refusing;
    private boolean closed;

    private TestMemcached(final ServerConfigBuilder settings) throws IOException {
        clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS), this::timeHasPassed);
        faults = new Faults(new ServerGate());
        final ServerConfig asked = checked(settings.build());
        reservation = reserve(asked.port());
        ByteCache made = null;
        Listeners listeners = null;
        UdpListeners udp = null;
        EventLoops threads = null;
        boolean opened = false;
        try {
            address = (InetSocketAddress) reservation.getLocalAddress();
            config = settings.port(address.getPort()).build();
            final UserFile users = UserFile.of(config);
            made = config.cacheBuilder().clock(clock::millis).callerMaintains().build();
            cache = made;
            state = new ServerState(cache, config, clock.instant().getEpochSecond());
            if (users != null) {
                users.guard(state);
            }
            listeners = listen();
            udp = UdpListeners.open(config);
            threads = new EventLoops(config, state, listeners, udp, this::filter);
            loops = threads;
            loops.serve();
            opened = true;
        } finally {
            if (!opened) {
                Endings.all(stop(threads), udp, listeners, reservation, made);
            }
        }
    }

    private static ServerConfig checked(final ServerConfig asked) {
        if (asked.adminAddress() != null) {
            throw new IllegalArgumentException("adminAddress must be that of a MemcachedServer, a TestMemcached has"
                + " none: adminAddress=" + asked.adminAddress());
        }
        if (asked.unixSocket() != null) {
            throw new IllegalArgumentException("unixSocket must be that of a MemcachedServer, a TestMemcached listens"
                + " on a port: unixSocket=" + asked.unixSocket());
        }
        return asked;
    }

    private static SocketChannel reserve(final int port) throws IOException {
        final SocketChannel channel = SocketChannel.open();
        try {
            return channel.setOption(StandardSocketOptions.SO_REUSEADDR, true)
                .bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
        } catch (final IOException e) {
            channel.close();
            throw new IOException("port " + port + ": " + e.getMessage(), e);
        }
    }

    /** Not every system lets a port be listened on that another socket keeps; there it is kept no longer. */
    private Listeners listen() throws IOException {
        try {
            return Listeners.open(config, null);
        } catch (final BindException e) {
            reservation.close();
            return Listeners.open(config, null);
        }
    }

    private static AutoCloseable stop(final EventLoops loops) {
        return loops == null ? null : () -> loops.stop(Duration.ZERO);
    }

    /**
     * Starts a server.
     *
     * @return it, serving.
     * @throws UncheckedIOException if the system gives no port or no selector.
     */
    public static TestMemcached start() {
        return start(settings -> { });
    }

    /**
     * Starts a server with other settings.
     *
     * @param changes to settings that have one thread, address 127.0.0.1 and port 0 for any; such as
     *                {@code settings -> settings.memoryLimit(8 << 20).idleTimeout(60)}.
     * @return it, serving.
     * @throws UncheckedIOException     if the port is taken, or the system gives none.
     * @throws IllegalArgumentException if a setting is wrong, or is none for tests.
     */
    public static TestMemcached start(final Consumer<ServerConfigBuilder> changes) {
        Objects.requireNonNull(changes, "changes must not be null");
        final ServerConfigBuilder settings = ServerConfig.builder().address(HOST).port(0).threads(1);
        changes.accept(settings);
        try {
            return new TestMemcached(settings);
        } catch (final IOException e) {
            throw new UncheckedIOException("a memcached for tests cannot start: " + e.getMessage(), e);
        }
    }

    private Transport filter(final Transport transport, final SocketChannel socket, final Runnable wake) {
        final TestTransport connection = new TestTransport(this, transport, socket, wake,
            lastConnection.incrementAndGet(), state.largestItem());
        connections.add(connection);
        return connection;
    }

    /**
     * Tells the port that clients connect to.
     *
     * @return it; it stays the same while connections are refused.
     */
    public int port() {
        return address.getPort();
    }

    /**
     * Tells the address that clients connect to.
     *
     * @return 127.0.0.1 and {@link #port}.
     */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Gives the clock.
     *
     * @return it; it stands still unless it is moved.
     */
    public TestClock clock() {
        return clock;
    }

    /**
     * Gives the switches by which the server fails.
     *
     * @return them.
     */
    public Faults faults() {
        return faults;
    }

    /**
     * Gives the cache, to put things in that clients find, and to look at what they stored; neither is recorded.
     *
     * @return it.
     */
    public ByteCache cache() {
        return cache;
    }

    /**
     * Tells what clients have sent, oldest first, also what a fault kept from the server. Commands are here before
     * their replies go out. The last 10,000 are kept, as long as keys and values come to no more than 16 MiB.
     *
     * @return a copy.
     */
    public List<ReceivedCommand> commands() {
        return recording.all();
    }

    /**
     * Tells which commands of one name clients have sent, oldest first.
     *
     * @param name of the command, as {@link ReceivedCommand#name}.
     * @param keys that it had, perhaps among others; none for any.
     * @return a copy.
     * @throws IllegalArgumentException if there is no such command.
     */
    public List<ReceivedCommand> commands(final String name, final String... keys) {
        return recording.all(name, keys);
    }

    /**
     * Checks that a command was sent.
     *
     * @param name of the command, as {@link ReceivedCommand#name}.
     * @param keys that it had, perhaps among others; none for any.
     * @return the last such command.
     * @throws AssertionError if there was none; the message tells what was sent.
     */
    public ReceivedCommand assertReceived(final String name, final String... keys) {
        return recording.last(name, keys);
    }

    /**
     * Checks how often a command was sent.
     *
     * @param times exactly.
     * @param name  of the command, as {@link ReceivedCommand#name}.
     * @param keys  that it had, perhaps among others; none for any.
     * @throws AssertionError if it was more or less often; the message tells what was sent.
     */
    public void assertReceived(final int times, final String name, final String... keys) {
        recording.count(times, name, keys);
    }

    /**
     * Checks that a command was not sent.
     *
     * @param name of the command, as {@link ReceivedCommand#name}.
     * @param keys that it would have, perhaps among others; none for any.
     * @throws AssertionError if it was; the message tells what was sent.
     */
    public void assertNotReceived(final String name, final String... keys) {
        recording.count(0, name, keys);
    }

    /**
     * Waits for a command that a client sends without waiting for its answer, at most ten seconds. One that has come
     * before the call counts as well, back to the start, to {@link #reset}, or to {@link #forgetCommands}, which is to
     * be called in front of what makes the client send it.
     *
     * @param name of the command, as {@link ReceivedCommand#name}.
     * @param keys that it has, perhaps among others; none for any.
     * @return the last such command.
     * @throws AssertionError if none came; the message tells what was sent.
     */
    public ReceivedCommand awaitReceived(final String name, final String... keys) {
        return awaitReceived(1, name, keys);
    }

    /**
     * Waits until a command has come so often, at most ten seconds; counted from the start, from {@link #reset} or from
     * {@link #forgetCommands} on.
     *
     * @param times at least, 1 or more.
     * @param name  of the command, as {@link ReceivedCommand#name}.
     * @param keys  that it has, perhaps among others; none for any.
     * @return the last such command.
     * @throws AssertionError if it came less often; the message tells what was sent.
     */
    public ReceivedCommand awaitReceived(final int times, final String name, final String... keys) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be > 0: times=" + times);
        }
        return recording.await(PATIENCE_SECONDS, times, name, keys);
    }

    /** Forgets what clients have sent: what is asked, counted and waited for begins anew, and nothing else does. */
    public void forgetCommands() {
        recording.clear();
    }

    /** Removes all items. */
    public void flush() {
        cache.flush();
        maintain();
    }

    /**
     * Makes it as good as new: without items, faults or commands, and with statistics that begin at 0. Connections stay
     * open, and the clock stays where it is.
     */
    public void reset() {
        faults.clear();
        flush();
        state.resetStats();
        forgetCommands();
    }

    private void timeHasPassed() {
        maintain();
        if (config.idleTimeout() > 0) {
            loops.closeIdle();
        }
        wakeAll();
    }

    private synchronized void maintain() {
        if (closed) {
            return;
        }
        try {
            cache.maintenance().doWork();
        } catch (final Exception e) {
            throw new IllegalStateException("the cache cannot be maintained", e);
        }
    }

    private void wakeAll() {
        connections.forEach(TestTransport::wake);
    }

    void received(final ReceivedCommand command) {
        recording.add(command);
    }

    /** Lets go of what a store was to replace that is answered as if there were no memory. */
    void forget(final CommandDraft command) {
        if ("set".equals(command.name)) {
            cache.delete(command.keys.get(0).getBytes(StandardCharsets.UTF_8));
        }
    }

    void closed(final TestTransport connection) {
        connections.remove(connection);
    }

    /** The address, and how much was received. */
    @Override
    public String toString() {
        return "TestMemcached[" + HOST + ':' + port() + ", commands=" + recording.all().size() + ']';
    }

    /** Closes all connections at once, and gives back port, threads and memory. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Endings.all(stop(loops), state::release, reservation, cache);
        }
    }

    /** The sockets, as faults close and open them. */
    private final class ServerGate implements ConnectionGate {
        @Override
        public void refuse() {
            synchronized (TestMemcached.this) {
                if (!refusing && !closed) {
                    refusing = true;
                    loops.stopListening();
                }
            }
        }

        @Override
        public void accept() {
            synchronized (TestMemcached.this) {
                if (refusing && !closed) {
                    try {
                        loops.listen(TestMemcached.this.listen());
                    } catch (final IOException e) {
                        throw new UncheckedIOException("cannot listen again: " + e.getMessage(), e);
                    }
                    refusing = false;
                }
            }
        }

        @Override
        public void closeAll() {
            // Who was accepted a moment ago is not with its worker yet.
            loops.closeIdle();
            connections.forEach(TestTransport::cutOff);
        }

        @Override
        public void wakeAll() {
            TestMemcached.this.wakeAll();
        }
    }
}
