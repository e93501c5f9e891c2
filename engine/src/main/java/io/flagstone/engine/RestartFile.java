/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.memory.StateStream;
import io.flagstone.engine.memory.Uninterrupted;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The file beside a memory file that holds what a cache keeps on the heap; the only file that knows its format.
 *
 * <pre>
 *  +-------+---------+-------+-----------------------------------------+-------------------+--------+
 *  | magic | version | count | count x (length name, length value)     | state of the cache| CRC32C |
 *  +-------+---------+-------+-----------------------------------------+-------------------+--------+
 * </pre>
 *
 * <p>It is there only while no cache uses the memory file: it is written under another name and renamed when the cache
 * is closed, after the memory itself has reached the disk, and it is deleted as soon as it is read. So a crash leaves
 * none, and a cache without one starts empty.
 */
final class RestartFile {
    /** To be raised with every change of this format, or of what a part of the cache passes through the stream. */
    private static final int VERSION = 3;
    private static final long MAGIC = 0x464C_4147_5354_4F4EL;
    private static final int SMALLEST = Long.BYTES + Integer.BYTES + Integer.BYTES + Integer.BYTES;

    private final Path path;
    private final Path unfinished;

    RestartFile(final Path memoryFile) {
        path = memoryFile.resolveSibling(memoryFile.getFileName() + ".meta");
        unfinished = memoryFile.resolveSibling(memoryFile.getFileName() + ".meta.new");
    }

    /** What was read: the state, at its start, or why there is none. */
    record Content(StateStream state, String refusal) {
        static Content refused(final String why) {
            return new Content(null, why);
        }
    }

    /** Reads the file, deletes it, and checks that it is whole and of a cache with the same settings. */
    Content take(final Map<String, String> settings) {
        try {
            Files.deleteIfExists(unfinished);
            if (!Files.exists(path)) {
                return Content.refused("there must be a file of a clean stop: file=" + path);
            }
            final byte[] bytes = Uninterrupted.run(() -> Files.readAllBytes(path));
            Files.delete(path);
            Uninterrupted.run(this::forceFolder);
            return check(bytes, settings);
        } catch (final BufferUnderflowException | IllegalStateException e) {
            return Content.refused("the file must be one that a cache has written: file=" + path + " cause=" + e);
        } catch (final IOException e) {
            throw new UncheckedIOException("the file of a clean stop must be readable: file=" + path, e);
        }
    }

    private Content check(final byte[] bytes, final Map<String, String> settings) {
        if (bytes.length < SMALLEST || ByteBuffer.wrap(bytes).getLong() != MAGIC) {
            return Content.refused("the file must be one of a clean stop: file=" + path + " length=" + bytes.length);
        }
        final int end = bytes.length - Integer.BYTES;
        final int stored = ByteBuffer.wrap(bytes).getInt(end);
        final int computed = checksum(bytes, end);
        if (stored != computed) {
            return Content.refused("the file must be whole: file=" + path + " checksum=" + Integer.toHexString(computed)
                + " stored=" + Integer.toHexString(stored));
        }
        final ByteBuffer in = ByteBuffer.wrap(bytes).position(Long.BYTES).limit(end);
        final int version = in.getInt();
        if (version != VERSION) {
            return Content.refused("the file must be of the same format: file=" + path + " version=" + VERSION
                + " stored=" + version);
        }
        final Map<String, String> written = new LinkedHashMap<>();
        for (int left = in.getInt(); left > 0; left--) {
            written.put(text(in), text(in));
        }
        for (final Map.Entry<String, String> setting : settings.entrySet()) {
            final String old = written.get(setting.getKey());
            if (!setting.getValue().equals(old)) {
                return Content.refused("the memory file must be of a cache with the same " + setting.getKey() + ": "
                    + setting.getKey() + "=" + setting.getValue() + " stored=" + old);
            }
        }
        return new Content(StateStream.loading(in), null);
    }

    private static String text(final ByteBuffer in) {
        final int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalStateException("a text must lie in the file: length=" + length + " bytesLeft="
                + in.remaining());
        }
        final byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void text(final String text, final DataOutputStream out) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Writes the file so that it is there as a whole or not at all, on the disk when this returns. */
    void write(final Map<String, String> settings, final StateStream state) {
        try {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            final DataOutputStream out = new DataOutputStream(bytes);
            out.writeLong(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(settings.size());
            for (final Map.Entry<String, String> setting : settings.entrySet()) {
                text(setting.getKey(), out);
                text(setting.getValue(), out);
            }
            final ByteBuffer content = state.content();
            out.write(content.array(), 0, content.limit());
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
            final byte[] whole = bytes.toByteArray();
            Uninterrupted.run(() -> writeUnfinished(whole));
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Uninterrupted.run(this::forceFolder);
        } catch (final IOException e) {
            throw new UncheckedIOException("the file of a clean stop must be writable: file=" + path, e);
        }
    }

    private Void writeUnfinished(final byte[] whole) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            final ByteBuffer left = ByteBuffer.wrap(whole);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        return null;
    }

    private static int checksum(final byte[] bytes, final int length) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private Void forceFolder() throws ClosedByInterruptException {
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (final ClosedByInterruptException e) {
            throw e;
        } catch (final IOException e) {
            // some systems cannot open a folder: there, what was renamed is as safe as they make it
        }
        return null;
    }
}
