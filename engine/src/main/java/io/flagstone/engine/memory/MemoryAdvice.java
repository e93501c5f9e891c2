/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;

/**
 * What the operating system can be told about memory, on Linux, by way of JNA: the only place that needs JNA, and only
 * when it is asked.
 */
public final class MemoryAdvice {
    private static final int HUGE_PAGE = 14;
    private static final int DONT_NEED = 4;

    private MemoryAdvice() {
    }

    /**
     * Tells whether the system can be told anything.
     *
     * @return true on Linux with JNA on the class path.
     */
    public static boolean isAvailable() {
        try {
            return Platform.isLinux() && LibC.CALLS != null;
        } catch (final LinkageError e) {
            return false;
        }
    }

    /** Asks for transparent huge pages; whether they come is the system's affair. */
    static boolean useHugePages(final long address, final long bytes) {
        try {
            return isAvailable() && LibC.CALLS.madvise(address, new NativeLong(bytes), HUGE_PAGE) == 0;
        } catch (final LastErrorException e) {
            return false;
        }
    }

    /** Lets the system take pages back; they can be used again, and hold zeros. */
    static boolean drop(final long address, final long bytes) {
        try {
            return isAvailable() && LibC.CALLS.madvise(address, new NativeLong(bytes), DONT_NEED) == 0;
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
