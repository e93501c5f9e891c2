/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * The calls of the C library that Java has no word for.
 *
 * <p>Loading this class loads JNA, which takes 130 ms and more: nobody touches it unless a call is needed, and who
 * knows early that it will be has it loaded beside other work ({@link #preload()}). Names and results are those of the
 * manual pages; after a failure {@link #error()} says why.
 */
final class LibC {

    /** Descriptor of the standard input. */
    static final int STDIN = 0;

    /** Descriptor of the standard output. */
    static final int STDOUT = 1;

    /** Descriptor of the standard error stream. */
    static final int STDERR = 2;

    /** {@code open} for reading and writing; the same number on every system. */
    static final int O_RDWR = 2;

    /** The resource that {@code setrlimit} knows as the size of a core file; the same number on every system. */
    static final int RLIMIT_CORE = 4;

    /** The resource that {@code setrlimit} knows as the number of open files. */
    static final int RLIMIT_NOFILE = Platform.isLinux() ? 7 : 8;

    /** The resource that {@code setrlimit} knows as the memory that may be locked. */
    static final int RLIMIT_MEMLOCK = Platform.isLinux() ? 8 : 6;

    /** {@code mlockall}: what is there and what will come. */
    static final int MCL_CURRENT_AND_FUTURE = 3;

    /** {@code setrlimit}: no limit. */
    static final long RLIM_INFINITY = Platform.isLinux() ? -1 : Long.MAX_VALUE;

    /** {@code prctl}: whether the process leaves a core file; Linux only. */
    static final int PR_SET_DUMPABLE = 4;

    /** {@code socket}: the family of unix sockets; the same number on every system. */
    static final int AF_UNIX = 1;

    /** {@code socket}: datagrams, and a descriptor that no started process inherits; Linux only. */
    static final int SOCK_DGRAM_CLOEXEC = 2 | 02000000;

    /** Offset of {@code pw_uid} in {@code struct passwd} of a 64-bit Linux or macOS. */
    static final long PASSWD_UID = 16;

    /** Offset of {@code pw_gid} in {@code struct passwd} of a 64-bit Linux or macOS. */
    static final long PASSWD_GID = 20;

    private static final String SEARCH_PATH = "jna.platform.library.path";

    static {
        // Everything needed is in the process already; without a path JNA would run ldconfig to find one.
        if (System.getProperty(SEARCH_PATH) == null) {
            System.setProperty(SEARCH_PATH, "");
        }
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    private LibC() {
    }

    /**
     * Has the library loaded.
     *
     * @throws ProcessException if that fails, as without a directory that the native half of JNA can be put in.
     */
    static void require() throws ProcessException {
        try {
            error();
        } catch (final LinkageError e) {
            throw new ProcessException("failed to load native code, which -u, -d, -k, -r, systemd and raising a limit "
                + "need: " + e);
        }
    }

    /** Has the library loaded by another thread while the caller goes on; who calls meanwhile waits for it. */
    static void preload() {
        final Thread loader = new Thread("flagstone-libc-loader") {
            @Override
            public void run() {
                try {
                    error();
                } catch (final LinkageError e) {
                    // Whoever needs the library meets the error again, and knows what it was needed for.
                }
            }
        };
        loader.setDaemon(true);
        loader.start();
    }

    /**
     * Why the last call of this thread failed.
     *
     * @return the system's words for it.
     */
    static String error() {
        final int errno = Native.getLastError();
        final String message = new LastErrorException(errno).getMessage();
        final int close = message.indexOf("] ");
        return close < 0 ? message : message.substring(close + 2);
    }

    /** {@code prctl}, which is there on Linux only. */
    static int prctl(final int option, final long value) {
        return NativeLibrary.getProcess().getFunction("prctl").invokeInt(new Object[] {option, value, 0L, 0L, 0L});
    }

    static native Pointer getpwnam(String name);

    static native int setgroups(long count, Pointer groups);

    static native int setgid(int gid);

    static native int setuid(int uid);

    static native int setegid(int gid);

    static native int seteuid(int uid);

    static native int setsid();

    static native int chdir(String path);

    static native int open(String path, int flags);

    static native int dup2(int from, int to);

    static native int close(int descriptor);

    static native int mlockall(int flags);

    static native int setrlimit(int resource, long[] softAndHard);

    static native int socket(int family, int type, int protocol);

    static native long sendto(int descriptor, byte[] bytes, long length, int flags, byte[] address, int addressLength);

    static native Pointer signal(int number, Pointer handler);
}
