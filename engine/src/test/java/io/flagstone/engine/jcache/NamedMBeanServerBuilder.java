/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/** Gives the platform's server the identity by which the tests of JCache look for it; named on their command line. */
public final class NamedMBeanServerBuilder extends MBeanServerBuilder {
    /** Makes a builder, as the JVM does. */
    public NamedMBeanServerBuilder() {
    }

    @Override
    public MBeanServerDelegate newMBeanServerDelegate() {
        return new MBeanServerDelegate() {
            @Override
            public String getMBeanServerId() {
                return System.getProperty("org.jsr107.tck.management.agentId");
            }
        };
    }

    @Override
    public MBeanServer newMBeanServer(final String defaultDomain, final MBeanServer outer,
            final MBeanServerDelegate delegate) {
        return super.newMBeanServer(defaultDomain, outer, delegate);
    }
}
