/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What only a server for tests understands. */
class DebugCommandsTest {
    private static void play(final String dialogue) throws IOException {
        AdminCommandsTest.play(new InMemoryServer(ServerConfig.builder()).debugged(), dialogue);
    }

    @Test
    void shouldStopStartAndShiftTheClock() throws IOException {
        play("""
            > debugtime p
            < OK
            > set a 0 5 1
            > x
            < STORED
            > debugtime +4
            < OK
            > get a
            < VALUE a 0 1
            < x
            < END
            > debugtime 1
            < OK
            > get a
            < END
            > set b 0 5 1
            > x
            < STORED
            > debugtime -3
            < OK
            > debugtime r
            < OK
            """);
    }

    @Test
    void shouldRefuseTimesThatAreNone() throws IOException {
        play("""
            > debugtime
            < ERROR
            > debugtime x
            < ERROR
            > debugtime pp
            < ERROR
            > debugtime +
            < ERROR
            > debugtime +-1
            < ERROR
            > debugtime --1
            < ERROR
            > debugtime 9999999999
            < ERROR
            > debugtime 100000001
            < ERROR
            > debugtime -999999999999999999999
            < ERROR
            """);
    }

    @Test
    void shouldHoldItemsAndLetGoOfThem() throws IOException {
        play("""
            > debugitem ref a
            < MISS
            > debugitem unref a
            < MISS
            > debugitem lock a
            < OK
            > debugitem unlock a
            < OK
            > set a 0 0 1
            > x
            < STORED
            > debugitem ref a
            < OK
            > debugitem lock a
            < OK
            > set a 0 0 1
            > y
            < STORED
            > get a
            < VALUE a 0 1
            < y
            < END
            > delete a
            < DELETED
            > debugitem unlock a
            < OK
            > debugitem unref a
            < OK
            > debugitem unref a
            < MISS
            """);
    }

    @Test
    void shouldRefuseOtherWords() throws IOException {
        play("""
            > debugitem
            < ERROR
            > debugitem lock
            < ERROR
            > debugitem hold a
            < ERROR
            > debugitem unrefs a
            < ERROR
            """);
        play("> debugitem ref " + "k".repeat(251) + "\n< ERROR\n");
    }

    @Test
    void shouldHoldSoManyItemsAndNoMore() throws IOException {
        play("> set a 0 0 1\n> x\n< STORED\n" + "> debugitem ref a\n< OK\n".repeat(1024)
            + "> debugitem ref a\n< MISS\n> debugitem unref a\n< OK\n> debugitem ref a\n< OK\n");
    }
}
