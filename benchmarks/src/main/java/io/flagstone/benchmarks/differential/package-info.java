/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * Says the same to Debian's memcached and to Flagstone, byte by byte, and shows where they answer differently.
 *
 * <p>A {@link io.flagstone.benchmarks.differential.CommandStream} is made from a seed, sent to both on connections of
 * their own, and ends with markers and the end of the connection, so that the whole answer is known to be there. Both
 * answers are put into the words of the listener's transcripts, where CAS uniques have names by the order of their
 * appearance, and compared. What differs is made smaller for as long as it differs. Debian's memcached is 1.6.18 and
 * the reference is 1.6.45: what is known to differ between them has a name and a reason in
 * {@link io.flagstone.benchmarks.differential.KnownDifference}; it is counted, and printed at the end, unless the
 * answer could tell nothing, so that the request is not sent. A server that stops answering differs, whatever the other
 * one does.
 *
 * <p>Imports the protocol's decoders, by which it finds what the older memcached would read otherwise, the listener,
 * which it starts in this process, and {@code server}, which starts memcached. One thread.
 */
package io.flagstone.benchmarks.differential;
