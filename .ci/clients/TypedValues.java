/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.serializer.Serializers;
import io.flagstone.engine.typed.Cache;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A service that keeps typed values and serves them, for check_typed_values.py: it prints its port, and then, for each
 * line of a type and a key, the value that it reads.
 */
final class TypedValues {
    record Point(int x, int y) {
    }

    private TypedValues() {
    }

    private static <V> Cache<String, V> cache(final ByteCache bytes, final Serializer<V> values) {
        return Cache.builder(Serializers.string(), values).over(bytes).build();
    }

    public static void main(final String[] arguments) throws IOException {
        final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ByteCache bytes = ByteCache.builder().build();
            MemcachedServer server =
                MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).build(), bytes)) {
            final Cache<String, String> texts = cache(bytes, Serializers.string());
            final Cache<String, byte[]> arrays = cache(bytes, Serializers.bytes());
            final Cache<String, Integer> integers = cache(bytes, Serializers.integer());
            final Cache<String, Long> longs = cache(bytes, Serializers.longs());
            final Cache<String, Boolean> booleans = cache(bytes, Serializers.booleans());
            texts.put("text", "gr\u00fc\u00df dich \u20ac");
            texts.put("empty", "");
            arrays.put("bytes", new byte[] {0, -1, 13, 10});
            cache(bytes, Serializers.withFlags(Serializers.bytes(), 0)).put("plain", new byte[] {0, -1, 13, 10});
            integers.put("integer", -42);
            integers.put("hundred", 100);
            longs.put("long", Long.MAX_VALUE);
            booleans.put("true", true);
            booleans.put("false", false);
            cache(bytes, Serializers.doubles()).put("double", 1.5);
            cache(bytes, Serializers.record(Point.class)).put("record", new Point(1, 2));
            final Map<String, Cache<String, ?>> caches = Map.of("text", texts, "bytes", arrays, "integer", integers,
                "long", longs, "boolean", booleans);
            out.println(server.port());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                final String[] words = line.split(" ");
                out.println(told(caches.get(words[0]), words[1]));
            }
        }
    }

    private static String told(final Cache<String, ?> cache, final String key) {
        try {
            final Object value = cache.getIfPresent(key);
            return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
        } catch (final RuntimeException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }
}
