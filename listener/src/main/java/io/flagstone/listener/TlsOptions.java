/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.nio.file.Path;

/** What {@code -o ssl_...} says, and whether {@code -Z} asks for it. */
final class TlsOptions {

    private static final int PEM = 1;
    private static final int MAX_VERIFY_MODE = 3;
    private static final int TLS_1_2 = 2;
    private static final int TLS_1_3 = 3;
    private static final int MAX_WRITE_BUFFER = 16 << 20;

    private boolean enabled;
    private String given;
    private Path certificate;
    private Path key;
    private Path authorities;
    private String ciphers;
    private int verifyMode;
    private String minimumVersion = TlsConfig.DEFAULT_VERSION;
    private boolean sessionCache;
    private int writeBuffer = TlsConfig.DEFAULT_WRITE_BUFFER;

    CommandLineResult enable() {
        enabled = true;
        return null;
    }

    CommandLineResult read(final Suboption option) {
        given = option.name();
        return switch (option.name()) {
            case "ssl_chain_cert" -> option.path(path -> certificate = path);
            case "ssl_key" -> option.path(path -> key = path);
            case "ssl_ca_cert" -> option.path(path -> authorities = path);
            case "ssl_ciphers" -> ciphers(option);
            case "ssl_verify_mode" -> option.number(0, MAX_VERIFY_MODE,
                "Invalid ssl_verify_mode, it must be 0 to 3", mode -> verifyMode = (int) mode);
            case "ssl_keyformat" -> option.number(PEM, PEM, "ssl_keyformat must be 1, which is PEM", format -> { });
            case "ssl_wbuf_size" -> option.size(1 << 10, 1, MAX_WRITE_BUFFER,
                "ssl_wbuf_size must be a number of kilobytes, up to 16m", bytes -> writeBuffer = (int) bytes);
            case "ssl_session_cache" -> sessionCache();
            // A hint: whether the kernel encrypts changes no byte on the wire.
            case "ssl_kernel_tls" -> null;
            case "ssl_min_version" -> option.number(TLS_1_2, TLS_1_3,
                "Invalid ssl_min_version, it must be 2 for TLS 1.2 or 3 for TLS 1.3, older ones are broken",
                version -> minimumVersion = version == TLS_1_3 ? "TLSv1.3" : TlsConfig.DEFAULT_VERSION);
            default -> CommandLineResult.refuse(ExitCode.ERROR,
                "Illegal suboption \"" + option.name() + "\"" + Suggestion.ofSuboption(option.name())
                    + " (-h shows those that exist): -o " + option.name());
        };
    }

    private CommandLineResult ciphers(final Suboption option) {
        ciphers = option.value();
        return option.value() == null || option.value().isEmpty() ? option.missing() : null;
    }

    private CommandLineResult sessionCache() {
        sessionCache = true;
        return null;
    }

    /**
     * Puts together what the lists and {@code -Z} say.
     *
     * @param builder to be told.
     * @return null, or what is missing.
     */
    CommandLineResult finish(final ServerConfigBuilder builder) {
        if (enabled && (certificate == null || key == null)) {
            return CommandLineResult.refuse(ExitCode.USAGE,
                "-Z needs a certificate and its key: -o ssl_chain_cert=FILE,ssl_key=FILE");
        }
        if (enabled) {
            builder.tls(new TlsConfig(certificate, key, authorities, ciphers, verifyMode, minimumVersion,
                sessionCache, writeBuffer));
        }
        return null;
    }

    /**
     * Tells whether something was said of TLS that is not asked for.
     *
     * @return a name, or null.
     */
    String idle() {
        return enabled ? null : given;
    }
}
