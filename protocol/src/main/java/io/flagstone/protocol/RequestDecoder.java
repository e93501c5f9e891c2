/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

import java.nio.ByteBuffer;

/**
 * Turns bytes into requests, one at a time, in one dialect.
 *
 * <p>A decoder keeps nothing between calls, so that one instance serves any number of connections and threads, and
 * bytes that are not yet complete are simply offered again with more behind them. It allocates nothing for the
 * requests that name keys.
 */
public interface RequestDecoder {
    /** The answer of {@link #decode} when the bytes do not hold a whole request. */
    int NEED_MORE = 0;

    /**
     * Decodes the request that begins at {@code offset}.
     *
     * <p>The data block of a store is not part of what is consumed: {@link Request#valueLength()} and the two bytes of
     * its line end follow. What is wrong is consumed too and gives {@link Opcode#INVALID}. Nothing the bytes hold makes
     * this method throw, and nothing outside of {@code offset} to {@code limit} is read.
     *
     * @param buffer  the bytes, of any kind and byte order; its position and limit stay as they are
     * @param offset  index of the first byte of the request
     * @param limit   index behind the last byte that was received, at most the buffer's own limit
     * @param request what is filled in; left as it was if the answer is {@link #NEED_MORE}
     * @return the number of bytes consumed, or {@link #NEED_MORE}
     */
    int decode(ByteBuffer buffer, int offset, int limit, Request request);
}
