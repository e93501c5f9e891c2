/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What a server needs to speak TLS (-Z, and -o ssl_chain_cert and so on).
 *
 * @param certificate    PEM file of the server's certificate and those that vouch for it.
 * @param key            PEM file of its private key.
 * @param authorities    PEM file of who may vouch for clients, or {@code null} for those of the JDK.
 * @param ciphers        OpenSSL's list of cipher suites, or {@code null} for those of the JDK.
 * @param verifyMode     0 asks clients for no certificate, 1 for one that may be missing, 2 and 3 insist on it.
 * @param minimumVersion {@code TLSv1.2} or {@code TLSv1.3}.
 * @param sessionCache   whether clients may take up an earlier session.
 * @param writeBuffer    bytes that are gathered before they are encrypted.
 */
public record TlsConfig(Path certificate, Path key, Path authorities, String ciphers, int verifyMode,
        String minimumVersion, boolean sessionCache, int writeBuffer) {

    /** What is spoken at least unless said otherwise. */
    public static final String DEFAULT_VERSION = "TLSv1.2";
    /** Bytes of the write buffer unless said otherwise. */
    public static final int DEFAULT_WRITE_BUFFER = 16 << 10;

    private static final int MAX_VERIFY_MODE = 3;

    /**
     * Checks every value.
     *
     * @param certificate    PEM file of the server's certificate and those that vouch for it.
     * @param key            PEM file of its private key.
     * @param authorities    PEM file of who may vouch for clients, or {@code null} for those of the JDK.
     * @param ciphers        OpenSSL's list of cipher suites, or {@code null} for those of the JDK.
     * @param verifyMode     0 to 3.
     * @param minimumVersion {@code TLSv1.2} or {@code TLSv1.3}.
     * @param sessionCache   whether clients may take up an earlier session.
     * @param writeBuffer    bytes, 1 or more.
     */
    public TlsConfig {
        Objects.requireNonNull(certificate, "certificate must not be null");
        Objects.requireNonNull(key, "key must not be null");
        if (verifyMode < 0 || verifyMode > MAX_VERIFY_MODE) {
            throw new IllegalArgumentException("verifyMode must be 0 to 3: verifyMode=" + verifyMode);
        }
        if (!DEFAULT_VERSION.equals(minimumVersion) && !"TLSv1.3".equals(minimumVersion)) {
            throw new IllegalArgumentException(
                "minimumVersion must be TLSv1.2 or TLSv1.3: minimumVersion=" + minimumVersion);
        }
        if (writeBuffer < 1) {
            throw new IllegalArgumentException("writeBuffer must be > 0: writeBuffer=" + writeBuffer);
        }
    }

    /**
     * TLS as memcached has it if nothing but the two files is said: no client certificates, TLS 1.2 or newer.
     *
     * @param certificate PEM file of the server's certificate and those that vouch for it.
     * @param key         PEM file of its private key.
     * @return the configuration.
     */
    public static TlsConfig of(final Path certificate, final Path key) {
        return new TlsConfig(certificate, key, null, null, 0, DEFAULT_VERSION, false, DEFAULT_WRITE_BUFFER);
    }
}
