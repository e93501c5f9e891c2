/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * The cache. Types of Agrona stand in its signatures: EpochClock, Agent, MutableLong. It provides nothing: what a module
 * provides it must be able to read, and JCache is there for those who use it only. What is static is not transitive
 * either, or whoever compiles against this module would need it. The events are exported for the listener, which the
 * engine does not name: others know them by the names that they have in a recording, and so {@code api.sigtest} does not
 * record their classes.
 */
module io.flagstone.engine {
    requires transitive org.agrona;
    requires org.jctools.core;
    requires jdk.unsupported;
    requires static com.sun.jna;
    requires static jdk.jfr;
    requires static cache.api;
    requires static transitive java.management;
    requires static micrometer.core;

    exports io.flagstone.engine;
    exports io.flagstone.engine.events;
    exports io.flagstone.engine.jcache;
    exports io.flagstone.engine.metrics;
    exports io.flagstone.engine.serializer;
    exports io.flagstone.engine.time;
    exports io.flagstone.engine.typed;
}
