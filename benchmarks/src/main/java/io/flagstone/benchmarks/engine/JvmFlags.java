/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.util.List;

/** Flags without which some peers do not run: they look into the JDK's own classes. */
final class JvmFlags {
    static final String EXPORT_REF = "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED";
    static final String EXPORT_CHANNELS = "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED";
    static final String EXPORT_UNSAFE = "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED";
    static final String EXPORT_FILES = "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED";
    static final String OPEN_COMPILER = "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED";
    static final String OPEN_LANG = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    static final String OPEN_REFLECT = "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED";
    static final String OPEN_IO = "--add-opens=java.base/java.io=ALL-UNNAMED";
    static final String OPEN_UTIL = "--add-opens=java.base/java.util=ALL-UNNAMED";
    /** Direct buffers are bounded by the heap's size unless said otherwise. */
    static final String DIRECT_64G = "-XX:MaxDirectMemorySize=64g";

    /** As Chronicle Map's documentation lists them for Java 17. */
    static final List<String> CHRONICLE = List.of(EXPORT_REF, EXPORT_CHANNELS, EXPORT_UNSAFE, EXPORT_FILES,
        OPEN_COMPILER, OPEN_LANG, OPEN_REFLECT, OPEN_IO, OPEN_UTIL);
    /** For who keeps items in direct buffers. */
    static final List<String> DIRECT_BUFFERS = List.of(DIRECT_64G);

    private JvmFlags() {
    }
}
