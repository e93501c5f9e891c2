/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page: one file, with its script and style in it, and the policy that lets a browser run these two only. */
final class Dashboard {
    private static final String FILE = "dashboard.html";
    private static final byte[] PAGE = load();
    private static final String POLICY = policyOf(new String(PAGE, StandardCharsets.UTF_8));

    private Dashboard() {
    }

    /** Never to be changed. */
    static byte[] page() {
        return PAGE;
    }

    static String policy() {
        return POLICY;
    }

    private static byte[] load() {
        try (InputStream in = Dashboard.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("this build has no " + FILE);
            }
            return in.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String policyOf(final String page) {
        return "default-src 'none'; script-src " + hash(page, "script") + "; style-src " + hash(page, "style")
            + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** The hash of what stands between two tags, of which there is one pair. */
    private static String hash(final String page, final String tag) {
        final String opening = "<" + tag + ">";
        final int from = page.indexOf(opening) + opening.length();
        final String content = page.substring(from, page.indexOf("</" + tag + ">", from));
        try {
            final byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
