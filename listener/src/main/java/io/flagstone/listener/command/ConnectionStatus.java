/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

/** What is told of one connection, or of one socket that is listened on. Asked by any thread, as an estimate. */
public interface ConnectionStatus {
    /**
     * Tells the number by which the log and {@code stats conns} name it.
     *
     * @return the number.
     */
    long id();

    /**
     * Tells where the client is.
     *
     * @return its address without a port, {@code unix} on a unix socket.
     */
    String host();

    /**
     * Tells the client's port.
     *
     * @return the port, 0 on a unix socket.
     */
    int port();

    /**
     * Tells what lies between.
     *
     * @return {@code tcp}, {@code udp} or {@code local}.
     */
    String transport();

    /**
     * Tells the whole address of the other end, or the one that is listened on.
     *
     * @return such as {@code tcp:127.0.0.1:40312}.
     */
    String address();

    /**
     * Tells the address at which the client was accepted.
     *
     * @return the same way; null for a socket that is listened on.
     */
    String listenAddress();

    /**
     * Tells what it is doing.
     *
     * @return memcached's word for it.
     */
    String state();

    /**
     * Tells how many replies wait for the client to take them.
     *
     * @return replies, or parts of them.
     */
    int repliesWaiting();

    /**
     * Tells when something came last.
     *
     * @return seconds of the cache's clock.
     */
    int lastSecond();
}
