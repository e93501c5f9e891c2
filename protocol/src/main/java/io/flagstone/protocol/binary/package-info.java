/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * memcached's binary dialect, to the byte of version 1.6.45: packets in, requests out; results in, packets out.
 *
 * <p>{@link io.flagstone.protocol.binary.BinaryHeader} draws the packet. What a request of each command has to hold is
 * a table, {@link io.flagstone.protocol.binary.BinaryOpcode}; {@link io.flagstone.protocol.binary.BinaryRequestDecoder}
 * compares header and table, so that a command never meets extras or a key that it does not know. Imports nothing but
 * the limits of {@code io.flagstone.protocol}; there is no state, and so there are no locks.
 *
 * <h2>What is refused</h2>
 * <ul>
 * <li>Answered, and closed: extras, key or value that the command does not have or that are missing, a key of more than
 *     {@value io.flagstone.protocol.ProtocolLimits#MAX_KEY_LENGTH} bytes, a body shorter than what it holds, and one
 *     of more than a gibibyte.
 * <li>Closed without a word: what does not begin with the magic of a request.
 * <li>Answered, with the stream kept aligned: commands that are unknown.
 * </ul>
 *
 * <h2>Intentional</h2>
 * <ul>
 * <li>Expiry is unsigned: 0xffffffff is a day in 2106, where it does not keep a number from being made.
 * <li>The outcome of an increment is the value and not extras. A quiet get that finds its key answers.
 * <li>The verbosity command (0x1b) of other servers is unknown here, as it is to memcached.
 * <li>The range commands (0x30 to 0x3c) discard extras and key twice, so that one with a key takes bytes of what
 *     follows: memcached does, and a transcript of it holds this. No client sends them.
 * </ul>
 *
 * <h2>Otherwise than memcached</h2>
 * Where nothing is gained by being alike: memcached discards extras and key twice after every unknown command, and
 * reads the value of a touch, a get-and-touch or a stat, which have none, as the next request. Here both are discarded
 * once. A key that is too long is refused when its header is there, not when the key is.
 */
package io.flagstone.protocol.binary;
