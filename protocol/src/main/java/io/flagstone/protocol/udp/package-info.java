/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * How memcached 1.6.45 carries its dialects in datagrams, without a socket: {@link io.flagstone.protocol.udp.UdpFrame}.
 *
 * <p>A request is one datagram; what is longer, and what is empty, is dropped. An answer is one or more messages, each
 * cut into datagrams of at most {@value io.flagstone.protocol.udp.UdpFrame#MAX_DATAGRAM_LENGTH} bytes that are numbered
 * from 0. A client puts one message together by request id and sequence number; nothing is sent again. Imports nothing;
 * there is no state, and so there are no locks.
 *
 * <p><b>Intentional.</b> In the text dialect each value of a retrieval of several keys, and its last line, is a message
 * of its own, numbered from 0 again: memcached does so, and clients that use UDP ask for one key. Which bytes are one
 * message is for whoever answers to say.
 */
package io.flagstone.protocol.udp;
