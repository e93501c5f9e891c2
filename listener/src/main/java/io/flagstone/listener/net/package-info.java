/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * Sockets and event loops, and no meaning: bytes go to {@code command} and come back from it.
 *
 * <pre>
 *   acceptor thread ---- new sockets, round robin ----&gt; worker 1 .. n
 *                                                       each: one selector, its connections, one read buffer,
 *                                                             one CommandExecutor with one reply buffer
 * </pre>
 *
 * <p><b>Datagrams.</b> A socket for datagrams belongs to one worker too, and each datagram is a conversation of its
 * own. Its answer is gathered before the first part goes out, because every datagram of it tells their number: values
 * are pinned, words are copied, up to a bound. It leaves in turns of some datagrams. A socket that is full loses the
 * rest, as networks do: nobody waits, and nothing is kept. <i>Rejected:</i> memcached's one socket in the selectors of
 * all workers, which wakes every one of them for each datagram.
 *
 * <p><b>Confinement.</b> A connection belongs to one worker for life; its fields have no lock. The only things that
 * cross threads are the queue of accepted sockets, the queue of connections that have to send what they were not asked
 * for ({@code watch}), and the selector's wake-up; {@code stats conns} reads some fields of other workers' connections
 * as they happen to be.
 *
 * <p><b>Between socket and connection</b> lies a {@code Transport}: nothing, a call that the JIT inlines, or
 * TLS by the library tls-channel. TLS reads the socket once for each event too: {@code TlsWire} tells the library that
 * a socket which gave less than was asked for is empty. Before either there may be a PROXY header
 * ({@code ProxiedInput}). What comes before the first request has ten seconds ({@code Arrivals}), whatever is sent
 * meanwhile. A server for tests puts a transport of its own over either ({@code TransportFilter}); in any other, that
 * is a null which is looked at once for each connection. A listener with IPV6_V6ONLY cannot be had: Java switches it
 * off, and to set it through JNA one would need the socket's number, which the JDK shows to nobody.
 *
 * <p><b>System calls.</b> At steady state a readable connection costs one select, one read and one write, however many
 * requests were in flight; there is no second read to see whether more has come. A connection that is idle holds no
 * buffer: it is read into the worker's buffer, and keeps bytes of its own only while a request is unfinished or the
 * client does not take its replies. Connections that are ready together are read one behind the other before the first
 * is answered ({@code Intake}): with one request in flight on each of 32, a get then takes a tenth less processor time.
 *
 * <p><b>Backpressure.</b> While replies are kept for a client, its socket is not read and its requests are not
 * executed. What can be kept for one is bounded by one reply buffer, one pinned value and one unfinished line; what can
 * be kept for all by the {@code BufferPool} of each worker and by {@code InFlightMemory}. Whoever needs more than there
 * is, is refused; and while more than half is in use, {@code Sweep} closes connections that keep something and have
 * been still for three seconds. <i>Rejected:</i> a wheel of timers, which every request would have to move its
 * connection in; the acceptor, which has little to do, has the workers look twice a second, and only if there is
 * something to look for. To look at 10,000 connections costs a fraction of a millisecond.
 *
 * <p><b>The end.</b> The acceptor ends first, so that nothing is handed over any more. Each worker reads every
 * connection once more, so that what was sent before is answered, closes those that have nothing under way, and goes
 * on with the others until they are done or the time is up.
 */
package io.flagstone.listener.net;
