/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.flagstone.listener.net.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs classes of tests with the extension, by JUnit itself, and looks at the servers that they had. */
class MemcachedExtensionTest {
    private static final byte[] KEY = {'k'};
    /** The servers of the tests, in the order in which these ran. */
    private static final List<TestMemcached> SEEN = Collections.synchronizedList(new ArrayList<>());
    private static CyclicBarrier together;

    @BeforeEach
    void forget() {
        SEEN.clear();
        together = new CyclicBarrier(2);
    }

    /** Notes a server that has to be as good as new, and leaves things behind. */
    private static void use(final TestMemcached memcached) {
        SEEN.add(memcached);
        assertEquals(List.of(), memcached.commands());
        assertNull(memcached.cache().get(KEY));
        memcached.cache().set(KEY, KEY);
        memcached.faults().refuseConnections();
    }

    private static TestExecutionSummary run(final Class<?> tests) {
        final SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            // The older one of two, or JUnit asks in every build to try the newer.
            .configurationParameter("junit.jupiter.execution.parallel.config.executor-service", "FORK_JOIN_POOL")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
            .build(), listener);
        return listener.getSummary();
    }

    /** Runs tests all of which succeed. */
    private static void runWell(final Class<?> tests, final int count) {
        final TestExecutionSummary summary = run(tests);
        summary.getFailures().forEach(failure -> {
            throw new AssertionError(failure.getTestIdentifier().getDisplayName(), failure.getException());
        });
        assertEquals(count, summary.getTestsSucceededCount());
        for (final TestMemcached server : SEEN) {
            assertThrows(IOException.class, () -> RawClient.of(server.port()));
        }
    }

    private static String failureOf(final Class<?> tests) {
        final TestExecutionSummary summary = run(tests);
        assertEquals(0, summary.getTestsSucceededCount());
        return summary.getFailures().get(0).getException().getMessage();
    }

    @Test
    void shouldKeepOneServerForAClassInAStaticField() {
        runWell(InStaticField.class, 3);
        assertSame(SEEN.get(0), SEEN.get(1));
        assertSame(SEEN.get(0), SEEN.get(2));
    }

    static class InStaticField {
        @RegisterExtension
        static final MemcachedExtension MEMCACHED = new MemcachedExtension(settings -> settings.memoryLimit(8 << 20));

        private final int port = MEMCACHED.port();

        @Test
        void first() {
            use(MEMCACHED.server());
            assertEquals(8 << 20, MEMCACHED.server().cache().stats().memoryLimit());
        }

        @Test
        void second() {
            use(MEMCACHED.server());
            assertEquals(MEMCACHED.address().getPort(), port);
        }

        @Nested
        class Within {
            @Test
            void third() {
                use(MEMCACHED.server());
            }
        }
    }

    @Test
    void shouldStartAServerForEachTestInAnInstanceField() {
        runWell(InInstanceField.class, 2);
        assertNotSame(SEEN.get(0), SEEN.get(1));
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class InInstanceField {
        @RegisterExtension
        final MemcachedExtension memcached = new MemcachedExtension();

        @Test
        void first() throws Exception {
            use(memcached.server());
            together.await(60, TimeUnit.SECONDS);
        }

        @Test
        void second() throws Exception {
            use(memcached.server());
            together.await(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldGiveTheServerOfTheClassAsParameters() {
        runWell(AsParameter.class, 3);
        assertEquals(1, new HashSet<>(SEEN).size());
    }

    @ExtendWith(MemcachedExtension.class)
    static class AsParameter {
        private static TestMemcached early;
        private final TestMemcached own;

        AsParameter(final TestMemcached memcached) {
            own = memcached;
        }

        @BeforeAll
        static void remember(final TestMemcached memcached) {
            early = memcached;
        }

        @Test
        void server(final TestMemcached memcached) {
            assertSame(early, memcached);
            assertSame(own, memcached);
            use(memcached);
        }

        @Test
        void port(@MemcachedPort final int port) {
            assertEquals(own.port(), port);
            use(own);
        }

        @Test
        void address(final InetSocketAddress address) {
            assertEquals(own.address(), address);
            use(own);
        }
    }

    @Test
    void shouldGiveTestsThatRunAtTheSameTimeTheirOwnServers() {
        runWell(AtTheSameTime.class, 2);
        assertNotSame(SEEN.get(0), SEEN.get(1));
    }

    @ExtendWith(MemcachedExtension.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {
        @Test
        void first(final TestMemcached memcached) throws Exception {
            use(memcached);
            together.await(60, TimeUnit.SECONDS);
        }

        @Test
        void second(final TestMemcached memcached) throws Exception {
            use(memcached);
            together.await(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldGiveAServerToTheOneTestThatAsksForIt() {
        runWell(OnMethod.class, 2);
        assertEquals(1, SEEN.size());
    }

    static class OnMethod {
        @Test
        @ExtendWith(MemcachedExtension.class)
        void with(final TestMemcached memcached) {
            use(memcached);
        }

        @Test
        void without() {
            assertNotNull(SEEN);
        }
    }

    @Test
    void shouldSayWhatToDoWhenTestsShareAServerAtTheSameTime() {
        final String message = failureOf(SharedAtTheSameTime.class);
        assertTrue(message.startsWith("tests of SharedAtTheSameTime run at the same time, and would flush each other's"
            + " memcached: let each have its own"), message);
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class SharedAtTheSameTime {
        @RegisterExtension
        static final MemcachedExtension MEMCACHED = new MemcachedExtension();

        @Test
        void only() {
            use(MEMCACHED.server());
        }
    }

    @Test
    void shouldSayWhatToDoWhenAConstructorHasTheServerOfTestsThatRunAtTheSameTime() {
        final String message = failureOf(ConstructedAtTheSameTime.class);
        assertTrue(message.contains("as a parameter of its method"), message);
    }

    @ExtendWith(MemcachedExtension.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class ConstructedAtTheSameTime {
        ConstructedAtTheSameTime(final TestMemcached memcached) {
            assertNotNull(memcached);
        }

        @Test
        void only() {
            assertNotNull(SEEN);
        }
    }

    @Test
    void shouldSayWhatToDoWhenTheServerIsAskedForTooEarly() {
        assertTrue(assertThrows(IllegalStateException.class, () -> new MemcachedExtension().port()).getMessage()
            .startsWith("the server must be asked for while a test runs"));
        final String message = failureOf(TooEarly.class);
        assertTrue(message.contains("put @ExtendWith(MemcachedExtension.class) on the class"), message);
    }

    static class TooEarly {
        TooEarly(final InetSocketAddress address) {
            assertNotNull(address);
        }

        @Test
        @ExtendWith(MemcachedExtension.class)
        void only() {
            assertNotNull(SEEN);
        }
    }
}
