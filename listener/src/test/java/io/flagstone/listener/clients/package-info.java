/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/** The clients of the JVM in text mode, each held to the same contract. */
package io.flagstone.listener.clients;
