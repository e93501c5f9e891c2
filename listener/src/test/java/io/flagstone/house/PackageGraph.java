/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which package imports which, and whether that ever comes back to where it started. */
final class PackageGraph {

    private static final Pattern PACKAGE = Pattern.compile("^package ([a-z0-9.]+);");
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?(io\\.flagstone(?:\\.[a-z0-9]+)+)\\.");

    /** Settings that never change, part of the public face; every room of the listener may read them. */
    private static final Pattern SETTINGS = Pattern.compile(
        "import io\\.flagstone\\.listener\\.(ServerConfig|InertSettings|TlsConfig|ListenAddress|ListenerTls|"
            + "BindingProtocol);");

    private final Map<String, SortedSet<String>> imports = new TreeMap<>();

    void add(final List<String> lines) {
        String from = null;
        for (final String line : lines) {
            final Matcher declaration = PACKAGE.matcher(line);
            if (declaration.find()) {
                from = declaration.group(1);
                imports.computeIfAbsent(from, name -> new TreeSet<>());
            }
            final Matcher use = IMPORT.matcher(line);
            if (use.find() && !use.group(1).equals(from) && !SETTINGS.matcher(line).matches()) {
                imports.get(from).add(use.group(1));
            }
        }
    }

    int size() {
        return imports.size();
    }

    /**
     * Finds a way from a package back to itself.
     *
     * @return the packages of the way, or none.
     */
    List<String> cycle() {
        for (final String start : imports.keySet()) {
            final List<String> way = wayBack(start, start, new TreeSet<>());
            if (!way.isEmpty()) {
                return way;
            }
        }
        return List.of();
    }

    private List<String> wayBack(final String from, final String start, final SortedSet<String> seen) {
        for (final String next : imports.getOrDefault(from, new TreeSet<>())) {
            if (next.equals(start)) {
                return List.of(from, start);
            }
            if (seen.add(next)) {
                final List<String> rest = wayBack(next, start, seen);
                if (!rest.isEmpty()) {
                    final List<String> way = new ArrayList<>(List.of(from));
                    way.addAll(rest);
                    return way;
                }
            }
        }
        return List.of();
    }
}
