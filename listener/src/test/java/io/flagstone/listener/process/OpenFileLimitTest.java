/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OpenFileLimitTest {

    @Test
    void shouldLeaveALimitThatIsHighEnough() throws ProcessException {
        final long before = ProcessStatus.openFileLimit();
        OpenFileLimit.allow(1, ProcessStatus.isRoot());
        assertEquals(before, ProcessStatus.openFileLimit());
    }

    @Test
    void shouldRefuseWhatTheSystemRefuses() {
        final long limit = ProcessStatus.openFileLimit();
        // More than the kernel lets even root have: fs.nr_open cannot be set as high.
        final ProcessException e =
            assertThrows(ProcessException.class, () -> OpenFileLimit.allow(Integer.MAX_VALUE, false));
        assertEquals("failed to set rlimit for open files. Try starting as root or requesting smaller maxconns value: "
            + "-c 2147483647 with a limit of " + limit, e.getMessage());
    }
}
