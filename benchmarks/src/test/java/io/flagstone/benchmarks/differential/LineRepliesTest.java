/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineRepliesTest {
    @ParameterizedTest
    @CsvSource({"100, <<t:100>>", "99, <<t:100>>", "2591998, <<t:2592000>>", "204716150, <<num>>",
        "204716151, <<num>>"})
    void shouldAllowForTheSecondsThatPassWhileBothAreAsked(final int seconds, final String shown) {
        assertEquals(List.of("HD t" + shown + "\\r\\n"),
            LineReplies.describe("HD t" + seconds + "\r\n", new Uniques()));
        assertEquals(List.of("ME k exp=" + shown + " la=<<l:0>> cas=<<cas:A>> fetch=no cls=<<num>> size=<<num>>\\r\\n"),
            LineReplies.describe("ME k exp=" + seconds + " la=1 cas=7 fetch=no cls=3 size=99\r\n", new Uniques()));
    }
}
