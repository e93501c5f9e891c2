/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import org.agrona.UnsafeApi;
import org.jctools.util.UnsafeAccess;

/**
 * The only door to raw memory: static accessors over a base and an address.
 *
 * <p>Where {@code java.base/jdk.internal.misc} is exported to Agrona, the calls go to Agrona's {@code UnsafeApi};
 * else to {@code sun.misc.Unsafe}, which JCTools holds, so that an embedder needs no JVM flag on 17 to 23 and sees
 * only the JDK's own warning on later ones. The choice is a constant that the compiler folds.
 */
public final class Memory {
    /** Offset of the first byte of a {@code byte[]} from its base. */
    public static final long ARRAY_BASE;

    private static final String DENIED = "Flagstone needs raw memory: start the JVM with "
        + "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED "
        + "(or without --sun-misc-unsafe-memory-access=deny)";
    private static final String INCOMPLETE =
        "Flagstone needs org.agrona:agrona and org.jctools:jctools-core on its class path: missing=";
    private static final boolean EXPORTED =
        Object.class.getModule().isExported("jdk.internal.misc", UnsafeApi.class.getModule());
    private static final long THREAD_ID;
    private static final long BUFFER_ADDRESS;
    private static final long BUFFER_CAPACITY;
    private static final long BUFFER_LIMIT;
    private static final long BUFFER_ARRAY;
    private static final int COPY_BY_WORDS = 64;
    private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

    static {
        try {
            free(allocate(Long.BYTES));
            ARRAY_BASE = arrayBase();
            THREAD_ID = threadIdOffset();
            BUFFER_ADDRESS = fieldOffset(Buffer.class, "address");
            BUFFER_CAPACITY = fieldOffset(Buffer.class, "capacity");
            BUFFER_LIMIT = fieldOffset(Buffer.class, "limit");
            BUFFER_ARRAY = fieldOffset(ByteBuffer.class, "hb");
        } catch (final NoSuchFieldException | UnsupportedOperationException | LinkageError e) {
            throw new IllegalStateException(e.getCause() instanceof ClassNotFoundException
                ? INCOMPLETE + e.getMessage() : DENIED, e);
        }
    }

    private Memory() {
    }

    private static long arrayBase() {
        return EXPORTED ? UnsafeApi.arrayBaseOffset(byte[].class) : UnsafeAccess.UNSAFE.arrayBaseOffset(byte[].class);
    }

    private static long fieldOffset(final Class<?> type, final String name) throws NoSuchFieldException {
        return EXPORTED ? UnsafeApi.objectFieldOffset(type, name)
            : UnsafeAccess.UNSAFE.objectFieldOffset(type.getDeclaredField(name));
    }

    private static long threadIdOffset() {
        try {
            return fieldOffset(Thread.class, "tid");
        } catch (final NoSuchFieldException | IllegalArgumentException e) {
            return -1;
        }
    }

    /**
     * Tells a thread's own id: a subclass may override {@code getId}, and JDK 17 has no {@code threadId}.
     *
     * @param thread alive or not.
     * @return above 0 and of no other living thread; or -1, on a JVM that keeps it elsewhere.
     */
    public static long threadId(final Thread thread) {
        return THREAD_ID < 0 ? -1 : getLongAt(thread, THREAD_ID);
    }

    /** {@return the size of a page of the system, in bytes} */
    static int systemPage() {
        return EXPORTED ? UnsafeApi.pageSize() : UnsafeAccess.UNSAFE.pageSize();
    }

    /**
     * Takes native memory, which the system commits as it is first touched.
     *
     * @param bytes how many, above 0.
     * @return the address.
     * @throws OutOfMemoryError if the system refuses.
     */
    public static long allocate(final long bytes) {
        return EXPORTED ? UnsafeApi.allocateMemory(bytes) : UnsafeAccess.UNSAFE.allocateMemory(bytes);
    }

    /**
     * Gives native memory back.
     *
     * @param address as it came from {@link #allocate}.
     */
    public static void free(final long address) {
        if (EXPORTED) {
            UnsafeApi.freeMemory(address);
        } else {
            UnsafeAccess.UNSAFE.freeMemory(address);
        }
    }

