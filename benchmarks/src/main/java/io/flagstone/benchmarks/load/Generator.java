/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.console.Progress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A load, drawn and ready to be put on servers, on one of them or several. */
public final class Generator {
    private static final int FILLERS = 4;
    private static final int FILLED_TOGETHER = 64;

    private final Load load;
    private final Content content;
    private final int[] drawn;

    private Generator(final Load load, final Content content, final int[] drawn) {
        this.load = load;
        this.content = content;
        this.drawn = drawn;
    }

    /**
     * Draws what there is to draw.
     *
     * @param load to be made
     * @return what makes it
     */
    public static Generator of(final Load load) {
        return new Generator(load, Content.of(load), Draw.ranks(load));
    }

    /**
     * Makes another load of the same keys and values.
     *
     * @param other load, of the same items, values and seed
     * @return what makes it
     */
    public Generator with(final Load other) {
        return new Generator(other, content, Draw.ranks(other));
    }

    /**
     * Tells what it makes.
     *
     * @return the load
     */
    public Load load() {
        return load;
    }

    /**
     * Connects, blocking.
     *
     * @param server to connect to
     * @return the connection
     * @throws IOException with a sentence if nobody listens there
     */
    public static SocketChannel connect(final InetSocketAddress server) throws IOException {
        return LoadLoop.connect(server);
    }

    /**
     * Connects and begins.
     *
     * @param server  to load
     * @param pace    of the requests
     * @param threads that drive the connections
     * @return the load, which runs
     * @throws IOException if a connection is refused
     */
    public LoadRun start(final InetSocketAddress server, final Pace pace, final int threads) throws IOException {
        final List<LoadLoop> loops = new ArrayList<>();
        final List<Exchange> exchanges = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                final Exchange exchange =
                    new Exchange(load, content.copy(), new Draw(load, drawn, i, threads), System::nanoTime);
                final int connections =
                    load.connections() / threads + (load.connections() % threads > i ? 1 : 0);
                exchanges.add(exchange);
                loops.add(new LoadLoop(server, exchange, pace.share(i, threads), connections));
            }
        } catch (final IOException e) {
            for (final LoadLoop loop : loops) {
                loop.close();
            }
            throw e;
        }
        return LoadRun.start(loops, exchanges);
    }

    /**
     * Begins a closed loop on one thread.
     *
     * @param server to load
     * @return the load, which runs
     * @throws IOException if a connection is refused
     */
    public LoadRun start(final InetSocketAddress server) throws IOException {
        return start(server, Pace.CLOSED, 1);
    }

    /**
     * Stores the first version of every key.
     *
     * @param server   to fill
     * @param progress is told how far it is
     * @return how many the server has refused
     * @throws IOException if these are more than one of a thousand
     */
    public long store(final InetSocketAddress server, final Progress progress) throws IOException {
        final Load all = new Load(load.dialect(), FILLERS, FILLED_TOGETHER, Mix.SETS, 1, KeyOrder.SEQUENTIAL,
            load.items(), load.values(), 1, load.seconds(), false, load.seed());
        try (LoadRun run = with(all).start(server, Pace.of(load.items()), 1)) {
            while (!run.isDone()) {
                progress.at(run.answered(), load.items());
                run.runFor(0.02);
            }
            final LoadResult result = run.finish();
            if (!result.isRight() || result.stored() + result.refused() < load.items()) {
                throw new IOException("every key must be stored: keys=" + load.items() + ", stored=" + result.stored()
                    + ", refused=" + result.refused() + ": " + String.join("; ", result.shown()));
            }
            return result.refused();
        }
    }
}
