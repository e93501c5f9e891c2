/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * The cache: an off-heap slab cache that a service holds in its own process.
 *
 * <p><b>Goals.</b> Bytes in, bytes out; a memory limit that holds whatever the load; no garbage and no lock on a hit;
 * every operation safe under any number of threads; prompt expiry. <b>Not goals.</b> Sockets, protocols, objects:
 * those are other modules or other packages.
 *
 * <p><b>Vocabulary</b> is memcached's: <em>slab class</em>, <em>page</em>, <em>chunk</em>, <em>item</em>,
 * <em>CAS unique</em>; and <em>stripe</em>: a lock and all that belongs to the keys that hash to it.
 *
 * <p><b>Locks.</b> {@code balance -> stripe -> slab class | index blocks -> arena}. A thread holds at most one stripe
 * and, under it, at most one of the others; nobody waits for the balance. Nothing of a caller's is called while any is
 * held, but a {@link io.flagstone.engine.RemovalObserver} under its item's stripe.
 *
 * <p><b>Order of work of a store</b>: take chunks (which may evict, one stripe at a time), fill them, and only then
 * take the key's stripe, to link. So a large value is copied under no lock. What reads the old value to make the new
 * one (append, prepend, the first expiry of an item without room for one) pins the old item, works outside of the
 * lock, and starts again if the item has changed meanwhile.
 *
 * <p><b>A fetch on terms</b> reads without a lock as long as nothing is to be changed or won. Else it decides and
 * changes under the stripe, so that of those who meet a stale item one wins; pins the item, and shows it as it was
 * then. What it needs room for, the first deadline of an item, it does in two steps: a copy that has the room and
 * differs in nothing else, then the fetch again. So nobody sees half of it.
 *
 * <p><b>CAS uniques</b> that the cache gives are never given again, but a client may assign any, again and again, and
 * a higher one than the cache will reach: it counts on as if nothing had happened, as memcached does, so that the next
 * change may have a lower one. Nothing here takes an equal CAS unique for an equal item. Readers go by the version of
 * the bucket; who rewrites an item has it pinned, and what is pinned and still linked has kept its value.
 *
 * <p><b>A page that changes its class</b> is emptied item by item: each is copied to another chunk of its class, under
 * its stripe, and the class evicts what its policy holds for coldest to have those chunks. What is pinned or being
 * filled stays, and the page with it. <b>Rejected:</b> evicting what lies in the page: it is the class's coldest only
 * by chance. In a full cache whose index grew, the first page was the one with what had been asked for from the start.
 *
 * <p><b>The memory limit</b> can be changed while the cache is in use. When it is lowered, pages are emptied as if to
 * change their class, and their memory goes back to the system page by page: a region stays, since a reader without a
 * lock may still look at it. References and page numbers are laid out for a highest limit.
 *
 * <p><b>Closing.</b> Every operation counts itself in and out, which is also how hits are counted; {@code close}
 * refuses new ones and frees the memory when the last is out and every view that lent buffers is closed.
 *
 * <p><b>Views</b> lend read-only buffers of their own and point them at nothing when they are closed, so that a buffer
 * that was kept is empty and shows no foreign bytes. Rejected: a {@code close} that waits for such views, since the one
 * who holds the view may be the one who closes; bytes that are only handed to a callback, since neither a file nor a
 * compressor takes them so. What {@code duplicate} makes of a lent buffer is out of reach in Java 17.
 *
 * <p><b>Warm restart.</b> The arena's regions may be parts of a file. What lies on the heap is written beside it when
 * nobody is inside any more, and each part passes its own fields through a stream that saves or loads. Chunks that were
 * pinned or being filled are freed then, by a look at every chunk, so that a start has nothing to repair: with 1 GiB in
 * 4.3 million items it takes 2 to 20 ms, the close 150 to 650 ms. Rejected: to repair at the start, which would read
 * all of the memory while somebody waits; a checksum of the memory, for the same reason; addresses in what is saved,
 * since a file is mapped somewhere else each time.
 *
 * <p><b>Rejected</b>, by what a get of 256 bytes took. Counters that are added to atomically: a fence each, 82 ns for
 * a key in the cache against 58. A search whose branches follow the bits of the hash: 368 ns out of the processor's
 * caches against 260. A copy by words in the place of the JVM's for 256 bytes: no gain. A small value stored in a chunk
 * of its own where one of the same shape lies: 2.2 million sets a second against 4.1.
 *
 * <p><b>Time.</b> Expiry is exact to a tenth of a second by the cache's clock: from then on nobody finds the item. Its
 * memory is back with the next pass of the maintenance, which begins every tenth of a second and takes as long as there
 * is work, unless somebody finds it before or the key gets another value. The same goes for what is flushed.
 */
package io.flagstone.engine;
