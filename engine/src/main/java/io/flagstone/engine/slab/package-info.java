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
 * by use. A page that is to change its class is <em>drained</em>: chunks that come free in it are counted and not
 * listed, and the one thread that drains it decides at the end whether it was emptied and leaves the class. (When
 * whoever freed the last chunk gave the page back, its drainer went on with chunks that another class had cut anew.)
 *
 * <p><b>Page size.</b> A thousandth of the limit, between 64 KiB and 1 MiB: a cache of 64 MiB with 1 MiB pages, as
 * memcached has them, would give each of its 40 classes one or two.
 */
package io.flagstone.engine.slab;
