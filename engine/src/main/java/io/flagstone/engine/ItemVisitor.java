/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/** Is shown the items of a cache, one after the other. */
@FunctionalInterface
public interface ItemVisitor {
    /**
     * Looks at an item.
     *
     * @param item a copy of what is known of it, valid until this method returns.
     */
    void onItem(CrawledItem item);
}
