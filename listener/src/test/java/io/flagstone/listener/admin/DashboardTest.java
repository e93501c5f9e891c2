/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
    private final String page = new String(Dashboard.page(), StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"script", "style"})
    void shouldAllowItsOwnContentAndNoOther(final String tag) throws Exception {
        final Matcher content = Pattern.compile("<" + tag + "[^>]*>(.*?)</" + tag + ">", Pattern.DOTALL).matcher(page);
        assertTrue(content.find());
        final byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(StandardCharsets.UTF_8));
        assertTrue(Dashboard.policy().contains(
            tag + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "';"), Dashboard.policy());
        assertFalse(content.find(), "a second " + tag);
        assertTrue(Dashboard.policy().startsWith("default-src 'none';"));
    }

    @Test
    void shouldLoadNothingFromElsewhere() {
        final Matcher links = Pattern.compile("(?:src|href|action)=\"([^\"]*)\"|url\\(|@import").matcher(page);
        assertTrue(links.find());
        assertEquals("data:,", links.group(1));
        assertFalse(links.find(), () -> links.group());
    }

    @Test
    void shouldPutWhatTheServerTellsIntoThePageAsText() {
        assertFalse(Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b").matcher(page)
            .find());
        assertFalse(Pattern.compile("<[^>]*\\s(?:style|on[a-z]+)=").matcher(page).find());
    }
}
