/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How often values have which size: the lower edge of a bucket and its weight. A size is drawn by a hash, uniform
 * within the bucket, so that a key has the same one in every run. A bucket is as wide as the smallest distance of two
 * edges, since buckets in which nothing was counted are left out of such files.
 */
public final class SizeHistogram {
    /** The name of the histogram that is built in. */
    public static final String BUILT_IN = "kvcache_reg_sizes.csv.xz";

    private static final long LARGEST = 1 << 30;
    private static final int LARGEST_TEXT = 18;

    private int[] edges = new int[1 << 10];
    private double[] upTo = new double[1 << 10];
    private int buckets;
    private int width = Integer.MAX_VALUE;

    private SizeHistogram() {
    }

    /**
     * Gives the value sizes of a Meta key-value cache, counted over 17 million requests; published with CacheLib's
     * cachebench ({@code kvcache_reg}), Apache License 2.0.
     *
     * @return the histogram: median 159 bytes, mean 351
     * @throws IOException if the archive is broken
     */
    public static SizeHistogram builtIn() throws IOException {
        try (InputStream in = SizeHistogram.class.getResourceAsStream(BUILT_IN);
            LineSource lines = TraceFiles.lines(in, BUILT_IN)) {
            return read(lines);
        }
    }

    /**
     * Reads a file of two columns with a header line: lower edge in bytes, weight.
     *
     * @param file that ends with {@code .xz} if it is compressed
     * @return the histogram
     * @throws IOException if it cannot be read, or holds something else
     */
    public static SizeHistogram read(final Path file) throws IOException {
        try (LineSource lines = TraceFiles.open(file)) {
            return read(lines);
        }
    }

    static SizeHistogram read(final InputStream in, final String name) throws IOException {
        try (LineSource lines = TraceFiles.lines(in, name)) {
            return read(lines);
        }
    }

    private static SizeHistogram read(final LineSource lines) throws IOException {
        final SizeHistogram histogram = new SizeHistogram();
        final int[] starts = new int[3];
        if (!lines.next() || lines.split(starts) != 2 || Character.isDigit(lines.text().charAt(0))) {
            throw lines.refusal("the first line must name two columns, size and weight", lines.text());
        }
        while (lines.next()) {
            if (lines.split(starts) != 2) {
                throw lines.refusal("a line must have a size and a weight", lines.text());
            }
            histogram.add(lines, number(lines, starts[0], starts[1] - 1), number(lines, starts[1], starts[2] - 1));
        }
        if (histogram.buckets == 0) {
            throw lines.refusal("a histogram must have at least one bucket", "the file ends here");
        }
        return histogram;
    }

    private static long number(final LineSource lines, final int start, final int end) throws IOException {
        final String text = lines.text(start, end);
        if (!text.matches("\\d{1," + LARGEST_TEXT + "}")) {
            throw lines.refusal("size and weight must be whole numbers", lines.text());
        }
        return Long.parseLong(text);
    }

    private void add(final LineSource lines, final long edge, final long weight) throws IOException {
        if (edge > LARGEST || buckets > 0 && edge <= edges[buckets - 1]) {
            throw lines.refusal("sizes must rise, to " + LARGEST + " at most", lines.text());
        }
        if (weight == 0) {
            throw lines.refusal("weight must be > 0", lines.text());
        }
        if (buckets == edges.length) {
            edges = Arrays.copyOf(edges, buckets * 2);
            upTo = Arrays.copyOf(upTo, buckets * 2);
        }
        if (buckets > 0) {
            width = (int) Math.min(width, edge - edges[buckets - 1]);
        }
        edges[buckets] = (int) edge;
        upTo[buckets] = weight + (buckets == 0 ? 0 : upTo[buckets - 1]);
        buckets++;
    }

    /**
     * Draws a size.
     *
     * @param hash that decides, its bits well mixed
     * @return bytes
     */
    public int draw(final long hash) {
        final double at = Scramble.unit(hash) * upTo[buckets - 1];
        final int found = Arrays.binarySearch(upTo, 0, buckets, at);
        final int bucket = found >= 0 ? found + 1 : -found - 1;
        final int within = buckets == 1 ? 0 : (int) (Scramble.unit(Scramble.mix(hash)) * width);
        return edges[bucket] + within;
    }
}
