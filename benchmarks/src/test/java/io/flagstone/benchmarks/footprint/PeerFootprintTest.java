/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerFootprintTest {
    @Test
    void shouldFindWhatIsHeldAmongWhatAPeerSays() throws IOException {
        assertEquals(new PeerFootprint.Filled(1_000, 82_000),
            PeerFootprint.Filled.parse(List.of("WARNING: something", "held 1000 82000")));
    }

    @Test
    void shouldRepeatWhatAPeerSaidWhenItDoesNotTellWhatIsHeld() {
        final List<String> said = List.of("WARNING: something");
        final IOException thrown = assertThrows(IOException.class, () -> PeerFootprint.Filled.parse(said));
        assertEquals("the forked JVM must tell what is held: said=[WARNING: something]", thrown.getMessage());
    }
}
