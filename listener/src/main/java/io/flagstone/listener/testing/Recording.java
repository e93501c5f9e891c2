/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What clients have sent, oldest first, up to a bound; its own lock guards it. */
final class Recording {
    /** Above either of these the oldest are forgotten. */
    private static final int MOST_COMMANDS = 10_000;
    private static final long MOST_BYTES = 16 << 20;
    private static final int MOST_SHOWN = 20;

    private final ArrayDeque<ReceivedCommand> commands = new ArrayDeque<>();
    private long bytes;
    private long forgotten;

    synchronized void add(final ReceivedCommand command) {
        commands.add(command);
        bytes += command.weight();
        while (commands.size() > MOST_COMMANDS || bytes > MOST_BYTES) {
            bytes -= commands.remove().weight();
            forgotten++;
        }
        notifyAll();
    }

    synchronized void clear() {
        commands.clear();
        bytes = 0;
        forgotten = 0;
    }

    synchronized List<ReceivedCommand> all() {
        return List.copyOf(commands);
    }

    synchronized List<ReceivedCommand> all(final String name, final String... keys) {
        final List<String> names = CommandNames.checked(name);
        final List<String> wanted = List.of(keys);
        final List<ReceivedCommand> found = new ArrayList<>();
        for (final ReceivedCommand command : commands) {
            if (command.is(names, wanted)) {
                found.add(command);
            }
        }
        return List.copyOf(found);
    }

    /** Gives the last such command; fails if there is none. */
    synchronized ReceivedCommand last(final String name, final String... keys) {
        final List<ReceivedCommand> found = all(name, keys);
        if (found.isEmpty()) {
            throw new AssertionError("expected " + described(name, keys) + "; received: " + shown());
        }
        return found.get(found.size() - 1);
    }

    /** Fails if there were not so many such commands. */
    synchronized void count(final int times, final String name, final String... keys) {
        final int found = all(name, keys).size();
        if (found != times) {
            throw new AssertionError("expected " + described(name, keys) + " " + times(times) + ", not "
                + times(found) + "; received: " + shown());
        }
        if (forgotten > 0) {
            throw new AssertionError("cannot tell whether " + described(name, keys) + " came " + times(times)
                + ": of " + (forgotten + commands.size()) + " commands the oldest " + forgotten
                + " are forgotten; call forgetCommands() before what is to be counted");
        }
    }

    /** Gives the last such command as soon as there are so many; fails if they do not come in time. */
    synchronized ReceivedCommand await(final long seconds, final int times, final String name, final String... keys) {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        boolean interrupted = false;
        while (all(name, keys).size() < times && !interrupted) {
            final long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("expected " + described(name, keys) + " " + times(times) + " within "
                    + seconds + " seconds; received: " + shown());
            }
            try {
                wait(left);
            } catch (final InterruptedException e) {
                interrupted = true;
                Thread.currentThread().interrupt();
            }
        }
        return last(name, keys);
    }

    private static String times(final int count) {
        return count == 0 ? "never" : count == 1 ? "once" : count + " times";
    }

    private static String described(final String name, final String... keys) {
        final String article = "aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ";
        return article + name + (keys.length == 0 ? "" : " of " + ReceivedCommand.quoted(List.of(keys)));
    }

    /** The last commands in one line. */
    private String shown() {
        if (commands.isEmpty()) {
            return "nothing";
        }
        final List<String> last = new ArrayList<>();
        final Iterator<ReceivedCommand> latest = commands.descendingIterator();
        while (latest.hasNext() && last.size() < MOST_SHOWN) {
            last.add(0, latest.next().toString());
        }
        final long before = forgotten + commands.size() - last.size();
        return (before == 0 ? "" : before + " commands, then ") + String.join(", ", last);
    }
}
