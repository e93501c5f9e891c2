/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.cache.Caching;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows of JCache, as somebody would paste it. */
class ReadmeTest {
    private static final String FENCE = "```";

    @TempDir
    private Path directory;

    /** Finds classes in a folder. */
    private static final class Compiled extends ClassLoader {
        private final Path folder;

        Compiled(final Path folder) {
            super(ReadmeTest.class.getClassLoader());
            this.folder = folder;
        }

        @Override
        protected Class<?> findClass(final String name) throws ClassNotFoundException {
            try {
                final byte[] bytes = Files.readAllBytes(folder.resolve(name + ".class"));
                return defineClass(name, bytes, 0, bytes.length);
            } catch (final IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static String snippet() throws Exception {
        final String readme = Files.readString(Path.of("").toAbsolutePath().resolveSibling("README.md"));
        final List<String> parts = Stream.of(readme.split(FENCE))
            .filter(part -> part.startsWith("java\n") && part.contains("new FlagstoneConfiguration<")).toList();
        assertEquals(1, parts.size(), "README.md has to show one use of JCache");
        return parts.get(0).substring("java\n".length());
    }

    @Test
    void shouldCompileAndRunAsItStands() throws Exception {
        final Path source = Files.writeString(directory.resolve("Shop.java"), snippet());
        final ByteArrayOutputStream messages = new ByteArrayOutputStream();
        final int outcome = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, "-proc:none", "-cp",
            System.getProperty("java.class.path"), "-d", directory.toString(), source.toString());
        assertEquals(0, outcome, messages.toString(StandardCharsets.UTF_8));
        assertEquals("Order[id=7, item=lamp]", said("Shop").strip());
    }

    private String said(final String type) throws Exception {
        final Thread thread = Thread.currentThread();
        final ClassLoader before = thread.getContextClassLoader();
        final PrintStream out = System.out;
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            final ClassLoader loader = new Compiled(directory);
            thread.setContextClassLoader(loader);
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            final Method main = loader.loadClass(type).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
            Caching.getCachingProvider().close();
        } finally {
            System.setOut(out);
            thread.setContextClassLoader(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
