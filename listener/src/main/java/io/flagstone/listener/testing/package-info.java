/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * A memcached for tests of what talks to one: {@link io.flagstone.listener.testing.TestMemcached}, and
 * {@link io.flagstone.listener.testing.MemcachedExtension} for JUnit Jupiter, which is an optional dependency and
 * named by that class and its annotation alone.
 *
 * <p>It is the server itself, of one worker, on a cache that goes by the test's clock and is maintained by it. Nothing
 * here is known to the rest: a {@code TransportFilter} puts a {@code TestTransport} between each client and the
 * commands. That cuts what comes into commands ({@code CommandCutter}), by the decoders of the server itself, notes
 * each one, asks {@code Faults} about it, and hands on one at a time, so that what the server then writes is the reply
 * to it: to be held, dropped or cut. For that the server does not see which commands came together: {@code lru_crawler
 * metadump} and {@code watch} behind others, which memcached refuses, are done here.
 *
 * <p><b>Threads.</b> A {@code TestTransport} and what it holds belong to the worker of its connection; the test tells
 * it by volatile fields and has it woken, and no thread waits in an event loop. {@code Recording} has its own lock,
 * and each {@code Fault} too. The lock of {@code TestMemcached} guards the cache's maintenance and the listening
 * socket. A second socket, never listened on, keeps the port while connections are refused.
 *
 * <p><b>Time.</b> Nothing waits for the system's clock: replies are held until the test releases them or moves the
 * time, and when {@code TestClock.advance} returns, maintenance has run and idle connections are closed.
 *
 * <p><i>Rejected:</i> a proxy in front of a server, which needs a second socket and thread for each client and cannot
 * tell where a reply ends without decoding replies too; hooks in {@code CommandExecutor}, which every command of every
 * server would pass.
 */
package io.flagstone.listener.testing;
