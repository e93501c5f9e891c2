/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * What one item looks like in memory, and the hash of its key.
 *
 * <p>Imports {@code memory} only. {@link io.flagstone.engine.item.ItemLayout} is the only file with numbers;
 * {@link io.flagstone.engine.item.ControlWord} owns the bits of the first word.
 *
 * <p>Every field of a linked item is guarded by its stripe's lock, but for the control word: readers that hold no lock
 * set its frequency, fetched bit and access time by compare-and-set, so that writers change it by compare-and-set too.
 * A reader notes its hit after the bucket's version has told it that the item was there: by then the item may have
 * gone. Its compare-and-set fails if the word differs by a bit, as that of a free chunk does. If another item in the
 * same chunk has the same word, that item gets the hit: a wrong hint to eviction, and never a wrong value. Only if the
 * page was emptied and cut anew, and holds the 8 bytes of the very word at that place, all between two instructions of
 * the reader, would the bits of the hint be set in something else.
 *
 * <p><b>Rejected.</b> memcached's header (48 bytes and 8 for the CAS): expiry, flags and chain length are needed by few
 * items and are stored only by those. A ring of references instead of links in the item (4 bytes instead of 8): an
 * item that is deleted or expires early cannot leave it before its turn.
 */
package io.flagstone.engine.item;
