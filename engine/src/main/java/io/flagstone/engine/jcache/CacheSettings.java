/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.cache.CacheException;

/**
 * What the properties of a manager say of its caches: for all of them by the bare name of a setting, for one by
 * {@code cache.NAME.} before it. They are looked for in the properties that the manager was asked for with, then in its
 * URI: behind a question mark, or in the file that it names.
 */
final class CacheSettings {
    /** The name of the limit of the memory. */
    static final String MEMORY_LIMIT = "memoryLimit";
    /** The name of the size of the largest entry. */
    static final String MAXIMUM_ITEM_SIZE = "maximumItemSize";
    private static final String OF_ONE = "cache.";
    private static final String UNITS = "kmg";
    private static final int SHIFT = 10;

    /** Schemes and endings by which a URI names a file. */
    private static final Pattern FILE =
        Pattern.compile("(?i)(file|jar|https?|classpath):.*|.*\\.(xml|ya?ml|json|conf|cfg|ini)");

    private final URI uri;
    private final Properties given;
    private final Properties named;

    CacheSettings(final URI uri, final Properties properties) {
        this.uri = uri;
        given = properties;
        named = named(uri);
        for (final String key : named.stringPropertyNames()) {
            if (!key.equals(MEMORY_LIMIT) && !key.equals(MAXIMUM_ITEM_SIZE) && !isOfOne(key)) {
                throw new CacheException("a setting must be " + MEMORY_LIMIT + " or " + MAXIMUM_ITEM_SIZE + ", behind "
                    + OF_ONE + "NAME. for a single cache: setting=" + key + " uri=" + uri);
            }
        }
    }

    private static boolean isOfOne(final String key) {
        return key.startsWith(OF_ONE) && (key.endsWith('.' + MEMORY_LIMIT) || key.endsWith('.' + MAXIMUM_ITEM_SIZE));
    }

    private static Properties named(final URI uri) {
        final String text = uri.getSchemeSpecificPart();
        final int question = text.indexOf('?');
        final Properties properties = new Properties();
        if (question >= 0) {
            for (final String setting : text.substring(question + 1).split("&")) {
                final String[] sides = setting.split("=", 2);
                properties.setProperty(sides[0], sides.length == 1 ? "" : sides[1]);
            }
        } else if (text.endsWith(".properties")) {
            try (InputStream in = uri.toURL().openStream()) {
                properties.load(in);
            } catch (final IOException | IllegalArgumentException e) {
                throw new CacheException("the properties that the URI of a manager names could not be read: uri=" + uri,
                    e);
            }
        } else if (FILE.matcher(uri.toString()).matches()) {
            throw new CacheException("a file that the URI of a manager names must end with .properties, and hold lines"
                + " such as " + MEMORY_LIMIT + "=64m: uri=" + uri);
        }
        return properties;
    }

    /** The limit of the memory of a cache in bytes, or 0 if nothing says it. */
    long memoryLimit(final String cache) {
        return bytes(cache, MEMORY_LIMIT);
    }

    /** The size of the largest entry of a cache in bytes, or 0 if nothing says it. */
    int maximumItemSize(final String cache) {
        return (int) Math.min(Integer.MAX_VALUE, bytes(cache, MAXIMUM_ITEM_SIZE));
    }

    private long bytes(final String cache, final String setting) {
        final String ofOne = OF_ONE + cache + '.' + setting;
        for (final String key : new String[] {ofOne, setting}) {
            for (final Properties from : new Properties[] {given, named}) {
                final String value = from.getProperty(key);
                if (value != null) {
                    return parse(key + '=' + value + " uri=" + uri, value.trim().toLowerCase(Locale.ROOT));
                }
            }
        }
        return 0;
    }

    /** Digits, with k, m or g behind them for 1024, its square and its cube. */
    private static long parse(final String setting, final String value) {
        final int unit = value.isEmpty() ? -1 : UNITS.indexOf(value.charAt(value.length() - 1));
        final String digits = unit < 0 ? value : value.substring(0, value.length() - 1);
        try {
            return Math.multiplyExact(Long.parseLong(digits), 1L << SHIFT * (unit + 1));
        } catch (final NumberFormatException | ArithmeticException e) {
            throw new CacheException("a size must be digits, with k, m or g behind them if it is not bytes: " + setting,
                e);
        }
    }
}
