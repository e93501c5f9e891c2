/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.typed.Cache;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Shows a cache to JMX, as {@code io.flagstone:type=Cache,name="users"}, until this or the cache is closed.
 *
 * <pre>{@code
 * CacheMBeans.register(cache, "users");
 * }</pre>
 */
public final class CacheMBeans implements AutoCloseable {
    private final MBeanServer server;
    private final ObjectName name;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Runnable leave = () -> { };

    private CacheMBeans(final MBeanServer server, final ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /**
     * Shows a cache under its own name.
     *
     * @param cache to be shown.
     * @return what is to be closed when it shall be shown no more.
     * @throws IllegalArgumentException if another one is shown under this name.
     */
    public static CacheMBeans register(final ByteCache cache) {
        return register(cache, cache.name());
    }

    /**
     * Shows a cache to the JVM's own MBean server.
     *
     * @param cache to be shown.
     * @param name  of it there.
     * @return what is to be closed when it shall be shown no more.
     * @throws IllegalArgumentException if another one is shown under this name.
     */
    public static CacheMBeans register(final ByteCache cache, final String name) {
        Objects.requireNonNull(cache, "cache must not be null");
        return register(new NamedArguments<>(new CacheFigures(cache), CacheMXBean.class), cache, name);
    }

    /**
     * Shows a typed cache under the name of its byte cache, with its own hits and misses and with its loads; entries
     * and memory are those of the byte cache, whoever uses that. If several typed caches share one, name them.
     *
     * @param cache to be shown.
     * @return what is to be closed when it shall be shown no more; the bean goes with the byte cache otherwise.
     * @throws IllegalArgumentException if another one is shown under this name.
     */
    public static CacheMBeans register(final Cache<?, ?> cache) {
        return register(cache, cache.byteCache().name());
    }

    /**
     * Shows a typed cache, as the other {@code register} does.
     *
     * @param cache to be shown.
     * @param name  of it there.
     * @return what is to be closed when it shall be shown no more.
     * @throws IllegalArgumentException if another one is shown under this name.
     */
    public static CacheMBeans register(final Cache<?, ?> cache, final String name) {
        Objects.requireNonNull(cache, "cache must not be null");
        return register(new NamedArguments<>(new TypedCacheFigures(cache), TypedCacheMXBean.class), cache.byteCache(),
            name);
    }

    private static CacheMBeans register(final StandardMBean bean, final ByteCache cache, final String name) {
        Objects.requireNonNull(name, "name must not be null");
        final CacheMBeans beans = new CacheMBeans(ManagementFactory.getPlatformMBeanServer(), objectName(name));
        try {
            beans.server.registerMBean(bean, beans.name);
        } catch (final InstanceAlreadyExistsException e) {
            throw new IllegalArgumentException("name must be one that no other cache is registered by: name=" + name,
                e);
        } catch (final JMException e) {
            throw new IllegalStateException("the MBean server takes no cache: name=" + name, e);
        }
        try {
            beans.leave = cache.onClose(beans::close);
        } catch (final IllegalStateException e) {
            beans.close();
            throw e;
        }
        return beans;
    }

    /** What a console asks for by its name: a class file has no names for arguments. */
    private static final class NamedArguments<T> extends StandardMBean {
        NamedArguments(final T figures, final Class<T> type) {
            super(figures, type, true);
        }

        @Override
        protected String getParameterName(final MBeanOperationInfo operation, final MBeanParameterInfo parameter,
                final int sequence) {
            return "resize".equals(operation.getName()) ? "memoryLimit" : super.getParameterName(operation, parameter,
                sequence);
        }
    }

    private static ObjectName objectName(final String name) {
        try {
            return new ObjectName("io.flagstone:type=Cache,name=" + ObjectName.quote(name));
        } catch (final MalformedObjectNameException e) {
            throw new IllegalArgumentException("name must be one that JMX can quote: name=" + name, e);
        }
    }

    /**
     * Tells the name to look for.
     *
     * @return it.
     */
    public ObjectName objectName() {
        return name;
    }

    /** Shows the cache no more, and leaves it open; a second call does nothing. */
    @Override
    public void close() {
        // Only once: by then the name may be another cache's.
        if (closed.compareAndSet(false, true)) {
            leave.run();
            try {
                server.unregisterMBean(name);
            } catch (final InstanceNotFoundException e) {
                // Somebody else was here, as whoever stops a container may.
                return;
            } catch (final JMException e) {
                throw new IllegalStateException("the MBean server keeps a cache: name=" + name, e);
            }
        }
    }

    @Override
    public String toString() {
        return "CacheMBeans[name=" + name + ']';
    }
}
