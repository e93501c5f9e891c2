/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;

/** Linux's call on memory, by way of JNA: the only class that names it, so that it can be absent. */
final class LinuxMemory {
    private LinuxMemory() {
    }

    static boolean isHere() {
        return Platform.isLinux() && LibC.CALLS != null;
    }

    static boolean advise(final long address, final long bytes, final int advice) {
        try {
            return LibC.CALLS.madvise(address, new NativeLong(bytes), advice) == 0;
        } catch (final LastErrorException e) {
            return false;
        }
    }

    /** The calls, as JNA maps them. */
    interface LibC extends Library {
        /** The loaded library. */
        LibC CALLS = Native.load("c", LibC.class);

        /** Advises the system on the use of memory. */
        int madvise(long address, NativeLong bytes, int advice) throws LastErrorException;
    }
}
