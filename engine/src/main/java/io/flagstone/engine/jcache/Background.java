/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * The threads of a manager: one that does the background work of all its caches' memory, and as many as there are
 * bulk loads and asynchronous listeners at a time, which end when there is nothing to do. Daemons all.
 */
final class Background implements Agent, Executor, AutoCloseable {
    private static final long PAUSE_MILLIS = 50;
    private static final long IDLE_SECONDS = 10;

    private final CopyOnWriteArrayList<Tended> tended = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor threads;
    private final AgentRunner runner = new AgentRunner(new SleepingMillisIdleStrategy(PAUSE_MILLIS),
        Failures::report, null, this);
    private boolean running;

    Background(final Supplier<ClassLoader> classLoader) {
        final ThreadFactory factory = task -> {
            final Thread thread = new Thread(task, "flagstone-jcache");
            thread.setDaemon(true);
            thread.setContextClassLoader(classLoader.get());
            return thread;
        };
        threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
            new SynchronousQueue<>(), factory);
    }

    /** An agent, and the kinds of its failures that were told: the next pass will most likely fail as this one did. */
    private record Tended(Agent agent, Set<Class<?>> told) {
    }

    /** Does the work of one more cache from now on. */
    synchronized void add(final Agent agent) {
        tended.add(new Tended(agent, new HashSet<>()));
        if (!running) {
            running = true;
            final Thread thread = new Thread(runner, roleName());
            thread.setDaemon(true);
            // Not the one of whoever makes the first cache, which this thread would keep.
            thread.setContextClassLoader(Background.class.getClassLoader());
            thread.start();
        }
    }

    void remove(final Agent agent) {
        tended.removeIf(one -> one.agent == agent);
    }

    @Override
    public int doWork() throws Exception {
        int work = 0;
        for (final Tended one : tended) {
            try {
                work += one.agent.doWork();
            } catch (final InterruptedException | AgentTerminationException e) {
                throw e;
            } catch (final Exception | Error e) {
                // That of the other caches goes on.
                if (one.told.add(e.getClass())) {
                    Failures.report(e);
                }
            }
        }
        return work;
    }

    @Override
    public String roleName() {
        return "flagstone-jcache-maintenance";
    }

    @Override
    public void execute(final Runnable task) {
        threads.execute(task);
    }

    /** Ends the threads when they have done what they are at; only the first is waited for. */
    @Override
    public synchronized void close() {
        if (running) {
            runner.close();
        }
        threads.shutdown();
    }
}
