/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import io.flagstone.listener.ServerConfigBuilder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs a {@link TestMemcached} for tests of JUnit Jupiter, of which each finds it {@linkplain TestMemcached#reset as
 * good as new}.
 *
 * <pre>{@code
 * class UserServiceTest {
 *     @RegisterExtension
 *     static final MemcachedExtension MEMCACHED = new MemcachedExtension();
 *
 *     private final UserService service = new UserService(MEMCACHED.address());
 *
 *     @Test
 *     void shouldAskTheCacheFirst() {
 *         service.user(1);
 *         MEMCACHED.server().assertReceived("get", "user:1");
 *     }
 * }
 * }</pre>
 *
 * <p>In a static field, there is one server for the class, and for the classes nested in it; in an instance field, one
 * for each test. With {@code @ExtendWith(MemcachedExtension.class)} there is one for the class, which tests, their
 * constructor and the methods around them take as a parameter: {@code TestMemcached}, {@code InetSocketAddress}, or
 * {@code @MemcachedPort int}.
 *
 * <p>Tests that run at the same time have servers of their own, in an instance field or as a parameter of a method.
 * Those of one class cannot share that of a static field, which is emptied in front of each test, and are told so.
 */
public final class MemcachedExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    /** Kept for a class whose constructor has been given the server. */
    private static final String IN_CONSTRUCTOR = "constructor";

    private final Consumer<ServerConfigBuilder> changes;
    /** What tells the servers of several extensions in one class from each other. */
    private final Namespace namespace = Namespace.create(MemcachedExtension.class, this);
    private volatile TestMemcached current;

    /** Makes an extension whose servers have the settings of {@link TestMemcached#start()}. */
    public MemcachedExtension() {
        this(settings -> { });
    }

    /**
     * Makes an extension whose servers have other settings.
     *
     * @param changes as {@link TestMemcached#start(Consumer)} takes them.
     */
    public MemcachedExtension(final Consumer<ServerConfigBuilder> changes) {
        this.changes = Objects.requireNonNull(changes, "changes must not be null");
    }

    /**
     * Gives the server of the field that holds this extension.
     *
     * @return it.
     * @throws IllegalStateException if it does not run, because no test does.
     */
    public TestMemcached server() {
        final TestMemcached server = current;
        if (server == null) {
            throw new IllegalStateException("the server must be asked for while a test runs: by its methods, or if the"
                + " field of the extension is static by its constructor too; and that field needs @RegisterExtension");
        }
        return server;
    }

    /**
     * Tells the port of {@link #server}.
     *
     * @return it.
     */
    public int port() {
        return server().port();
    }

    /**
     * Tells the address of {@link #server}.
     *
     * @return it.
     */
    public InetSocketAddress address() {
        return server().address();
    }

    @Override
    public void beforeAll(final ExtensionContext context) {
        if (of(context) != null) {
            // A class within another one, which has a server.
            return;
        }
        if (current != null) {
            throw new ExtensionConfigurationException("the MemcachedExtension of " + context.getDisplayName()
                + " is in use by another class at the same time: give each of them a field of its own, or both"
                + " @Execution(SAME_THREAD)");
        }
        start(context);
    }

    @Override
    public void beforeEach(final ExtensionContext context) {
        final TestMemcached shared = of(context);
        if (shared == null) {
            start(context);
        } else if (context.getExecutionMode() == ExecutionMode.SAME_THREAD) {
            shared.reset();
        } else if (isInField(context) || store(context).get(IN_CONSTRUCTOR) != null) {
            throw new ExtensionConfigurationException("tests of " + context.getRequiredTestClass().getSimpleName()
                + " run at the same time, and would flush each other's memcached: let each have its own, by a field"
                + " that is not static or as a parameter of its method, or add @Execution(SAME_THREAD) to the class");
        } else {
            start(context);
        }
    }

    @Override
    public void afterEach(final ExtensionContext context) {
        stop(context);
    }

    @Override
    public void afterAll(final ExtensionContext context) {
        stop(context);
    }

    private Store store(final ExtensionContext context) {
        return context.getStore(namespace);
    }

    /** The server of a test, or else of its class, or of one around that; null if there is none. */
    private TestMemcached of(final ExtensionContext context) {
        return store(context).get(TestMemcached.class, TestMemcached.class);
    }

    private void start(final ExtensionContext context) {
        final TestMemcached server = TestMemcached.start(changes);
        store(context).put(TestMemcached.class, server);
        current = server;
    }

    /** Stops the server that was started for a test or a class, and no other. */
    private void stop(final ExtensionContext context) {
        final TestMemcached server = store(context).remove(TestMemcached.class, TestMemcached.class);
        if (server != null) {
            if (current == server) {
                current = null;
            }
            server.close();
        }
    }

    /** Whether a field holds this, by which tests come to the server. */
    private boolean isInField(final ExtensionContext context) {
        final List<Object> instances = context.getRequiredTestInstances().getAllInstances();
        for (final Object instance : instances) {
            for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
                for (final Field field : type.getDeclaredFields()) {
                    if (field.getType() == MemcachedExtension.class && isHeldBy(field, instance)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isHeldBy(final Field field, final Object instance) {
        try {
            return field.trySetAccessible() && field.get(instance) == this;
        } catch (final IllegalAccessException e) {
            return false;
        }
    }

    @Override
    public boolean supportsParameter(final ParameterContext parameter, final ExtensionContext context) {
        final Class<?> type = parameter.getParameter().getType();
        return type == TestMemcached.class || type == InetSocketAddress.class
            || type == int.class && parameter.isAnnotated(MemcachedPort.class);
    }

    @Override
    public Object resolveParameter(final ParameterContext parameter, final ExtensionContext context) {
        final TestMemcached server = of(context);
        if (server == null) {
            throw new ParameterResolutionException("no memcached runs yet for " + context.getDisplayName()
                + ": put @ExtendWith(MemcachedExtension.class) on the class, or the parameter on a test method");
        }
        if (parameter.getDeclaringExecutable() instanceof Constructor) {
            store(context).put(IN_CONSTRUCTOR, true);
        }
        final Class<?> type = parameter.getParameter().getType();
        return type == TestMemcached.class ? server : type == int.class ? (Object) server.port() : server.address();
    }
}
