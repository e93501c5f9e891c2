/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How much is kept of what clients send. */
class RecordingTest {
    private static final byte[] NOTHING = {};

    private final Recording recording = new Recording();

    private static ReceivedCommand get(final String key, final byte[] value) {
        final CommandDraft draft = new CommandDraft(CommandDialect.TEXT);
        draft.name = "get";
        draft.keys.add(key);
        return new ReceivedCommand(draft, 1, value);
    }

    @Test
    void shouldKeepTheLastTenThousandCommands() {
        for (int i = 0; i < 10_001; i++) {
            recording.add(get("k" + i, NOTHING));
        }
        assertEquals(10_000, recording.all().size());
        assertEquals("k1", recording.all().get(0).key());
        assertEquals("k10000", recording.last("get").key());
    }

    @Test
    void shouldKeepValuesUpToABound() {
        for (int i = 0; i < 20; i++) {
            recording.add(get("k" + i, new byte[1 << 20]));
        }
        assertEquals(15, recording.all().size());
        assertEquals("k19", recording.last("get").key());
    }

    @Test
    void shouldNotTellHowOftenWhatItHasForgottenInPart() {
        for (int i = 0; i < 10_003; i++) {
            recording.add(get("k" + i, NOTHING));
        }
        final String message =
            assertThrows(AssertionError.class, () -> recording.count(0, "get", "absent")).getMessage();
        assertTrue(message.startsWith("cannot tell whether a get of \"absent\" came never: of 10003 commands the oldest"
            + " 3 are forgotten"), message);
        recording.clear();
        recording.count(0, "get", "absent");
    }

    @Test
    void shouldShowTheLastCommandsOnlyWhenThereAreMany() {
        for (int i = 0; i < 22; i++) {
            recording.add(get("k" + i, NOTHING));
        }
        final String message = assertThrows(AssertionError.class, () -> recording.last("set")).getMessage();
        assertTrue(message.startsWith("expected a set; received: 2 commands, then get \"k2\", get \"k3\""), message);
        assertTrue(message.endsWith("get \"k21\""), message);
    }

    @Test
    void shouldSayWhatCameWhenTheCommandDoesNotThatIsWaitedFor() {
        recording.add(get("a", NOTHING));
        assertEquals("expected a set of \"a\" once within 0 seconds; received: get \"a\"",
            assertThrows(AssertionError.class, () -> recording.await(0, 1, "set", "a")).getMessage());
    }

    @Test
    void shouldWaitForACommand() throws InterruptedException {
        final Thread sender = new Thread(() -> {
            recording.add(get("a", NOTHING));
            recording.add(get("a", NOTHING));
        });
        sender.start();
        assertEquals("a", recording.await(30, 2, "get", "a").key());
        sender.join();
    }
}
