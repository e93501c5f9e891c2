/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import java.net.BindException;

/** The admin port cannot be had. */
public final class AdminPortException extends BindException {
    private static final long serialVersionUID = 1;

    AdminPortException(final String address, final Throwable cause) {
        super("cannot listen on adminAddress=" + address + ": " + cause.getMessage());
        initCause(cause);
    }
}
