/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * Who may come in: users and passwords from a file, for both dialects that know of them.
 *
 * <p>Implements what {@code io.flagstone.listener.command} asks, {@link io.flagstone.listener.command.PasswordCheck}
 * and {@link io.flagstone.listener.command.SaslAuthenticator}, and is told of neither sockets nor connections.
 *
 * <p><b>Secrets.</b> A password is read, hashed with a salt of this process, and wiped; what stays in memory is a
 * digest of user and password together. A client's words are hashed in the buffer that they came in, and compared with
 * the digest of every user, whichever is right, so that the time tells nothing but how long the words are. No message
 * quotes a line of a file or a word of a client.
 *
 * <p><b>Threads.</b> {@link io.flagstone.listener.access.UserFile} replaces all users at once, by one volatile write;
 * workers read it without a lock. Reloading takes the file's own lock.
 */
package io.flagstone.listener.access;
