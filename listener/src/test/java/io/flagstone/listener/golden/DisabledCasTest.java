/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What {@code -C} does to the commands that know of CAS uniques. */
class DisabledCasTest {
    private static ServerConfigBuilder config() {
        return ServerConfig.builder().cas(false);
    }

    @Test
    void shouldTellZeroAsTheUniqueAndLetNoneFitInText() throws IOException {
        MetaDialogue.play(config(), """
            > set k 0 0 1
            > 1
            < STORED
            > gets k
            < VALUE k 0 1 0
            < 1
            < END
            > cas k 0 0 1 0
            > 2
            < EXISTS
            > cas k 0 0 1 2
            > 2
            < EXISTS
            > cas l 0 0 1 2
            > 2
            < NOT_FOUND
            > get k
            < VALUE k 0 1
            < 1
            < END
            """);
    }

    @Test
    void shouldTellZeroAsTheUniqueAndLetNoneFitInMeta() throws IOException {
        MetaDialogue.play(config(), """
            > ms k 1 c E9
            > 1
            < HD c0
            > mg k c
            < HD c0
            > ms k 1 C2 I
            > 2
            < EX
            > ms k 1 MA C2 c
            > 2
            < HD c0
            > md k C2
            < EX
            > ma k C2
            < EX
            > ma k c
            < HD c0
            > mg k v C0
            < HD
            > mg k v C3
            < VA 2
            < 13
            > md k C0
            < HD
            > mg k v
            < EN
            """);
    }

    @Test
    void shouldTakeValuesThatAreLongerByTheUnique() throws IOException {
        final String longest = "x".repeat(1024 * 1024 - 48 - 1 - 2 - 1);
        MetaDialogue.play(config(), "> set k 0 0 " + longest.length() + "\n> " + longest + "\n< STORED\n");
        assertEquals(1024 * 1024 - 52, longest.length());
        MetaDialogue.play(config(), "> set k 0 0 " + (longest.length() + 1) + "\n> " + longest
            + "x\n< SERVER_ERROR object too large for cache\n");
    }
}
