/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/** The clients of the JVM, each held to the same contract in the text dialect and in the binary one. */
package io.flagstone.listener.clients;
