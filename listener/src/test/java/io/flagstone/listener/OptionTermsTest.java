/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "memoryLimit must be what the system has: memoryLimit=1048576 available=5 prefault=true, "
            + "-m must be what the system has: -m 1 available=5 --prefault",
        "adminAddress must be host:port: adminAddress=true, --admin-address must be host:port: --admin-address true",
        "address must name a host: address=tls:-m 9 tls=x, address must name a host: -l tls:-m 9 tls=x",
        "something else: else=1, something else: else=1",
    })
    void shouldNameTheOptionAndTheValueAsItWasGiven(final String message, final String expected) {
        assertEquals(expected.replace(" with -m", " -m"), OptionTerms.translate(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memoryLimit", "maximumItemSize", "growthFactor", "minimumChunk", "hugePages", "memoryFile",
        "prefault", "evictionPolicy", "udpPort", "backlog", "authFile", "sasl", "saslFile", "adminAddress", "address",
        "tls", "outputLimit", "readBufferLimit", "largestChunk", "slabSizes", "-m 1048576", "a tls=b"})
    void shouldLeaveAPathAsItIs(final String name) {
        for (final String path : List.of("/tmp/" + name, "/tmp/" + name + "/none/x", name + "=5", name)) {
            assertEquals("-e must lie in a directory that exists: -e " + path,
                OptionTerms.translate("memoryFile must lie in a directory that exists: memoryFile=" + path));
            assertEquals("-Y must name users: -Y " + path + " line=2",
                OptionTerms.translate("authFile must name users: authFile=" + path + " line=2"));
            assertEquals("ssl_key must be PEM: ssl_key=" + path,
                OptionTerms.translate("ssl_key must be PEM: ssl_key=" + path));
        }
    }

    @Test
    void shouldTranslateWhatTheConfigurationRefuses() {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> ServerConfig.builder().minimumChunk(2 << 20).build());
        assertEquals("-n must be 1 to -I: -n 2097152", OptionTerms.translate(e.getMessage()));
    }
}
