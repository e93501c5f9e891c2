/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ItemCrawl;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The answer to {@code stats sizes}: how many items there are of each size. It looks at all of them, in turns. */
final class SizeHistogram implements SlowReply {
    /** What is answered where sizes are not kept track of. */
    static final byte[] DISABLED = new StatLines().add("sizes_status", "disabled").end();

    private static final int ROUNDED_TO = 32;
    private static final int ITEMS_PER_TURN = 4096;

    private final ItemCrawl crawl;
    private final BiConsumer<ReplyBuffer, byte[]> dialect;
    private final SortedMap<Long, Long> counts = new TreeMap<>();

    /** @param dialect in which the lines of the report go out. */
    SizeHistogram(final ItemCrawl crawl, final BiConsumer<ReplyBuffer, byte[]> dialect) {
        this.crawl = crawl;
        this.dialect = dialect;
    }

    @Override
    public boolean goOn(final ReplyBuffer out) {
        int left = ITEMS_PER_TURN;
        while (left > 0 && !crawl.isAtEnd()) {
            // A slice of empty buckets is work too.
            left -= 1 + crawl.next(item -> counts.merge((item.itemLength() + ROUNDED_TO - 1) / ROUNDED_TO, 1L,
                Long::sum), left);
        }
        if (!crawl.isAtEnd()) {
            return false;
        }
        final StatLines lines = new StatLines();
        counts.forEach((size, count) -> lines.add(Long.toString(size * ROUNDED_TO), count));
        dialect.accept(out, lines.end());
        return true;
    }
}
