/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import com.sun.management.OperatingSystemMXBean;
import io.flagstone.benchmarks.load.CpuTime;
import io.flagstone.benchmarks.load.Generator;
import io.flagstone.benchmarks.load.LoadResult;
import io.flagstone.benchmarks.load.LoadRun;
import io.flagstone.benchmarks.load.Pace;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * One round: what requests cost.
 *
 * @param micros     of the server, user and system, per request
 * @param loadMicros of the load's own process, per request
 * @param perSecond  requests answered per second
 * @param busy       the part of the time for which the server kept its core busy
 */
record CpuPerRequest(double micros, double loadMicros, double perSecond, double busy) {
    private static final double BEGINNING_SECONDS = 0.2;
    /** With which a server that sends every reply by itself does not wake the load for each. */
    private static final Pace GATHERING = new Pace(0, 0, 100);

    /**
     * Loads a server for a round.
     *
     * @throws IOException if it does not answer, or not right
     */
    static CpuPerRequest of(final Generator generator, final ServerProcess server, final double seconds)
        throws IOException {
        final Pace pace = generator.load().inFlight() > 1 ? GATHERING : Pace.CLOSED;
        try (LoadRun run = generator.start(server.address(), pace, 1)) {
            run.runFor(BEGINNING_SECONDS);
            final long own = ownCpuNanos();
            final CpuTime cpuBefore = server.cpu();
            final long answeredBefore = run.answered();
            final long start = System.nanoTime();
            run.runFor(seconds);
            final double cpu = server.cpu().microsSince(cpuBefore);
            final double answered = run.answered() - answeredBefore;
            final double loadMicros = (ownCpuNanos() - own) / 1e3 / answered;
            final double elapsed = (System.nanoTime() - start) / 1e9;
            final LoadResult result = run.finish();
            final boolean missesAlone = result.misses() > 0 && result.hits() == 0;
            if (answered == 0 || !result.isRight() || missesAlone) {
                throw new IOException("a round must see requests answered, all of them right, and not misses alone:"
                    + " server=" + server.name() + ", seconds=" + seconds + ", answered=" + answered + ", misses="
                    + result.misses() + ", errors=" + result.shown());
            }
            return new CpuPerRequest(cpu / answered, loadMicros, answered / elapsed, cpu / 1e6 / elapsed);
        }
    }

    private static long ownCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
