/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * What the typed cache does that others have no like of, by JMH; its plain gets and stores are peers of
 * {@link io.flagstone.benchmarks.engine}.
 */
package io.flagstone.benchmarks.typed;
