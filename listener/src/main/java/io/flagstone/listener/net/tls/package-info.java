/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * What TLS needs before a byte is encrypted: certificates, a key, cipher suites. No sockets; those are {@code net}'s.
 *
 * <p>The engine is the JDK's, and what drives it over a channel is the library {@code tls-channel}. Reading a PEM file
 * is the JDK's too, but for the two older forms of a private key, which are put into the newer one by some lines of DER
 * in {@code PrivateKeyFile}: with Bouncy Castle, which would read them, the jar would be of 14 MB in place of 4.
 *
 * <p>{@code ssl_wbuf_size} is remembered and changes nothing: replies are gathered before they come here.
 * <i>Rejected:</i> {@code SSLParameters.setMaximumPacketSize}, by which the JDK also refuses larger records of clients.
 *
 * <p>{@code ServerTls} guards the reading of files with its own lock; the outcome is one volatile reference, so that a
 * connection is begun without a lock and a refresh changes nothing of those that are open.
 */
package io.flagstone.listener.net.tls;
