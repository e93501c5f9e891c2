/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.command;

/** How keys are asked for. */
public enum Dialect {
    /** The engine alone: nothing but keys. */
    ENGINE("", "", "", ""),
    /** One {@code get} for each key. */
    GET("", "get ", "\r\n", ""),
    /** One {@code get} for all keys of a group. */
    MULTIGET("get", " ", "", "\r\n"),
    /** One {@code mg} for each key that wants key and value. */
    META_GET("", "mg ", " k v\r\n", ""),
    /** One binary GetK for each key. */
    BINARY_GETK("", "", "", "");

    final String beforeGroup;
    final String beforeKey;
    final String afterKey;
    final String afterGroup;

    Dialect(final String beforeGroup, final String beforeKey, final String afterKey, final String afterGroup) {
        this.beforeGroup = beforeGroup;
        this.beforeKey = beforeKey;
        this.afterKey = afterKey;
        this.afterGroup = afterGroup;
    }
}
