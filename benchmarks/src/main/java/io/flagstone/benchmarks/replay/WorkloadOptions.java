/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

/**
 * What a trace does not tell.
 *
 * @param keyLength bytes of every key
 * @param copies    how many keys each key of the trace stands for
 * @param ttlMix    whether values expire, by {@link TtlMix}
 * @param hours     that a trace without times lasts
 * @param rate      requests per second of a trace without times, 0 to go by the hours
 * @param shift     what values are multiplied by at half time
 * @param seed      of every draw
 */
record WorkloadOptions(int keyLength, int copies, boolean ttlMix, double hours, double rate, int shift, long seed) {
}
