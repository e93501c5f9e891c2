/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

/** What a request asks for. */
enum Operation {
    GET, SET, DELETE, TOUCH, MULTIGET
}
