/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/** Plays clients with bare sockets, well and badly behaved ones, against a server in the same process. */
package io.flagstone.listener.net;