    /**
     * Unmaps a file's part; nobody may touch it any more.
     *
     * @param buffer as it was mapped.
     */
    static void unmap(final MappedByteBuffer buffer) {
        if (EXPORTED) {
            UnsafeApi.invokeCleaner(buffer);
        } else {
            UnsafeAccess.UNSAFE.invokeCleaner(buffer);
        }
    }

    /**
     * Sets native memory to zero.
     *
     * @param address of the first byte.
     * @param bytes   how many.
     */
    public static void clear(final long address, final long bytes) {
        assert OpenRegions.contains(null, address, bytes);
        if (EXPORTED) {
            UnsafeApi.setMemory(address, bytes, (byte) 0);
        } else {
            UnsafeAccess.UNSAFE.setMemory(address, bytes, (byte) 0);
        }
    }

    /**
     * Reads a byte, plain.
     *
     * @param base    null for native memory, which may be a caller's.
     * @param address to read.
     * @return the byte, signed.
     */
    public static byte getByte(final Object base, final long address) {
        assert OpenRegions.containsOrForeign(base, address, 1);
        return EXPORTED ? UnsafeApi.getByte(base, address) : UnsafeAccess.UNSAFE.getByte(base, address);
    }

    /**
     * Reads a native byte, plain.
     *
     * @param address to read.
     * @return the byte, signed.
     */
    public static byte getByte(final long address) {
        assert OpenRegions.contains(null, address, 1);
        return EXPORTED ? UnsafeApi.getByte(address) : UnsafeAccess.UNSAFE.getByte(address);
    }

    /**
     * Writes a byte, plain.
     *
     * @param address native.
     * @param value   to write.
     */
    public static void putByte(final long address, final byte value) {
        assert OpenRegions.contains(null, address, 1);
        if (EXPORTED) {
            UnsafeApi.putByte(address, value);
        } else {
            UnsafeAccess.UNSAFE.putByte(address, value);
        }
    }

    /**
     * Reads an int, plain.
     *
     * @param base    null for native memory, which may be a caller's.
     * @param address to read, of any alignment.
     * @return the int.
     */
    public static int getInt(final Object base, final long address) {
        assert OpenRegions.containsOrForeign(base, address, Integer.BYTES);
        return EXPORTED ? UnsafeApi.getInt(base, address) : UnsafeAccess.UNSAFE.getInt(base, address);
    }

    /**
     * Reads a native int, plain.
     *
     * @param address to read.
     * @return the int.
     */
    public static int getInt(final long address) {
        assert OpenRegions.contains(null, address, Integer.BYTES);
        return EXPORTED ? UnsafeApi.getInt(address) : UnsafeAccess.UNSAFE.getInt(address);
    }

    /**
     * Reads a native int so that nothing after it moves before it.
     *
     * @param address to read, aligned to 4.
     * @return the int.
     */
    public static int getIntVolatile(final long address) {
        assert OpenRegions.contains(null, address, Integer.BYTES);
        return EXPORTED ? UnsafeApi.getIntVolatile(null, address) : UnsafeAccess.UNSAFE.getIntVolatile(null, address);
    }

    /**
     * Writes a native int, plain.
     *
     * @param address to write.
     * @param value   to write.
     */
    public static void putInt(final long address, final int value) {
        assert OpenRegions.contains(null, address, Integer.BYTES);
        if (EXPORTED) {
            UnsafeApi.putInt(address, value);
        } else {
            UnsafeAccess.UNSAFE.putInt(address, value);
        }
    }

    /**
     * Writes a native int after everything that was written before it.
     *
     * @param address to write, aligned to 4.
     * @param value   to write.
     */
    public static void putIntRelease(final long address, final int value) {
        assert OpenRegions.contains(null, address, Integer.BYTES);
        if (EXPORTED) {
            UnsafeApi.putIntRelease(null, address, value);
        } else {
            UnsafeAccess.UNSAFE.putOrderedInt(null, address, value);
        }
    }

    /**
     * Reads a long, plain.
     *
     * @param base    null for native memory, which may be a caller's.
     * @param address to read, of any alignment.
     * @return the long.
     */
    public static long getLong(final Object base, final long address) {
        assert OpenRegions.containsOrForeign(base, address, Long.BYTES);
        return EXPORTED ? UnsafeApi.getLong(base, address) : UnsafeAccess.UNSAFE.getLong(base, address);
    }

