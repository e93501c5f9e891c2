/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * The load generator: many connections on few threads, in the text, meta and binary dialects of memcached, and as much
 * of Redis's as get and set take; in a closed loop, or in an open one whose latencies count from when a request was
 * due. Begin with {@code LoadLoop}; {@link io.flagstone.benchmarks.load.Generator} is what other rooms use.
 *
 * <p>Imports {@code workload} (keys, lengths), {@code console} and {@code result}.
 *
 * <p><b>Verification.</b> A value is a piece of random bytes, whose beginning is told by its key and its version, and
 * the version is in the client flags ({@code Content}): so every byte of every reply is verified with one comparison
 * for each value, whoever stored it, and a value of another key, of another version or made of two is found. What is
 * wrong is counted and shown; a connection that answers what is no reply is given up, and the others go on.
 *
 * <p><b>Threads.</b> A {@code LoadLoop}, its connections and its {@code Exchange} belong to one thread, without a lock;
 * {@code Tally.answered} may be read by others, and so may the rest once the thread has ended.
 *
 * <p><b>What it costs.</b> Requests are written and replies compared in place, eight bytes at a time, without
 * allocation; a turn of a connection is one read and one write. Beside memcached 1.6.18 with one thread, 100 B values,
 * a get takes 2.1 us of the load and 5.2 of the server with 16 in flight (0.40), and 1.7 and 5.6 with 64 (0.30), if
 * replies may gather for 0.1 ms: memcached sends each by itself, and a load that looks at once is woken for each, 4.2
 * us beside 7.1, and takes more of the server's time too. Beside Flagstone, which answers all requests of a read with
 * one write, it is 0.9 and 0.7 times the server's 0.77 and 0.43 us; and with one in flight 0.9 to 1.0 times the 7 to 8
 * us of either: both sides then make one read and one write of a socket each, nine tenths of which are the system's,
 * so that half of it cannot be had from a socket. To gather does not help there (1.2 to 1.6 times).
 *
 * <p><i>Rejected:</i> requests and expected replies made beforehand, one behind the other, to be compared as a whole:
 * the fewest instructions, but no misses, no versions, and 150 bytes of memory for each request.
 */
package io.flagstone.benchmarks.load;
