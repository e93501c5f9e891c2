/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Listens on a unix socket.
 *
 * <p>A socket that is bound gets its permissions from the process's umask, which Java cannot change and which other
 * threads of an embedder create their files by. So it is bound in a directory that nobody else may enter, given its
 * permissions there, and moved to where it belongs: at no time can somebody connect who may not.
 */
final class UnixSocket {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final int PERMISSIONS = 9;
    private static final int MOST_CLOSETS = 1000;

    private UnixSocket() {
    }

    /**
     * Listens.
     *
     * @param path of the socket; one that was left behind gives way, any other file stays.
     * @param mode permissions, as in chmod.
     */
    static ServerSocketChannel listen(final Path path, final int mode, final int backlog) throws IOException {
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
            throw new BindException("Address already in use");
        }
        final Path closet = closet(path.toAbsolutePath().getParent());
        final Path inside = closet.resolve("s");
        final ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(inside), backlog);
            Files.setPosixFilePermissions(inside, permissions(mode));
            Files.move(inside, path, StandardCopyOption.ATOMIC_MOVE);
            return channel;
        } catch (final IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(inside);
            throw e;
        } finally {
            Files.delete(closet);
        }
    }

    /** Makes a directory whose name is short, since a socket's path may have only some 100 bytes. */
    private static Path closet(final Path folder) throws IOException {
        for (int i = 0;; i++) {
            try {
                return Files.createDirectory(folder.resolve("." + Integer.toString(i, Character.MAX_RADIX)),
                    PosixFilePermissions.asFileAttribute(PRIVATE));
            } catch (final FileAlreadyExistsException e) {
                if (i == MOST_CLOSETS) {
                    throw e;
                }
            } catch (final NoSuchFileException e) {
                throw new BindException("No such file or directory");
            } catch (final AccessDeniedException e) {
                throw new BindException("Permission denied");
            }
        }
    }

    private static Set<PosixFilePermission> permissions(final int mode) {
        final Set<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
        for (final PosixFilePermission permission : PosixFilePermission.values()) {
            if ((mode >> PERMISSIONS - 1 - permission.ordinal() & 1) != 0) {
                granted.add(permission);
            }
        }
        return granted;
    }
}
