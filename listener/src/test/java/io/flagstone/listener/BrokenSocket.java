/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** A socket that tells its address some times, and then fails as a library does that cannot be loaded. */
final class BrokenSocket extends ServerSocketChannel {
    private final ServerSocketChannel real;
    private int left;

    /** @param good calls before the first that fails. */
    BrokenSocket(final ServerSocketChannel real, final int good) {
        super(real.provider());
        this.real = real;
        left = good;
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        if (left-- == 0) {
            throw new UnsatisfiedLinkError("a library is missing");
        }
        return real.getLocalAddress();
    }

    @Override
    public ServerSocketChannel bind(final SocketAddress local, final int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> ServerSocketChannel setOption(final SocketOption<T> name, final T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T getOption(final SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public ServerSocket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel accept() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        real.close();
    }

    @Override
    protected void implConfigureBlocking(final boolean block) throws IOException {
        real.configureBlocking(block);
    }
}
