/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cipher suites of a list in OpenSSL's form: names with colons between them, each OpenSSL's
 * ({@code ECDHE-RSA-AES128-GCM-SHA256}) or the registered one ({@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}).
 */
final class CipherSuites {
    private static final Pattern OPENSSL = Pattern.compile(
        "(?:(ECDHE|DHE)-(RSA|ECDSA)-)?(?:AES(128|256)-(GCM-)?(SHA(?:256|384)?)|(CHACHA20-POLY1305))");
    private static final int EXCHANGE = 1;
    private static final int AUTHENTICATION = 2;
    private static final int BITS = 3;
    private static final int COUNTER = 4;
    private static final int HASH = 5;
    private static final int CHACHA = 6;

    private CipherSuites() {
    }

    /**
     * Reads a list.
     *
     * @param list      of names, null for the JDK's own choice.
     * @param enabled   what the JDK chooses.
     * @param supported what it knows.
     * @return the suites in the order of the list, behind those of TLS 1.3, which have none unless some are named.
     * @throws IllegalArgumentException if a name is not known.
     */
    static String[] read(final String list, final String[] enabled, final String[] supported) {
        if (list == null) {
            return enabled;
        }
        final Set<String> known = Set.of(supported);
        final List<String> suites = new ArrayList<>();
        for (final String name : list.split("[:, ]+")) {
            final String suite = name.startsWith("TLS_") ? name : registered(name);
            if (suite == null || !known.contains(suite)) {
                throw new IllegalArgumentException("ssl_ciphers must be names of cipher suites that the JDK has, such"
                    + " as ECDHE-RSA-AES128-GCM-SHA256, with colons between them: ssl_ciphers=" + name);
            }
            suites.add(suite);
        }
        if (suites.stream().noneMatch(CipherSuites::isNewest)) {
            suites.addAll(0, Arrays.stream(enabled).filter(CipherSuites::isNewest).toList());
        }
        return suites.toArray(String[]::new);
    }

    /** Those of TLS 1.3 do not name a key exchange. */
    private static boolean isNewest(final String suite) {
        return !suite.contains("_WITH_");
    }

    private static String registered(final String name) {
        final Matcher parts = OPENSSL.matcher(name);
        if (!parts.matches()) {
            return null;
        }
        final StringBuilder suite = new StringBuilder("TLS_");
        if (parts.group(EXCHANGE) != null) {
            suite.append(parts.group(EXCHANGE)).append('_').append(parts.group(AUTHENTICATION));
        } else {
            suite.append("RSA");
        }
        suite.append("_WITH_");
        if (parts.group(CHACHA) != null) {
            return suite.append("CHACHA20_POLY1305_SHA256").toString();
        }
        return suite.append("AES_").append(parts.group(BITS)).append(parts.group(COUNTER) == null ? "_CBC_" : "_GCM_")
            .append(parts.group(HASH)).toString();
    }
}
