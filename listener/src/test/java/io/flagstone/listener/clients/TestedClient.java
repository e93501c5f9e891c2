/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.clients;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the tests ask of a client of memcached, whichever it is; it waits for each answer. */
interface TestedClient extends AutoCloseable {

    boolean set(String key, byte[] value, int seconds) throws Exception;

    boolean add(String key, byte[] value) throws Exception;

    boolean replace(String key, byte[] value) throws Exception;

    boolean append(String key, byte[] value) throws Exception;

    boolean prepend(String key, byte[] value) throws Exception;

    boolean cas(String key, byte[] value, long unique) throws Exception;

    /** The value, or null on a miss. */
    byte[] get(String key) throws Exception;

    /** The CAS unique of a key that is there. */
    long unique(String key) throws Exception;

    /** One request for all keys. */
    Map<String, byte[]> getAll(List<String> keys) throws Exception;

    /** A request for each key, none of which waits for the one before; null for each miss. */
    List<byte[]> getEach(List<String> keys) throws Exception;

    boolean delete(String key) throws Exception;

    boolean touch(String key, int seconds) throws Exception;

    long increment(String key, long delta) throws Exception;

    long decrement(String key, long delta) throws Exception;

    /** How many bytes of flags the client stores with a value. */
    int flagBytes();

    @Override
    void close() throws IOException;
}
