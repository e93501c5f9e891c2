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
 * <p><b>Eviction</b> is S3-FIFO per stripe and slab class (Yang et al., SOSP 2023): new items enter a small queue that
 * is a tenth of the class; what was asked for while it was there moves to the main queue, a clock with a 2-bit count.
 * A hit moves nothing, so readers take no lock. Splitting the queues by stripe costs 0.1 points of hit ratio with 300
 * items in each.
 *
 * <p><b>Moving.</b> An item can be copied to another chunk of its class and keep all else: its key's bucket, its
 * neighbours in queue and wheel and the parts of its value then refer to the copy. A pinned item stays.
 *
 * <p><b>Expiry</b> is a hierarchical wheel of five levels with 64 buckets, threaded through the items that expire.
 * Items that live for ever are never looked at.
 *
 * <p><b>Rejected.</b> A log of references in place of the wheel's links (4 bytes instead of 8): what was overwritten or
 * deleted stays in it until its time comes. Reference counts in the item: a reader that takes no lock may aim its count
 * at a chunk that was recycled.
 */
package io.flagstone.engine.stripe;
