/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.lang.management.ManagementFactory;
import javax.cache.CacheException;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Registers the two beans of a cache with the platform's server, under the names that JCache prescribes. In a package
 * of the JDK that an application may have left out (java.management): loaded only when a bean is asked for.
 */
final class Beans {
    /** The bean of the configuration. */
    static final String CONFIGURATION = "CacheConfiguration";
    /** The bean of the statistics. */
    static final String STATISTICS = "CacheStatistics";

    private Beans() {
    }

    static void register(final Object bean, final String type, final String manager, final String cache) {
        final ObjectName name = name(type, manager, cache);
        final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            server.registerMBean(bean, name);
        } catch (final InstanceAlreadyExistsException e) {
            replace(server, bean, name);
        } catch (final JMException e) {
            throw new CacheException("a bean could not be registered: name=" + name, e);
        }
    }

    /** Another manager of the same URI, of another class loader, has one: the last one wins, as with its URI. */
    private static void replace(final MBeanServer server, final Object bean, final ObjectName name) {
        try {
            server.unregisterMBean(name);
            server.registerMBean(bean, name);
        } catch (final JMException e) {
            throw new CacheException("a bean could not be registered: name=" + name, e);
        }
    }

    static void unregister(final String type, final String manager, final String cache) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name(type, manager, cache));
        } catch (final InstanceNotFoundException e) {
            // It was never registered, or another manager of the same URI took its place and is gone: nothing to do.
            return;
        } catch (final JMException e) {
            throw new CacheException("a bean could not be unregistered: cache=" + cache, e);
        }
    }

    private static ObjectName name(final String type, final String manager, final String cache) {
        try {
            return new ObjectName("javax.cache:type=" + type + ",CacheManager=" + legal(manager) + ",Cache="
                + legal(cache));
        } catch (final JMException e) {
            throw new CacheException("no name of a bean: cache=" + cache, e);
        }
    }

    /** JCache's own rule for the first four of what a name of a bean must not contain; the others make it a pattern. */
    private static String legal(final String name) {
        return name == null ? "" : name.replaceAll("[,:=\n*?\"]", ".");
    }
}
