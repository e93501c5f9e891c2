/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.command.ConnectionStatus;

/** A socket that is shown by a name: that of its client or, if nobody is at its other end, its own. */
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
