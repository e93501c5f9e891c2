/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.memory.MemoryFile;
import io.flagstone.engine.memory.StateStream;
import io.flagstone.engine.time.RelativeClock;
import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.concurrent.EpochClock;

/**
 * Finds in a memory file what a cache left there when it was closed, and leaves it there. The order is: memory on the
 * disk, then the restart file; restart file off the disk, then the first change of memory.
 */
final class WarmRestart {
    /** For a cache without a file. */
    static final WarmRestart NONE = new WarmRestart(null, null, null);

    private final MemoryFile file;
    private final RestartFile restartFile;
    private final EpochClock wallClock;
    private Map<String, String> settings;
    private String refusal = "there must be a memory file";
    private boolean tried;

    private WarmRestart(final MemoryFile file, final RestartFile restartFile, final EpochClock wallClock) {
        this.file = file;
        this.restartFile = restartFile;
        this.wallClock = wallClock;
    }

    /** Opens a memory file; the wall clock tells how much time passes while the cache is closed. */
    static WarmRestart from(final Path path, final EpochClock wallClock) {
        final MemoryFile file = MemoryFile.open(path);
        return new WarmRestart(file, new RestartFile(file.realPath()), wallClock);
    }

    /** Where a cache starts from: its state if there is one, its clock, the seed of its hash, how many stripes. */
    record Start(StateStream state, RelativeClock clock, long seed, int stripes) {
    }

    /** The memory of the arena, null if it is to end with the process. */
    MemoryFile file() {
        return file;
    }

    /** Tells what to start from, given what an empty cache starts with; its file is empty then, too. */
    Start start(final Map<String, String> wanted, final long fileBytes, final Start empty) {
        if (file == null) {
            return empty;
        }
        settings = wanted;
        final Start start = tried ? null : take(fileBytes, empty.clock());
        tried = true;
        if (start != null) {
            return start;
        }
        file.clear(fileBytes);
        return empty;
    }

    /** Notes that what {@link #start} gave was of no use: the next start is an empty one. */
    void refuse(final Throwable why) {
        refusal = "the file of a clean stop must fit the memory file: file=" + file.path() + " cause=" + why;
    }

    /** Whether a failure to make a cache is one of what it was to start from. */
    boolean isRestoring() {
        return tried && refusal == null;
    }

    private Start take(final long fileBytes, final RelativeClock clock) {
        final RestartFile.Content content = restartFile.take(settings);
        final long stamp = file.stamp();
        refusal = content.refusal();
        if (refusal == null && file.length() != fileBytes) {
            refusal = "the memory file must have its whole length: file=" + file.path() + " length=" + file.length()
                + " expected=" + fileBytes;
        }
        if (refusal != null) {
            return null;
        }
        file.stamp(0);
        try {
            return goOn(content.state(), clock, stamp);
        } catch (final BufferUnderflowException e) {
            refuse(e);
            return null;
        }
    }

    private Start goOn(final StateStream state, final RelativeClock clock, final long stamp) {
        final long stored = state.next(0L);
        if (stored == 0 || stored != stamp) {
            refusal = "the memory file must be as the clean stop left it: file=" + file.path() + " stamp="
                + Long.toHexString(stamp) + " stored=" + Long.toHexString(stored);
            return null;
        }
        final long seed = state.next(0L);
        final int stripes = state.next(0);
        final int stopped = state.next(0);
        final long away = wallClock.time() - state.next(0L);
        if (stripes < 1 || stripes > CacheCore.MAX_STRIPES || Integer.bitCount(stripes) != 1 || stopped < 0) {
            refusal = "the file of a clean stop must tell a time, and 1 to " + CacheCore.MAX_STRIPES + " stripes,"
                + " a power of two: file=" + file.path() + " stripes=" + stripes + " time=" + stopped;
            return null;
        }
        final RelativeClock goingOn = clock.goingOn(stopped, away);
        if (goingOn == null) {
            refusal = "the memory file must be younger than three years: file=" + file.path();
            return null;
        }
        return new Start(state, goingOn, seed, stripes);
    }

    /** Tells how the cache started, with so many items. */
    Restart outcome(final long items) {
        return refusal == null ? Restart.restored(items) : Restart.empty(refusal);
    }

    /** Lets go of the file when no cache came about. */
    void abandon() {
        if (file != null) {
            file.close();
        }
    }

    /** Leaves the state of a cache that nobody works with any more. */
    void save(final CacheCore core, final long seed) {
        if (file == null) {
            return;
        }
        core.slabs.settle(core::settle);
        file.force();
        long stamp = 0;
        while (stamp == 0) {
            stamp = ThreadLocalRandom.current().nextLong();
        }
        file.stamp(stamp);
        final StateStream state = StateStream.saving();
        state.next(stamp);
        state.next(seed);
        state.next(core.stripeCount());
        state.next(core.clock.refresh());
        state.next(wallClock.time());
        core.pass(state);
        restartFile.write(settings, state);
    }
}
