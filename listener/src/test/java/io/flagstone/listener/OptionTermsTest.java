/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionTermsTest {

    @ParameterizedTest
    @CsvSource({
        "minimumChunk must be 1 to 16384: minimumChunk=20000, -n must be 1 to 16384: -n 20000",
        "memoryLimit must be 64 KiB to 256 GiB: memoryLimit=314572800000, -m must be 64 KiB to 256 GiB: -m 300000",
        "memoryLimit must be 64 KiB to 256 GiB: memoryLimit=2048, -m must be 64 KiB to 256 GiB: -m 2k",
        "maximumItemSize must be at most half of memoryLimit: maximumItemSize=9 memoryLimit=8388608, "
            + "-I must be at most half of -m: -I 9 with -m 8",
        "slabSizes must be > 24: slabSizes=[24], -o slab_sizes must be > 24: -o slab_sizes [24]",
        "growthFactor must be > 1.0: growthFactor=0.5, -f must be > 1.0: -f 0.5",
        "something else: else=1, something else: else=1",
    })
    void shouldNameTheOptionAndTheValueAsItWasGiven(final String message, final String expected) {
        assertEquals(expected.replace(" with -m", " -m"), OptionTerms.translate(message));
    }

    @Test
    void shouldTranslateWhatTheConfigurationRefuses() {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> ServerConfig.builder().minimumChunk(2 << 20).build());
        assertEquals("-n must be 1 to -I: -n 2097152", OptionTerms.translate(e.getMessage()));
    }
}