    /**
     * Reads a native long, plain.
     *
     * @param address to read.
     * @return the long.
     */
    public static long getLong(final long address) {
        assert OpenRegions.contains(null, address, Long.BYTES);
        return EXPORTED ? UnsafeApi.getLong(address) : UnsafeAccess.UNSAFE.getLong(address);
    }

    /**
     * Writes a native long, plain.
     *
     * @param address to write.
     * @param value   to write.
     */
    public static void putLong(final long address, final long value) {
        assert OpenRegions.contains(null, address, Long.BYTES);
        if (EXPORTED) {
            UnsafeApi.putLong(address, value);
        } else {
            UnsafeAccess.UNSAFE.putLong(address, value);
        }
    }

    /**
     * Reads a long before everything that is read after it.
     *
     * @param base    null for native memory.
     * @param address to read, aligned to 8.
     * @return the long.
     */
    public static long getLongAcquire(final Object base, final long address) {
        assert OpenRegions.containsOrForeign(base, address, Long.BYTES);
        return EXPORTED ? UnsafeApi.getLongAcquire(base, address) : UnsafeAccess.UNSAFE.getLongVolatile(base, address);
    }

    /**
     * Writes a long after everything that was read or written before it.
     *
     * @param base    null for native memory.
     * @param address to write, aligned to 8.
     * @param value   to write.
     */
    public static void putLongRelease(final Object base, final long address, final long value) {
        assert OpenRegions.containsOrForeign(base, address, Long.BYTES);
        if (EXPORTED) {
            UnsafeApi.putLongRelease(base, address, value);
        } else {
            UnsafeAccess.UNSAFE.putOrderedLong(base, address, value);
        }
    }

    /**
     * Adds to a long at once; a full fence.
     *
     * @param base    null for native memory.
     * @param address of the long, aligned to 8.
     * @param delta   to add.
     * @return what it was before.
     */
    public static long getAndAddLong(final Object base, final long address, final long delta) {
        assert OpenRegions.containsOrForeign(base, address, Long.BYTES);
        return EXPORTED ? UnsafeApi.getAndAddLong(base, address, delta)
            : UnsafeAccess.UNSAFE.getAndAddLong(base, address, delta);
    }

    /**
     * Replaces a native long if it still holds what is expected; a full fence.
     *
     * @param address  to write, aligned to 8.
     * @param expected that it has to hold.
     * @param value    to write.
     * @return whether it was written.
     */
    public static boolean compareAndSetLong(final long address, final long expected, final long value) {
        assert OpenRegions.contains(null, address, Long.BYTES);
        return EXPORTED ? UnsafeApi.compareAndSetLong(null, address, expected, value)
            : UnsafeAccess.UNSAFE.compareAndSwapLong(null, address, expected, value);
    }

    /** Keeps every read before it before every read and write after it. */
    public static void loadFence() {
        if (EXPORTED) {
            UnsafeApi.loadFence();
        } else {
            UnsafeAccess.UNSAFE.loadFence();
        }
    }

    /** Keeps every write before it before every write after it. */
    public static void storeFence() {
        if (EXPORTED) {
            UnsafeApi.storeFence();
        } else {
            UnsafeAccess.UNSAFE.storeFence();
        }
    }

    /**
     * Copies bytes, which must not overlap; short runs by words, since a call costs more than it copies.
     *
     * @param from        base of the source, null for native.
     * @param fromAddress of the source.
     * @param to          base of the target, null for native.
     * @param toAddress   of the target.
     * @param bytes       how many.
     */
    public static void copy(final Object from, final long fromAddress, final Object to, final long toAddress,
            final long bytes) {
        assert OpenRegions.containsOrForeign(from, fromAddress, bytes);
        assert OpenRegions.containsOrForeign(to, toAddress, bytes);
        if (bytes <= COPY_BY_WORDS) {
            copyShort(from, fromAddress, to, toAddress, (int) bytes);
        } else if (EXPORTED) {
            UnsafeApi.copyMemory(from, fromAddress, to, toAddress, bytes);
        } else {
            UnsafeAccess.UNSAFE.copyMemory(from, fromAddress, to, toAddress, bytes);
        }
    }

