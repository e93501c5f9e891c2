/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.CacheStats;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reports that clients get from {@code stats}, for whoever shows them in another form. For any thread. */
public final class Statistics {
    private static final String LINE = "STAT ";
    private static final String LINE_END = "\r\n";

    private final ServerState state;
    private final GeneralStats general;
    private final SettingsStats settings;
    private final SlabStats slabs;

    /**
     * Makes the reports of a server.
     *
     * @param state of it.
     */
    public Statistics(final ServerState state) {
        this.state = state;
        general = new GeneralStats(state);
        settings = new SettingsStats(state);
        slabs = new SlabStats(state);
    }

    /**
     * Gives the fields of {@code stats}.
     *
     * @return values by name, in memcached's order.
     */
    public Map<String, String> general() {
        return fields(general.report());
    }

    /**
     * Gives the fields of {@code stats settings}.
     *
     * @return values by name, in memcached's order.
     */
    public Map<String, String> settings() {
        return fields(settings.report());
    }

    /**
     * Gives the fields of {@code stats items}.
     *
     * @return values by name, as in {@code items:1:number}.
     */
    public Map<String, String> items() {
        return fields(slabs.items());
    }

    /**
     * Gives the fields of {@code stats slabs}.
     *
     * @return values by name, as in {@code 1:chunk_size}.
     */
    public Map<String, String> slabs() {
        return fields(slabs.slabs());
    }

    /**
     * Gives what the cache itself tells.
     *
     * @return a snapshot, which no {@code stats reset} concerns.
     */
    public CacheStats cache() {
        return state.cacheStats();
    }

    /**
     * Tells how many gets found an item of a slab class.
     *
     * @param classId of the class.
     * @return gets since the server was started, whenever its statistics were reset.
     */
    public long getHits(final int classId) {
        return state.getHits(classId);
    }

    private static Map<String, String> fields(final byte[] report) {
        final Map<String, String> fields = new LinkedHashMap<>();
        for (final String line : new String(report, StandardCharsets.ISO_8859_1).split(LINE_END)) {
            if (line.startsWith(LINE)) {
                final int space = line.indexOf(' ', LINE.length());
                fields.put(line.substring(LINE.length(), space), line.substring(space + 1));
            }
        }
        return fields;
    }
}
