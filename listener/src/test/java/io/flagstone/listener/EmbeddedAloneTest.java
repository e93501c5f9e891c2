/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.testing.TestMemcached;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What embedders use, where the library that reads the command line is not on the class path. */
class EmbeddedAloneTest {
    private static URLClassLoader withoutPicocli() throws Exception {
        final List<URL> entries = new ArrayList<>();
        for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith("picocli")) {
                entries.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(entries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static void startAndStop(final ClassLoader loader, final Class<?> one, final Object... arguments)
            throws Exception {
        final Class<?> same = loader.loadClass(one.getName());
        assertSame(loader, same.getClassLoader());
        final Class<?>[] types = arguments.length == 0 ? new Class<?>[0]
            : new Class<?>[] {loader.loadClass(ServerConfig.class.getName())};
        try (AutoCloseable server = (AutoCloseable) same.getMethod("start", types).invoke(null, arguments)) {
            assertTrue((int) same.getMethod("port").invoke(server) > 0);
        }
    }

    @Test
    void shouldServeAndTestWithoutTheLibraryOfTheCommandLine() throws Exception {
        try (URLClassLoader loader = withoutPicocli()) {
            assertThrows(ClassNotFoundException.class, () -> loader.loadClass("picocli.CommandLine"));
            Object builder = loader.loadClass(ServerConfig.class.getName()).getMethod("builder").invoke(null);
            builder = builder.getClass().getMethod("address", String.class).invoke(builder, "127.0.0.1");
            builder = builder.getClass().getMethod("port", int.class).invoke(builder, 0);
            startAndStop(loader, MemcachedServer.class, builder.getClass().getMethod("build").invoke(builder));
            startAndStop(loader, TestMemcached.class);
        }
    }
}
