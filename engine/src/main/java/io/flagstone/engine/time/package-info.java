/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * The clock of a cache. Imports nothing of Flagstone. Time is passed in everywhere: nothing in the engine asks the
 * system for it but the clock that the builder was given.
 */
package io.flagstone.engine.time;
