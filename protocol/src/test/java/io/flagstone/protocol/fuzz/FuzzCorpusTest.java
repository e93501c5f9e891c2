/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.fuzz;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What coverage-guided fuzzing has kept goes through its targets again; {@code .ci/fuzz} looks for more. */
class FuzzCorpusTest {
    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of(
        "TextDecoderTarget", TextDecoderTarget::fuzzerTestOneInput,
        "MetaDecoderTarget", MetaDecoderTarget::fuzzerTestOneInput,
        "BinaryDecoderTarget", BinaryDecoderTarget::fuzzerTestOneInput,
        "UdpFrameTarget", UdpFrameTarget::fuzzerTestOneInput);

    @TestFactory
    Stream<DynamicTest> shouldHoldTheRulesOfATargetOnItsCorpus() {
        return TARGETS.entrySet().stream().map(target -> DynamicTest.dynamicTest(target.getKey(), () -> {
            final List<Path> corpus = corpus(target.getKey());
            assertTrue(corpus.size() > 1, target.getKey());
            for (final Path file : corpus) {
                target.getValue().accept(Files.readAllBytes(file));
            }
        }));
    }

    @Test
    void shouldFailWhereARuleIsBroken() {
        assertThrows(IllegalStateException.class, () -> Surroundings.require(false, "nothing may be so"));
        assertThrows(IndexOutOfBoundsException.class, () -> Surroundings.none(new byte[3]).get(3));
    }

    private static List<Path> corpus(final String target) throws IOException {
        final Path folder = Path.of("src/test/resources/fuzz", target);
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
