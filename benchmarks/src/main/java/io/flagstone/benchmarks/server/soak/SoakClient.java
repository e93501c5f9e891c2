/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server.soak;

import io.flagstone.benchmarks.workload.ValueSizes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** A client with keys of its own that does everything in turn, and looks at every answer. */
final class SoakClient implements Runnable {
    private static final int KEYS = 4000;
    private static final int MOST_KEYS_AT_ONCE = 20;
    private static final int LONGEST_TIME_TO_LIVE = 4;
    private static final String NO_MEMORY = "SERVER_ERROR out of memory storing object";
    private static final ValueSizes SIZES = ValueSizes.named("log:1-1000000");

    private final InetSocketAddress server;
    private final int number;
    private final Tally tally;
    /** When the last flush that was answered had been sent; shared by all clients. */
    private final AtomicLong flushedAt;
    private final SplittableRandom random;
    private final SoakModel model;
    private SoakWire wire;
    private long abandoned;
    private long refused;
    private volatile boolean ending;
    private volatile Exception failure;

    SoakClient(final InetSocketAddress server, final int number, final Tally tally, final AtomicLong flushedAt,
        final long seed) {
        this.server = server;
        this.number = number;
        this.tally = tally;
        this.flushedAt = flushedAt;
        random = new SplittableRandom(seed + number);
        model = new SoakModel(KEYS, seed + number);
    }

    /** Makes it stop after the command that is under way. */
    void end() {
        ending = true;
    }

    /** What was wrong; null if nothing was. */
    Exception failure() {
        return failure;
    }

    /** Sets that were left in the middle; valid when the thread has ended. */
    long abandoned() {
        return abandoned;
    }

    /** Sets for which the server found no memory; valid when the thread has ended. */
    long refused() {
        return refused;
    }

    @Override
    public void run() {
        try {
            connect();
            while (!ending) {
                step();
            }
            wire.close();
        } catch (final IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void connect() throws IOException {
        wire = new SoakWire(server);
        tally.count(Tally.Kind.TOTAL_CONNECTIONS);
    }

    private void step() throws IOException {
        final int key = random.nextInt(KEYS);
        final int dice = random.nextInt(1000);
        if (dice < 300) {
            set(key);
        } else if (dice < 850) {
            get(1 + random.nextInt(dice < 800 ? 1 : MOST_KEYS_AT_ONCE));
        } else if (dice < 930) {
            delete(key);
        } else if (dice < 980) {
            touch(key);
        } else if (dice < 999) {
            reconnect(key);
        } else if (number == 0 && random.nextInt(3) == 0) {
            flush();
        }
    }

    private String name(final int key) {
        return "soak:" + number + ":" + key;
    }

    private int timeToLive() {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(LONGEST_TIME_TO_LIVE) : 0;
    }

    private void set(final int key) throws IOException {
        final int length = SIZES.draw(random);
        final int offset = random.nextInt(model.pool().length - length);
        final int timeToLive = timeToLive();
        model.store(key, offset, length);
        wire.line("set " + name(key) + " " + key + " " + timeToLive + " " + length);
        wire.block(model.pool(), offset, length);
        wire.line("");
        wire.send();
        final String answer = wire.readLine();
        if (NO_MEMORY.equals(answer)) {
            refused++;
            model.deleted(key);
            return;
        }
        expect("STORED", answer, "set");
        model.stored(key, timeToLive);
        tally.count(Tally.Kind.CMD_SET);
    }

    private void get(final int count) throws IOException {
        final int first = random.nextInt(KEYS - count);
        final long flushed = flushedAt.get();
        final StringBuilder line = new StringBuilder("get");
        final String[] gone = new String[count];
        for (int i = 0; i < count; i++) {
            line.append(' ').append(name(first + i));
            gone[i] = model.goneBecause(first + i, flushed);
            tally.count(Tally.Kind.CMD_GET);
        }
        String answer = wire.ask(line.toString());
        for (int i = 0; i < count; i++) {
            final int key = first + i;
            if (!answer.startsWith("VALUE " + name(key) + " ")) {
                tally.count(Tally.Kind.GET_MISSES);
                continue;
            }
            tally.count(Tally.Kind.GET_HITS);
            if (gone[i] != null) {
                throw new IOException(name(key) + " must not be found, since " + gone[i] + ": " + answer);
            }
            final int length = model.length(key);
            expect("VALUE " + name(key) + " " + key + " " + length, answer, "get");
            final int offset = model.offset(key);
            if (!Arrays.equals(wire.readBlock(length), 0, length, model.pool(), offset, offset + length)) {
                throw new IOException("a value must be the one that was stored: key=" + name(key));
            }
            answer = wire.readLine();
        }
        expect("END", answer, line.toString());
    }

    private void delete(final int key) throws IOException {
        final String answer = wire.ask("delete " + name(key));
        tally.count(hit("DELETED", answer) ? Tally.Kind.DELETE_HITS : Tally.Kind.DELETE_MISSES);
        model.deleted(key);
    }

    private void touch(final int key) throws IOException {
        final int timeToLive = timeToLive();
        final String gone = model.goneBecause(key, flushedAt.get());
        final String answer = wire.ask("touch " + name(key) + " " + timeToLive);
        final boolean hit = hit("TOUCHED", answer);
        tally.count(Tally.Kind.CMD_TOUCH);
        tally.count(hit ? Tally.Kind.TOUCH_HITS : Tally.Kind.TOUCH_MISSES);
        if (hit && gone != null) {
            throw new IOException(name(key) + " must not be found, since " + gone + ": " + answer);
        }
        if (hit) {
            model.touched(key, timeToLive);
        }
    }

    /** Leaves with a word, without one, or in the middle of a set, which then has not happened; and comes again. */
    private void reconnect(final int key) throws IOException {
        final int how = random.nextInt(3);
        if (how == 0) {
            wire.line("quit");
            wire.send();
        } else if (how == 1) {
            final int length = SIZES.draw(random);
            wire.line("set " + name(key) + " 0 0 " + length);
            wire.block(model.pool(), 0, length / 2);
            wire.send();
            abandoned++;
        }
        wire.close();
        connect();
    }

    private void flush() throws IOException {
        final long sent = System.nanoTime();
        expect("OK", wire.ask("flush_all"), "flush_all");
        tally.count(Tally.Kind.CMD_FLUSH);
        flushedAt.set(sent);
    }

    private static boolean hit(final String word, final String answer) throws IOException {
        if (!"NOT_FOUND".equals(answer)) {
            expect(word, answer, word);
        }
        return word.equals(answer);
    }

    private static void expect(final String wanted, final String answer, final String what) throws IOException {
        if (!wanted.equals(answer)) {
            throw new IOException(what + " must be answered " + wanted + ": answer=" + answer);
        }
    }
}
