/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/** Copies an item to the heap. */
final class ItemCopier extends ItemReader {
    private byte[] value;
    private int flags;
    private long casUnique;

    @Override
    protected void onItem(final ItemView item) {
        final int length = item.valueLength();
        if (value == null || value.length != length) {
            value = new byte[length];
        }
        flags = item.flags();
        casUnique = item.casUnique();
        item.copyTo(value, 0);
    }

    CacheItem item() {
        return new CacheItem(value, flags, casUnique);
    }
}
