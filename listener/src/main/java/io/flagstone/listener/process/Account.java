/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A user of the system, whose identity the process can take.
 *
 * @param name of the user.
 * @param uid  number of the user.
 * @param gid  number of the user's own group.
 */
public record Account(String name, int uid, int gid) {

    private static final int WRITE = 2;
    private static final int SEARCH = 1;
    private static final int STICKY = 01000;

    /**
     * Looks a user up, through whatever the system is set up to ask.
     *
     * @param name of the user.
     * @return the user, or {@code null} if there is none of that name.
     * @throws ProcessException if native code cannot be used.
     */
    public static Account lookup(final String name) throws ProcessException {
        LibC.require();
        final Pointer passwd = LibC.getpwnam(name);
        if (passwd == null) {
            return null;
        }
        return new Account(name, passwd.getInt(LibC.PASSWD_UID), passwd.getInt(LibC.PASSWD_GID));
    }

    /**
     * Takes the identity of this user for the whole process, for good, and gives up all supplementary groups.
     *
     * @throws ProcessException if the system refuses, or if the way back to root is still open afterwards.
     */
    public void become() throws ProcessException {
        if (LibC.setgroups(0, null) != 0) {
            throw new ProcessException("failed to drop supplementary groups: " + LibC.error());
        }
        if (LibC.setgid(gid) != 0 || LibC.setuid(uid) != 0) {
            throw new ProcessException("failed to assume identity of user " + name + ": " + LibC.error());
        }
        if (uid != 0 && LibC.setuid(0) == 0) {
            throw new ProcessException("failed to give up root for good: user=" + name);
        }
    }

    /**
     * Does something with the rights of this user, of whom it must be no more than he could do himself, as root.
     *
     * @param task such as the opening of a file in a directory of the user's, who could have put anything there.
     * @param <T>  what it brings.
     * @return that.
     * @throws ProcessException if the system refuses.
     */
    public <T> T act(final Supplier<T> task) throws ProcessException {
        if (LibC.setgroups(0, null) != 0 || LibC.setegid(gid) != 0 || LibC.seteuid(uid) != 0) {
            throw new ProcessException("failed to act as user " + name + ": " + LibC.error());
        }
        try {
            return task.get();
        } finally {
            if (LibC.seteuid(0) != 0 || LibC.setegid(0) != 0) {
                throw new IllegalStateException("failed to be root again: " + LibC.error());
            }
        }
    }

    /**
     * Gives a file to this user and the user's group.
     *
     * @param file to be given.
     * @throws IOException if the system refuses.
     */
    public void own(final Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Whether this user, without supplementary groups, could remove a file that belongs to root. Access control lists
     * are not looked at.
     *
     * @param file absolute path of the file.
     * @return true if the user could.
     */
    boolean canRemoveRootsFile(final Path file) {
        return canChange(file, false);
    }

    /**
     * Whether this user, without supplementary groups, could make a file. Access control lists are not looked at.
     *
     * @param file absolute path of the file.
     * @return true if the user could.
     */
    public boolean canMake(final Path file) {
        return canChange(file, true);
    }

    private boolean canChange(final Path file, final boolean own) {
        final Path directory = file.getParent();
        try {
            if (directory == null || !may(directory, WRITE | SEARCH, own)) {
                return false;
            }
            for (Path above = directory.getParent(); above != null; above = above.getParent()) {
                if (!may(above, SEARCH, true)) {
                    return false;
                }
            }
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    private boolean may(final Path directory, final int rights, final boolean own) throws IOException {
        final Map<String, Object> attributes = Files.readAttributes(directory, "unix:uid,gid,mode");
        final int mode = (Integer) attributes.get("mode");
        if ((Integer) attributes.get("uid") == uid) {
            return (mode >> 6 & rights) == rights;
        }
        if (!own && (mode & STICKY) != 0) {
            return false;
        }
        final int granted = (Integer) attributes.get("gid") == gid ? mode >> 3 : mode;
        return (granted & rights) == rights;
    }
}
