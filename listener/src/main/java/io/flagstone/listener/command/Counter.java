/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

/** What a worker counts. */
public enum Counter {
    /** Keys asked for by get and gets. */
    CMD_GET,
    /** Items for which a storage command found memory. */
    CMD_SET,
    /** flush_all commands. */
    CMD_FLUSH,
    /** Keys asked for by touch, gat and gats. */
    CMD_TOUCH,
    /** me commands, and no other of the meta dialect. */
    CMD_META,
    /** Keys that get and gets found. */
    GET_HITS,
    /** Keys that they did not. */
    GET_MISSES,
    /** Keys that they found expired. */
    GET_EXPIRED,
    /** Keys that they found flushed. */
    GET_FLUSHED,
    /** Deletes that found their key. */
    DELETE_HITS,
    /** Deletes that did not. */
    DELETE_MISSES,
    /** Increments that found a number. */
    INCR_HITS,
    /** Increments that found nothing. */
    INCR_MISSES,
    /** Decrements that found a number. */
    DECR_HITS,
    /** Decrements that found nothing. */
    DECR_MISSES,
    /** Compare-and-swaps that swapped. */
    CAS_HITS,
    /** Those that found nothing. */
    CAS_MISSES,
    /** Those that found another CAS unique. */
    CAS_BADVAL,
    /** Touches that found their key. */
    TOUCH_HITS,
    /** Touches that did not. */
    TOUCH_MISSES,
    /** Stores that were refused for their size. */
    STORE_TOO_LARGE,
    /** Stores that were refused for want of memory. */
    STORE_NO_MEMORY,
    /** Times that a client said who it is. */
    AUTH_COMMANDS,
    /** Times that it was not believed. */
    AUTH_ERRORS,
    /** Bytes read from connections. */
    BYTES_READ,
    /** Bytes written to connections. */
    BYTES_WRITTEN,
    /** Times that a connection had to wait because it had used up its requests for one turn. */
    CONN_YIELDS,
    /** Connections accepted. */
    TOTAL_CONNECTIONS,
    /** Connections turned away. */
    REJECTED_CONNECTIONS,
    /** Connections open; goes down too. */
    CURR_CONNECTIONS,
    /** Most connections that were open at a time. */
    CONNECTION_STRUCTURES,
    /** Buffers that hold input or replies of single connections; goes down too. */
    READ_BUFFERS,
    /** Bytes of those buffers; goes down too. */
    READ_BUFFER_BYTES,
    /** Bytes of buffers that wait for their next use; goes down too. */
    READ_BUFFER_BYTES_FREE,
    /** TLS sessions that began, and were not taken up again. */
    SSL_NEW_SESSIONS,
    /** TLS connections that ended before they were established. */
    SSL_HANDSHAKE_ERRORS,
    /** TLS connections that ended for what the client sent later. */
    SSL_PROTOCOL_ERRORS,
    /** Connections that ended because there was no buffer for their input, or others needed the one they had. */
    READ_BUFFER_REFUSED,
    /** Connections that ended because there was no buffer for what they did not take, or others needed theirs. */
    RESPONSE_REFUSED,
    /** Connections that were closed because nothing came from them for too long. */
    IDLE_KICKS,
    /** Times that no connection was accepted for a while. */
    LISTEN_DISABLED,
    /** Microseconds that these times took. */
    LISTEN_DISABLED_MICROS,
    /** 1 while no connection is accepted, else 0. */
    LISTEN_PAUSED;

    private static final int COUNT = values().length;

    static int count() {
        return COUNT;
    }
}
