/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * Bytes to requests and results to bytes, without a socket, a cache or a thread in sight.
 *
 * <p>A {@link io.flagstone.protocol.RequestDecoder} is offered the bytes that have arrived and either fills in a
 * {@link io.flagstone.protocol.Request} or asks to be called again with more. It remembers nothing in between: however
 * the network cuts a line, the result is that of the whole line. A request is a view on those bytes and is reused, so
 * that decoding makes no garbage; a refusal is a value ({@link io.flagstone.protocol.DecodeError}) and never an
 * exception. Each dialect is a package of its own.
 *
 * <p>Every length that a client writes is taken for hostile: it is checked against
 * {@link io.flagstone.protocol.ProtocolLimits} before anybody can allocate by it. How large a value may be is not
 * decided here but by whoever stores it.
 */
package io.flagstone.protocol;
