/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

/** Why an item leaves the cache. */
public enum Departure {
    /** Somebody deleted it. */
    REMOVED,
    /** Somebody stored another value under its key. */
    REPLACED,
    /** Its memory was needed. */
    EVICTED,
    /** Its time was over. */
    EXPIRED,
    /** It was flushed. */
    FLUSHED
}
