/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

/** What the operating system can be told about memory, where there is a way to tell it. Needs no JNA to be loaded. */
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
            return LinuxMemory.isHere();
        } catch (final LinkageError e) {
            return false;
        }
    }

    /** Asks for transparent huge pages; whether they come is the system's affair. */
    static boolean useHugePages(final long address, final long bytes) {
        return isAvailable() && LinuxMemory.advise(address, bytes, HUGE_PAGE);
    }

    /** Lets the system take pages back; they can be used again, whatever they hold then. */
    static boolean drop(final long address, final long bytes) {
        return isAvailable() && LinuxMemory.advise(address, bytes, DONT_NEED);
    }
}
