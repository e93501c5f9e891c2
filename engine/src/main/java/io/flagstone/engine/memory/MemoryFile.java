/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file whose pages are an arena's memory, so that they outlive the process. One cache has it at a time, by a lock on
 * the file. Taking a region is guarded by the arena's monitor; the rest is called by whoever makes or closes the cache.
 */
public final class MemoryFile implements AutoCloseable {
    /** Names of the files that this process has: to open such a file again and close it would end its lock. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path name;
    private final FileChannel channel;
    private final FileLock lock;
    private final List<MappedByteBuffer> mapped = new ArrayList<>();

    private MemoryFile(final Path path, final Path name, final FileChannel channel, final FileLock lock) {
        this.path = path;
        this.name = name;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens a file, or makes it, and locks it.
     *
     * @param path of the file.
     * @return the file.
     * @throws IllegalArgumentException if it is a directory, lies in none, or another cache has it.
     * @throws UncheckedIOException     if it cannot be opened for reading and writing.
     */
    public static MemoryFile open(final Path path) {
        final Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("memoryFile must lie in a directory that exists: memoryFile=" + path);
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IllegalArgumentException("memoryFile must be a regular file: memoryFile=" + path);
        }
        try {
            final Path name = Files.exists(path) ? path.toRealPath() : folder.toRealPath().resolve(path.getFileName());
            if (!OPEN.add(name)) {
                throw inUse(path);
            }
            boolean opened = false;
            try {
                final MemoryFile file = openAlone(path, name);
                opened = true;
                return file;
            } finally {
                if (!opened) {
                    OPEN.remove(name);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("memoryFile must be a file that can be read and written: memoryFile=" + path,
                e);
        }
    }

    private static MemoryFile openAlone(final Path path, final Path name) throws IOException {
        final FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (final OverlappingFileLockException e) {
            throw inUse(path);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw inUse(path);
        }
        return new MemoryFile(path, name, channel, lock);
    }

    private static IllegalArgumentException inUse(final Path path) {
        return new IllegalArgumentException("memoryFile must not be in use by another cache: memoryFile=" + path);
    }

    /**
     * Tells where the file is.
     *
     * @return its path, as it was given.
     */
    public Path path() {
        return path;
    }

    /**
     * Tells the length of the file.
     *
     * @return bytes.
     */
    public long length() {
        try {
            return channel.size();
        } catch (final IOException e) {
            throw new UncheckedIOException("memoryFile must be a file that can be read: memoryFile=" + path, e);
        }
    }

    /**
     * Empties the file and gives it a new length, of zeros that take no room on the disk until they are written.
     *
     * @param bytes the length.
     * @throws IllegalArgumentException if the disk has no room for all of it: to find that out later, at a store into
     *                                  mapped memory, would end the process.
     * @throws UncheckedIOException     if it cannot be written.
     */
    public void clear(final long bytes) {
        try {
            channel.truncate(0);
            final long usable = Files.getFileStore(path).getUsableSpace();
            if (usable < bytes) {
                throw new IllegalArgumentException("memoryFile must lie on a disk with room for it: memoryFile=" + path
                    + " bytes=" + bytes + " usable=" + usable);
            }
            channel.write(ByteBuffer.wrap(new byte[1]), bytes - 1);
        } catch (final IOException e) {
            throw new UncheckedIOException("memoryFile must be a file that can be written: memoryFile=" + path, e);
        }
    }

    /** Maps a part of the file; its pages come from the disk as they are first touched. Returns its address. */
    long map(final long offset, final long bytes) {
        try {
            final MappedByteBuffer buffer = channel.map(MapMode.READ_WRITE, offset, bytes);
            mapped.add(buffer);
            return Memory.address(buffer);
        } catch (final IOException e) {
            throw new UncheckedIOException("memoryFile must be a file that can be mapped: memoryFile=" + path, e);
        }
    }

    /** Writes to the disk whatever is not there yet. */
    public void force() {
        for (final MappedByteBuffer buffer : mapped) {
            buffer.force();
        }
    }

    /** Unmaps all regions and lets others have the file; the caller has made sure that nobody reads them any more. */
    @Override
    public void close() {
        for (final MappedByteBuffer buffer : mapped) {
            Memory.unmap(buffer);
        }
        mapped.clear();
        try {
            lock.release();
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("memoryFile must be a file that can be closed: memoryFile=" + path, e);
        } finally {
            OPEN.remove(name);
        }
    }
}
