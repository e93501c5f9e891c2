/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/** What becomes of a request to move a page from one slab class to another, in memcached's words. */
public enum ReassignResult {
    /** It has begun; the background work goes on with it. If every page holds something pinned, none is moved. */
    OK,
    /** Another page is on its way. */
    BUSY,
    /** There is no such class. */
    BADCLASS,
    /** The source class has less than two pages. */
    NOSPARE,
    /** Source and destination are the same. */
    SAME
}
