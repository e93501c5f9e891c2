/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void shouldWriteWhatIsNested() {
        assertEquals("{\"a\":1,\"b\":[1,[],{}],\"c\":{\"d\":true},\"e\":\"f\"}", new JsonText().object()
            .name("a").value(1)
            .name("b").array().value(1).array().endArray().object().endObject().endArray()
            .name("c").object().name("d").value(true).endObject()
            .name("e").value("f").endObject().toString());
    }

    @Test
    void shouldEscapeWhatIsNotPlain() {
        assertEquals("\"\\\"\\\\\\u000a</script>\\u00e9\\u2028\"",
            new JsonText().value("\"\\\n</script>\u00e9\u2028").toString());
    }
}
