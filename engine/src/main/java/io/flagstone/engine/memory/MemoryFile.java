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
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file whose pages are an arena's memory, so that they outlive the process. One cache has it at a time, by a lock on
 * the file. Taking a region is guarded by the arena's monitor; the rest is called by whoever makes or closes the cache.
 *
 * <pre>
 *  +------+-------+----------- -------+-------- --------+
 *  | mark | stamp | rest of page 0 ...| pages of the arena     mark, stamp: 8 bytes each, where no page of the arena is
 *  +------+-------+----------- -------+-------- --------+
 * </pre>
 *
 * <p>The stamp says which clean stop the content is of, 0 if of none.
 */
public final class MemoryFile implements AutoCloseable {
    private static final long MARK = 0x464C_4147_4D45_4D31L;
    private static final int STAMP_AT = Long.BYTES;
    private static final int HEADER = 2 * Long.BYTES;
    /** Keys of the files that this process has: to open such a file again and close it would end its lock. */
    private static final Set<Object> OPEN = new HashSet<>();

    private final Path path;
    private final Path realPath;
    private final Object key;
    private final List<MappedByteBuffer> mapped = new ArrayList<>();
    private FileChannel channel;
    private FileLock lock;

    private MemoryFile(final Path path, final Path realPath, final Object key) {
        this.path = path;
        this.realPath = realPath;
        this.key = key;
    }

    /**
     * Opens a file, or makes it, and locks it.
     *
     * @param path of the file.
     * @return the file.
     * @throws IllegalArgumentException if it is a directory, lies in none, has a content that no cache has written, or
     *                                  another cache has it.
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
            synchronized (OPEN) {
                return openAlone(path);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("memoryFile must be a file that can be read and written: memoryFile=" + path,
                e);
        }
    }

    private static MemoryFile openAlone(final Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.newByteChannel(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
        }
        final Path realPath = path.toRealPath();
        final Object fileKey = Files.readAttributes(realPath, BasicFileAttributes.class).fileKey();
        final MemoryFile file = new MemoryFile(path, realPath, fileKey == null ? realPath : fileKey);
        if (!OPEN.add(file.key)) {
            throw inUse(path);
        }
        boolean opened = false;
        try {
            Uninterrupted.run(file::channel);
            file.checkMark();
            opened = true;
        } finally {
            if (!opened) {
                file.close();
            }
        }
        return file;
    }

    /** Gives the channel; another one if an interrupt has closed it. */
    private FileChannel channel() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(realPath, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock = channel.tryLock();
            } catch (final OverlappingFileLockException e) {
                throw inUse(path);
            }
            if (lock == null) {
                throw inUse(path);
            }
        }
        return channel;
    }

    private void checkMark() throws IOException {
        final long length = length();
        if (length != 0 && header().getLong(0) != MARK) {
            throw new IllegalArgumentException("memoryFile must be empty or written by a cache before, so that no other"
                + " file is lost; name another file, or delete this one: memoryFile=" + path + " length=" + length);
        }
    }

    private ByteBuffer header() throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(HEADER);
        Uninterrupted.run(() -> channel().read(header.clear(), 0));
        return header;
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
     * Tells where the file really is.
     *
     * @return its path, without links.
     */
    public Path realPath() {
        return realPath;
    }

    /**
     * Tells the length of the file.
     *
     * @return bytes.
     */
    public long length() {
        try {
            return Uninterrupted.run(() -> channel().size());
        } catch (final IOException e) {
            throw new UncheckedIOException("memoryFile must be a file that can be read: memoryFile=" + path, e);
        }
    }

    /**
     * Tells of which clean stop the content is.
     *
     * @return the stop's number, 0 if of none.
     */
    public long stamp() {
        try {
            return header().getLong(STAMP_AT);
        } catch (final IOException e) {
            throw new UncheckedIOException("memoryFile must be a file that can be read: memoryFile=" + path, e);
        }
    }

    /**
     * Says of which clean stop the content is; on the disk when this returns.
     *
     * @param stamp the stop's number, 0 for none.
     */
    public void stamp(final long stamp) {
        try {
            Uninterrupted.run(() -> {
                channel().write(ByteBuffer.allocate(HEADER).putLong(MARK).putLong(stamp).flip(), 0);
                channel.force(true);
                return null;
            });
        } catch (final IOException e) {
            throw new UncheckedIOException("memoryFile must be a file that can be written: memoryFile=" + path, e);
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
            Uninterrupted.run(() -> channel().truncate(0));
            final long usable = Files.getFileStore(path).getUsableSpace();
            if (usable < bytes) {
                throw new IllegalArgumentException("memoryFile must lie on a disk with room for it: memoryFile=" + path
                    + " bytes=" + bytes + " usable=" + usable);
            }
            stamp(0);
            Uninterrupted.run(() -> channel().write(ByteBuffer.wrap(new byte[1]), bytes - 1));
        } catch (final IOException e) {
            throw new UncheckedIOException("memoryFile must be a file that can be written: memoryFile=" + path, e);
        }
    }

    /** Maps a part of the file; its pages come from the disk as they are first touched. Returns its address. */
    long map(final long offset, final long bytes) {
        try {
            final MappedByteBuffer buffer = Uninterrupted.run(() -> channel().map(MapMode.READ_WRITE, offset, bytes));
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

    /** Takes back all that was mapped; the caller has made sure that nobody reads it any more. */
    void unmap() {
        for (final MappedByteBuffer buffer : mapped) {
            Memory.unmap(buffer);
        }
        mapped.clear();
    }

    /** Unmaps all regions and lets others have the file; the caller has made sure that nobody reads them any more. */
    @Override
    public void close() {
        unmap();
        synchronized (OPEN) {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (final IOException e) {
                throw new UncheckedIOException("memoryFile must be a file that can be closed: memoryFile=" + path, e);
            } finally {
                OPEN.remove(key);
            }
        }
    }
}
