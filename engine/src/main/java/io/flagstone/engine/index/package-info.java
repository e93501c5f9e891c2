/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * How a key finds its item: buckets of one cache line that readers read without a lock.
 *
 * <p>Imports {@code memory} and {@code item}.
 *
 * <p><b>The read protocol.</b> A bucket's first word is its version: even at rest, odd while a writer changes the
 * bucket, its half lines, or an item that it refers to. A reader takes the version, searches, copies what it
 * wants, issues a load fence, and takes the version again; if it moved, everything read is void. A writer holds the
 * stripe's lock, makes the version odd before its first store and even after its last. <b>Before a chunk is used
 * again, the version of the bucket that referred to it has moved</b>; hence a reader that copied from a recycled
 * chunk always finds out. All a reader may meet meanwhile is garbage, which it bounds before it copies.
 *
 * <p><b>Growth</b> is linear hashing, one bucket split at a time, by the writer whose insertion made it due: nothing is
 * ever moved as a whole. A split moves the version of the bucket that it splits, and the new bucket starts above it, so
 * that a version taken before a split never passes afterwards.
 *
 * <p><b>A chain</b> has no empty slot but behind its last reference: what leaves is replaced by the last one, and a
 * half line that is not needed then is given back. Before that, each bucket that had ever overflowed kept its second
 * line, and with items coming and going nearly all had one in the end.
 *
 * <p><b>How full.</b> Linear hashing keeps buckets of two loads, one twice the other, so that some overflow however
 * full they are on the whole. Bytes an item, and lines of the index that a hit and a miss read, by calculation and
 * averaged over a doubling:
 *
 * <pre>
 *  slots, further line   items a bucket   bytes   hit    miss
 *  11, 11 in 64 bytes         9            8.8    1.10   1.31    as it was
 *  12, 12 in 64 bytes        10            8.0    1.12   1.33
 *  12,  6 in 32 bytes         9            7.9    1.10   1.29
 *  12,  6 in 32 bytes        10            7.4    1.15   1.42
 *  12,  6 in 32 bytes        11            7.1    1.20   1.57    as it is
 *  12,  3 in 16 bytes        10            7.3    1.25   1.75
 *  two buckets made three, then four (Larson, 1980), 12, 6 in 32 bytes
 *                            10            7.2    1.10   1.27    not built: a split reads the keys of three buckets
 * </pre>
 *
 * <p><b>What a get waits for</b> is its bucket and then its item: with a million items of 20 and 60 bytes 31 % and 48 %
 * of its time. What depends on the item's first line waits with it, and keeps the processor from running ahead to the
 * next get's bucket. Medians of five rounds, in ns, keys that are all as likely ({@code growth}):
 *
 * <pre>
 *  items                                                1,000   1 M  10 M  50 M
 *  a copy by a loop, four lines read ahead                 56   448   641   934
 *  the same, one line                                           419   589
 *  the same, two                                                410   534   873
 *  a copy without a loop, four lines                       41   426   580
 *  a copy without a loop, two lines for short items: kept  40   300   592   913    once each item has had its hits
 *  the same, while items have their first three hits            445   600
 *  the same, if no hit were noted                               292   417
 * </pre>
 *
 * <p>How many lines, the page's chunks tell ({@link io.flagstone.engine.memory.LinesAhead}), which is right for a
 * mixture of sizes; the table is of a guess by what was stored last. Now values of 60 bytes, a million by Zipf's law,
 * are had 1.10 times as fast as with the first row's (four pairs of JVMs), of 256 bytes 1.01 times (three pairs).
 *
 * <p>A hit that is noted is a compare-and-set, past which no processor reads ahead. To put the notes off until some are
 * there would win a third where most hits are an item's first. It is not done: a note would have to check its bucket's
 * version when its time comes, everybody who looks at an item would have to wait for those of his own thread, and a
 * thread that asks no more would keep the last of them. Nor can a note be a plain store: a reader that is stopped just
 * before it would write into whatever its page has become meanwhile.
 *
 * <p><b>Rejected.</b> Chaining through the items (memcached): a cache miss per link, and no line that holds both
 * version and references. Two candidate buckets: fewer overflows (0.005 % against 5.8 % at 85 % full), but a bucket
 * then cannot be split alone. Doubling the table: every reader stalls or searches two tables while it is copied.
 */
package io.flagstone.engine.index;
