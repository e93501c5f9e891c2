/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.command.ConnectionStatus;

/** A socket of the server that is shown by its own name, since nobody is at its other end. */
interface NamedSocket extends ConnectionStatus {
    SocketName name();

    @Override
    default String host() {
        return name().host();
    }

    @Override
    default int port() {
        return name().port();
    }

    @Override
    default String transport() {
        return name().transport();
    }

    @Override
    default String address() {
        return name().whole();
    }

    @Override
    default String listenAddress() {
        return null;
    }
}
