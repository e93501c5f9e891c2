/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.metrics;

/**
 * A key that many commands name.
 *
 * @param key   in characters of a byte each.
 * @param count how often it was surely seen of late, in a sample.
 */
public record HotKey(String key, long count) {
}
