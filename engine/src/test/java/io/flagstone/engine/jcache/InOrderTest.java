/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private final List<Object> done = new ArrayList<>();

    /** Listeners in languages without checked exceptions throw what Java's cannot. */
    @Test
    void shouldGoOnAfterATaskThatThrowsWhatItDoesNotDeclare() throws InterruptedException {
        final IOException failure = new IOException("on purpose");
        final InOrder tasks = new InOrder(Runnable::run);
        final Thread thread = new Thread(() -> {
            tasks.execute(() -> {
                throw InOrderTest.<RuntimeException>undeclared(failure);
            });
            tasks.execute(() -> done.add("next"));
        });
        thread.setUncaughtExceptionHandler((where, what) -> done.add(what));
        thread.start();
        thread.join();
        assertEquals(List.of(failure, "next"), done);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(final Throwable e) throws E {
        throw (E) e;
    }
}
