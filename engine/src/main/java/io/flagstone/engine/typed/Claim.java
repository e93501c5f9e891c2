/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

/**
 * The item whose place a loaded value takes.
 *
 * @param casUnique that it must still have; 0 for no item.
 * @param deadline  when it ends by itself; 0 for never.
 * @param announces whether it is the empty one by which this load is announced.
 */
record Claim(long casUnique, int deadline, boolean announces) {
}
