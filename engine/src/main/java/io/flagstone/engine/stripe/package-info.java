/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * A stripe: a lock and everything that belongs to the keys that hash to it.
 *
 * <p>Imports {@code memory}, {@code item}, {@code slab}, {@code index}, {@code time}.
 *
 * <p><b>The stripe's lock</b> guards its segment of the index, its eviction queues, its expiry wheel, its pins, its
 * counters and its CAS uniques. A thread holds one stripe at most; under it, it may take the lock of one slab class or
 * of the index blocks, which are leaves. So there is no order of locks to keep.
 *
 * <p><b>Whoever listens</b> ({@link io.flagstone.engine.stripe.DepartureListener}) is called under that lock, before an
 * item leaves and while it is whole: it copies what it needs, and must neither wait nor come back to the cache. Nobody
 * listens unless asked to, which costs a branch for each item that leaves, and nothing on a hit.
 *
 * <p><b>Eviction</b> goes by a {@link io.flagstone.engine.stripe.ReplacementPolicy}, per stripe and slab class:
 * S3-FIFO (Yang et al., SOSP 2023) with its ghosts, or a segmented LRU that can be flat. Splitting the queues by stripe
 * costs 0.1 points of hit ratio with 300 items in each.
 *
 * <p>A hit moves nothing and takes no lock: it counts in the item's control word, and what that is worth is decided
 * when the item is at the tail of its queue and room is needed. S3-FIFO is made for that. A segmented LRU that moves an
 * item right after its second hit, as memcached does by a queue of bumps and a thread, keeps its lists in the order of
 * the last hits; here they are in the order in which items entered them, and an active item is told from another one
 * only at the tail. The flat list is hence a CLOCK with one bit.
 *
 * <p><b>Ghosts</b> are the keys that were evicted lately, in tables of 2 bytes for each: one for the small queue, whose
 * items enter the main queue if they come back, as long as all items of the stripe; one for the main queue, a tenth of
 * that. What comes back from the young end of either moves the share of the small queue by one item. What expired, was
 * deleted or flushed is not remembered, and a flush forgets all. The tables grow as items are evicted, and never
 * shrink. With 4 bytes, of which 18 bits were the time of the eviction, the mean hit ratio of five traces at 1 to 25 %
 * was 66.05 %, with 2 bytes, whose place tells the time, it is 66.32 %, the half lines of the index included.
 *
 * <p>Figures of S3-FIFO: mean hit ratio in percent over six traces (product pages, a shop's catalogue, two pools, three
 * programs at once, a file system, a workstation's disk) of items of one size in caches of 1 %, 10 %, 25 % of them:
 *
 * <pre>
 *  as it is                                             27.2  58.3  69.2
 *  a small queue of 10 % for good                       26.6  58.1  69.0    0.6 below LRU on the file system
 *  the same with ghosts of 0.9 x the main queue         26.6  57.0  67.5    as published: too few while it is small
 *  the same with ghosts of 1.5 x the items              27.5  57.9  68.5
 *  the same, of 5 %                                     27.0  58.2  69.1    0.9 below LRU on the file system
 *  the same, promotion at two hits                      26.9  57.9  68.8
 *  as it is, but one table and one time for both queues 24.5  57.5  69.0
 *  as it is, the share moving by four items             27.0  58.2  69.1
 *  as it is, and the better of two tails by frequency   27.7  58.3  69.2    a sketch of 8 bytes an item, exact here
 *  Caffeine 3.3.1                                       28.7  57.7  67.7    3.9 below LRU on the disk
 * </pre>
 *
 * <p>Other variants, on five of the traces with mixed sizes, where the small queue of 10 % has 55.5 on average: ghosts
 * of the main queue that enter it again 54.9; the count kept on promotion 55.2; a one-bit clock 55.1, three bits 55.6;
 * filling the main queue first while nothing was evicted 55.7, but 0.8 less for the workstation's disk at 10 %.
 *
 * <p>On the file system's trace in 215 KiB, 580 items, S3-FIFO stays 3.6 points below an LRU that has no overhead (86.7
 * to 90.3). As published and without overhead, over all sizes at once, it is 1.3 below; the rest is memory that is not
 * keys and values: with a fifth more of it there are 88.9, and an LRU that is charged its heap has 86.0, Caffeine 82.8.
 * Tried, from 86.2 on average over two draws of sizes: a share of the small queue of 20 % at first and never below 10,
 * 86.2; moving it by four items, 86.3; a memory of one and a half times the items, 86.3; what came back within 30 % of
 * the items counted as just missed, 86.2. So it stays as it is.
 *
 * <p><b>Expiry</b> is a hierarchical wheel of five levels with 64 buckets, threaded through the items that expire.
 * Items that live for ever are never looked at.
 *
 * <p><b>Rejected.</b> A log of references in place of the wheel's links (4 bytes instead of 8): what was overwritten or
 * deleted stays in it until its time comes. Reference counts in the item: a reader that takes no lock may aim its count
 * at a chunk that was recycled.
 */
package io.flagstone.engine.stripe;
