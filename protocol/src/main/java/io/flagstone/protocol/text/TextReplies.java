/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.charset.StandardCharsets;

/**
 * The fixed answers of the text dialect, each with its line end. The arrays are shared and not to be changed.
 *
 * <p>What is answered to a request that does not decode is in {@link io.flagstone.protocol.DecodeError}.
 */
public final class TextReplies {
    /** A store took place. */
    public static final byte[] STORED = line("STORED");
    /** The condition of an add, replace, append or prepend was not met. */
    public static final byte[] NOT_STORED = line("NOT_STORED");
    /** A cas found another unique than the one it named. */
    public static final byte[] EXISTS = line("EXISTS");
    /** The key is absent. */
    public static final byte[] NOT_FOUND = line("NOT_FOUND");
    /** A delete took place. */
    public static final byte[] DELETED = line("DELETED");
    /** A touch took place. */
    public static final byte[] TOUCHED = line("TOUCHED");
    /** An administrative command was carried out. */
    public static final byte[] OK = line("OK");
    /** No more values or statistics follow. */
    public static final byte[] END = line("END");
    /** The line behind every value. */
    public static final byte[] CRLF = line("");
    /** Statistics were reset. */
    public static final byte[] RESET = line("RESET");
    /** The answer to {@code mn}. */
    public static final byte[] META_NOOP = line("MN");
    /** No such command, or no such sub-command. */
    public static final byte[] ERROR = line("ERROR");
    /** Words of an administrative command that make no sense. */
    public static final byte[] BAD_COMMAND_LINE_FORMAT = line("CLIENT_ERROR bad command line format");
    /**
     * A key too long in a list of keys. The empty line behind it is memcached's own slip, and clients count on the
     * bytes that memcached sends.
     */
    public static final byte[] BAD_RETRIEVAL_KEY = line("CLIENT_ERROR bad command line format\r\n");
    /** A data block that does not end where its length says. */
    public static final byte[] BAD_DATA_CHUNK = line("CLIENT_ERROR bad data chunk");
    /** An incr or decr of something else than a number. */
    public static final byte[] NON_NUMERIC =
        line("CLIENT_ERROR cannot increment or decrement non-numeric value");
    /** A value above the item size limit. */
    public static final byte[] TOO_LARGE = line("SERVER_ERROR object too large for cache");
    /** No memory for an item, and none to be had by evicting. */
    public static final byte[] OUT_OF_MEMORY_STORING = line("SERVER_ERROR out of memory storing object");
    /** No memory for the longer result of an incr. */
    public static final byte[] OUT_OF_MEMORY = line("SERVER_ERROR out of memory");
    /** A list of keys longer than the server is ready to buffer. */
    public static final byte[] OUT_OF_MEMORY_READING = line("SERVER_ERROR out of memory reading request");
    /** {@code stats} whose words are too few. */
    public static final byte[] BAD_COMMAND_LINE = line("CLIENT_ERROR bad command line");
    /** {@code stats cachedump} of a class that cannot exist. */
    public static final byte[] ILLEGAL_SLAB_ID = line("CLIENT_ERROR Illegal slab id");
    /** {@code stats detail} with another word than on, off or dump. */
    public static final byte[] STATS_DETAIL_USAGE = line("CLIENT_ERROR usage: stats detail on|off|dump");
    /** {@code shutdown} without having been enabled. */
    public static final byte[] SHUTDOWN_DISABLED = line("SERVER_ERROR: shutdown not enabled");
    /** {@code shutdown} with another word than graceful. */
    public static final byte[] SHUTDOWN_MODE = line("CLIENT_ERROR invalid shutdown mode");
    /** {@code flush_all} where it was disabled. */
    public static final byte[] FLUSH_DISABLED = line("CLIENT_ERROR flush_all not allowed");
    /** {@code cache_memlimit} below 8. */
    public static final byte[] MEMLIMIT_TOO_SMALL =
        line("MEMLIMIT_TOO_SMALL cannot set maxbytes to less than 8m");
    /** {@code cache_memlimit} above a billion: meant in bytes. */
    public static final byte[] MEMLIMIT_NOT_BYTES =
        line("MEMLIMIT_ADJUST_FAILED input value is megabytes not bytes");
    /** {@code cache_memlimit} that cannot be carried out. */
    public static final byte[] MEMLIMIT_OUT_OF_BOUNDS =
        line("MEMLIMIT_ADJUST_FAILED out of bounds or unable to adjust");
    /** {@code refresh_certs} of a server without TLS. */
    public static final byte[] TLS_NOT_ENABLED = line("Error TLS not enabled");
    /** The greeting of a server that has no room for another connection. */
    public static final byte[] TOO_MANY_CONNECTIONS = line("ERROR Too many open connections");

    private TextReplies() {
    }

    /**
     * Makes an answer of words.
     *
     * @param words in ASCII.
     * @return their bytes and a line end.
     */
    public static byte[] line(final String words) {
        return (words + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
