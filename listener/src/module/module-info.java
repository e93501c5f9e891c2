/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/** The memcached server. */
module io.flagstone.listener {
    requires transitive io.flagstone.engine;
    requires io.flagstone.protocol;
    requires com.sun.jna;
    requires static info.picocli;
    requires org.jctools.core;
    requires org.slf4j;
    requires tls.channel;
    requires jdk.httpserver;
    requires jdk.security.auth;
    requires static jdk.jfr;
    requires jdk.unsupported;
    requires static org.junit.jupiter.api;

    exports io.flagstone.listener;
    exports io.flagstone.listener.testing;
}
