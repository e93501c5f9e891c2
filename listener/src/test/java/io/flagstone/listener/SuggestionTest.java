/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void shouldSuggestNothingThatDoesNotExist() {
        for (final String name : Suggestion.SUBOPTIONS) {
            final String answer = String.valueOf(CommandLine.parse("-u", "root", "-o", name + "=1").text());
            assertFalse(answer.contains("Illegal suboption"), answer);
        }
    }

    @Test
    void shouldSuggestWhatIsNearOrHasAllWords() {
        assertEquals(", did you mean slab_sizes?", Suggestion.ofSuboption("slab_size"));
        assertEquals(", did you mean hot_lru_pct?", Suggestion.ofSuboption("hot_pct"));
        assertEquals("", Suggestion.ofSuboption("weather"));
        assertEquals("", Suggestion.ofSuboption("k"));
    }
}
