/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * The standalone server as a process of its operating system: users, signals, the pid file, leaving the terminal, the
 * service manager.
 *
 * <p>Internal: used by {@code io.flagstone.listener.Main} only, never by an embedded server. Whatever needs native code
 * goes through one class on JNA, which is not loaded by a plain start, since that would cost more than the rest of it.
 * No lambdas, streams or regular expressions here for the same reason: the first of each costs a start 10 ms and more.
 */
package io.flagstone.listener.process;
