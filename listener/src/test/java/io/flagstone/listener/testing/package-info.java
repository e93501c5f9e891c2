/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/** Tries the memcached for tests, with bare sockets and with the clients of the JVM, and as its users would. */
package io.flagstone.listener.testing;
