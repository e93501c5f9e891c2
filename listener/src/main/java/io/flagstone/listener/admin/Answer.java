/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import java.nio.charset.StandardCharsets;

/**
 * An answer to a request.
 *
 * @param status of HTTP.
 * @param type   of the content.
 * @param body   the content.
 */
record Answer(int status, String type, byte[] body) {
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final int OK = 200;

    static Answer of(final String type, final String body) {
        return new Answer(OK, type, body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer line(final int status, final String text) {
        return new Answer(status, PLAIN, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
