/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * Some clients that do everything that clients do, for as long as one likes, and know what each answer may be.
 *
 * <p>Each {@link io.flagstone.benchmarks.server.soak.SoakClient} is a thread with keys of its own, so that it knows
 * what was stored last under each. A miss is allowed at any time, since the server evicts; a hit has to be the last
 * value, byte by byte, and must not be after a delete, after the time to live, or after a flush. What the clients count
 * has to be what {@code stats} counts.
 */
package io.flagstone.benchmarks.server.soak;
