/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import javax.cache.event.EventType;

/**
 * Something that has happened to an entry, before it is shown to listeners.
 *
 * @param type     what.
 * @param key      of the entry.
 * @param value    that it has now, or had last.
 * @param oldValue that it had before; null if it had none, or no listener wants to know.
 */
record PendingEvent<K, V>(EventType type, K key, V value, V oldValue) {
}
