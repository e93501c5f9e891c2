/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import java.util.Set;
import java.util.stream.Stream;

/** The recorded cases of the text dialect that have to be answered as they are recorded. */
final class TextCases {
    /** Administration that is not built. */
    private static final Set<String> NOT_BUILT = Set.of("stats detail", "lru commands", "watch with rubbish",
        "watch mutations says OK");

    private TextCases() {
    }

    static Stream<GoldenCase> built() {
        return GoldenTranscript.load("text.golden").stream().filter(golden -> !NOT_BUILT.contains(golden.name()));
    }
}
