/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/** Why an item leaves the cache. */
public enum RemovalCause {
    /** Somebody deleted it. */
    EXPLICIT,
    /** Another value takes its place. */
    REPLACED,
    /** Its memory is needed. */
    EVICTED,
    /** Its time is over, and somebody came across it. */
    EXPIRED,
    /** It was flushed, and its memory comes back. */
    FLUSHED
}
