/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * Where memory comes from: slab classes, their pages, their free chunks.
 *
 * <p>Imports {@code memory} and {@code item}. Knows no index, no queue, no stripe.
 *
 * <p><b>Locks.</b> Each slab class has its own ({@link io.flagstone.engine.slab.SlabClass}); it guards the class's free
 * list, its pages and how far they are drained, and is held for a few words. It is a leaf: nothing else is taken under
 * it, and it may be taken under a stripe's lock.
 *
 * <p><b>Pages.</b> A class takes its pages one at a time and cuts them from front to back, so that memory is committed
 * by use. A page that is to change its class is <em>drained</em>: its free chunks leave the list, some at a time, and
 * chunks that come free in it are counted and not listed; the one thread that drains it decides at the end whether it
 * was emptied and leaves the class. (When whoever freed the last chunk gave the page back, its drainer went on with
 * chunks that another class had cut anew.) A page that could not be emptied is tried again after all others.
 *
 * <p><b>Page size.</b> A thousandth of the limit, between 1 KiB and 1 MiB: a cache of 64 MiB with 1 MiB pages, as
 * memcached has them, would give each of its classes one or none.
 *
 * <p><b>Chunk sizes.</b> Waste of chunks and page ends on the value sizes of Meta's key-value cache, pages of 64 KiB
 * (1 MiB): factor 1.25 8.5 % (13.3 %), 1.15 5.4 % (9.7 %), 1.08 3.0 % (7.1 %), 1.05 2.6 % (6.6 %). Only the largest
 * of the sizes of which equally many fit a page is a class: with all of them, factor 1.05 wastes 2.8 % (7.6 %) and
 * needs 122 (179) classes instead of 92 (149). <b>Rejected:</b> chunks of half a page. In 1 MiB pages they
 * waste 7.6 %, quarters 4.3 %, sixteenths 2.9 %: the tail of a long chain is cut to size, half a page is not.
 */
package io.flagstone.engine.slab;