    private static void copyShort(final Object from, final long fromAddress, final Object to, final long toAddress,
            final int bytes) {
        if (bytes < Long.BYTES) {
            for (int i = 0; i < bytes; i++) {
                putByteAt(to, toAddress + i, getByteAt(from, fromAddress + i));
            }
            return;
        }
        // From both ends towards the middle, where the words overlap: no loop, and few instructions wait for the item.
        final long last = bytes - Long.BYTES;
        copyWord(from, fromAddress, to, toAddress);
        copyWord(from, fromAddress + last, to, toAddress + last);
        if (bytes > 2 * Long.BYTES) {
            copyWord(from, fromAddress + 8, to, toAddress + 8);
            copyWord(from, fromAddress + last - 8, to, toAddress + last - 8);
        }
        if (bytes > 4 * Long.BYTES) {
            copyWord(from, fromAddress + 16, to, toAddress + 16);
            copyWord(from, fromAddress + last - 16, to, toAddress + last - 16);
            copyWord(from, fromAddress + 24, to, toAddress + 24);
            copyWord(from, fromAddress + last - 24, to, toAddress + last - 24);
        }
    }

    private static void copyWord(final Object from, final long fromAddress, final Object to, final long toAddress) {
        putLongAt(to, toAddress, getLongAt(from, fromAddress));
    }

    private static long getLongAt(final Object base, final long address) {
        return EXPORTED ? UnsafeApi.getLong(base, address) : UnsafeAccess.UNSAFE.getLong(base, address);
    }

    private static void putLongAt(final Object base, final long address, final long value) {
        if (EXPORTED) {
            UnsafeApi.putLong(base, address, value);
        } else {
            UnsafeAccess.UNSAFE.putLong(base, address, value);
        }
    }

    private static byte getByteAt(final Object base, final long address) {
        return EXPORTED ? UnsafeApi.getByte(base, address) : UnsafeAccess.UNSAFE.getByte(base, address);
    }

    private static void putByteAt(final Object base, final long address, final byte value) {
        if (EXPORTED) {
            UnsafeApi.putByte(base, address, value);
        } else {
            UnsafeAccess.UNSAFE.putByte(base, address, value);
        }
    }

    /**
     * Tells the base of a buffer's bytes.
     *
     * @param buffer direct or not, read-only or not.
     * @return its array, or null if it is direct.
     */
    public static Object base(final ByteBuffer buffer) {
        if (buffer.isDirect()) {
            return null;
        }
        return EXPORTED ? UnsafeApi.getReference(buffer, BUFFER_ARRAY)
            : UnsafeAccess.UNSAFE.getObject(buffer, BUFFER_ARRAY);
    }

    /**
     * Tells the address of a buffer's byte 0, to be used with {@link #base}. The JDK keeps it in the same field for
     * heap buffers too, relative to the array.
     *
     * @param buffer direct or not; the caller keeps it reachable while it uses the address.
     * @return the address.
     */
    public static long address(final ByteBuffer buffer) {
        return getLongAt(buffer, BUFFER_ADDRESS);
    }

    /**
     * Makes a buffer to be pointed at memory with {@link #point}.
     *
     * @return a direct buffer of capacity 0.
     */
    public static ByteBuffer window() {
        return EMPTY.duplicate();
    }

    /**
     * Makes a buffer to be pointed at memory with {@link #point} that nobody can write through.
     *
     * @return a direct, read-only buffer of capacity 0.
     */
    public static ByteBuffer readOnlyWindow() {
        return EMPTY.asReadOnlyBuffer();
    }

    /**
     * Points a direct buffer at other memory, from its position 0 to its new limit and capacity.
     *
     * @param window  a buffer of capacity 0 that owns no memory.
     * @param address of the first byte.
     * @param bytes   how many; 0 takes the memory away again.
     */
    public static void point(final ByteBuffer window, final long address, final int bytes) {
        window.position(0);
        if (EXPORTED) {
            UnsafeApi.putLong(window, BUFFER_ADDRESS, address);
            UnsafeApi.putInt(window, BUFFER_CAPACITY, bytes);
            UnsafeApi.putInt(window, BUFFER_LIMIT, bytes);
        } else {
            UnsafeAccess.UNSAFE.putLong(window, BUFFER_ADDRESS, address);
            UnsafeAccess.UNSAFE.putInt(window, BUFFER_CAPACITY, bytes);
            UnsafeAccess.UNSAFE.putInt(window, BUFFER_LIMIT, bytes);
        }
    }
}
