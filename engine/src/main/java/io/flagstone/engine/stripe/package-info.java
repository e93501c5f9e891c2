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
 * <p><b>Ghosts</b> are the keys that the small queue gave up, in a table of 4 bytes for each: an item that comes back
 * while it is remembered enters the main queue. What expired, was deleted or flushed is not remembered, and a flush
 * forgets all. The table grows to the number of items in the main queues, as room for it is made, and never shrinks.
 *
 * <p><b>Expiry</b> is a hierarchical wheel of five levels with 64 buckets, threaded through the items that expire.
 * Items that live for ever are never looked at.
 *
 * <p><b>Rejected.</b> A log of references in place of the wheel's links (4 bytes instead of 8): what was overwritten or
 * deleted stays in it until its time comes. Reference counts in the item: a reader that takes no lock may aim its count
 * at a chunk that was recycled.
 */
package io.flagstone.engine.stripe;
