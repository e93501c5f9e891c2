/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net.tls;

import io.flagstone.listener.ListenAddress;
import io.flagstone.listener.ListenerTls;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.TlsConfig;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who the server says it is, whom it believes, and how it encrypts. Its files can be read again while it serves:
 * connections that are open keep what they began with.
 *
 * <p>Safe for any number of threads.
 */
public final class ServerTls {
    private static final String NEWEST = "TLSv1.3";
    /** OpenSSL's own number, so that what is remembered of clients has a bound. */
    private static final int SESSIONS_KEPT = 20_480;
    /** The JDK takes 0 for no limit. */
    private static final int FEWEST_SESSIONS = 1;

    private final TlsConfig config;
    private volatile SSLContext context;
    private volatile SSLParameters parameters;

    /**
     * Reads the files.
     *
     * @param config names them.
     * @throws IllegalArgumentException if one cannot be used; the message names it.
     */
    public ServerTls(final TlsConfig config) {
        this.config = config;
        if (config.verifyMode() > 0 && config.authorities() == null) {
            throw new IllegalArgumentException("ssl_verify_mode above 0 needs ssl_ca_cert, or no client certificate"
                + " could be believed: ssl_verify_mode=" + config.verifyMode());
        }
        load();
    }

    /**
     * Reads the files of a server.
     *
     * @param config of it.
     * @return what it needs for TLS, or null if it has none.
     * @throws IllegalArgumentException if a file cannot be used, or a place to listen on cannot be had.
     */
    public static ServerTls of(final ServerConfig config) {
        for (final ListenAddress place : config.listenAddresses()) {
            if (place.tls() == ListenerTls.MUTUAL && config.tls().authorities() == null) {
                throw new IllegalArgumentException("mtls: needs ssl_ca_cert, or no client certificate could be"
                    + " believed: address=mtls:" + place.host());
            }
        }
        return config.tls() == null ? null : new ServerTls(config.tls());
    }

    /**
     * Reads the files again. If one cannot be used, everything stays as it is.
     *
     * @return null, or why it stays.
     */
    public String refresh() {
        try {
            load();
            return null;
        } catch (final IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /**
     * Begins a connection.
     *
     * @param mode of the place where the client came in.
     * @return the server's end of it.
     */
    public SSLEngine newEngine(final ListenerTls mode) {
        final SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        if (mode == ListenerTls.MUTUAL || mode == ListenerTls.DEFAULT && config.verifyMode() > 1) {
            engine.setNeedClientAuth(true);
        } else if (mode == ListenerTls.DEFAULT && config.verifyMode() == 1) {
            engine.setWantClientAuth(true);
        }
        return engine;
    }

    /**
     * Gives the certificates that new connections get.
     *
     * @return another one after a {@link #refresh} that was no refusal.
     */
    public SSLContext context() {
        return context;
    }

    private synchronized void load() {
        final Certificate[] chain = certificates("ssl_chain_cert", config.certificate());
        final PrivateKey key = key();
        try {
            if (!belong(key, chain[0].getPublicKey())) {
                throw refused("ssl_key", config.key(), "it is not the key of the certificate in ssl_chain_cert");
            }
            final SSLContext fresh = SSLContext.getInstance("TLS");
            fresh.init(identity(key, chain), believed(), null);
            parameters = parameters(fresh);
            fresh.getServerSessionContext().setSessionCacheSize(
                config.sessionCache() ? SESSIONS_KEPT : FEWEST_SESSIONS);
            context = fresh;
        } catch (final GeneralSecurityException | IOException e) {
            throw refused("ssl_chain_cert", config.certificate(), e.getMessage());
        }
    }

    private SSLParameters parameters(final SSLContext fresh) {
        final SSLParameters chosen = fresh.getDefaultSSLParameters();
        chosen.setProtocols(NEWEST.equals(config.minimumVersion()) ? new String[] {NEWEST}
            : new String[] {NEWEST, TlsConfig.DEFAULT_VERSION});
        chosen.setCipherSuites(CipherSuites.read(config.ciphers(), chosen.getCipherSuites(),
            fresh.getSupportedSSLParameters().getCipherSuites()));
        chosen.setUseCipherSuitesOrder(true);
        return chosen;
    }

    private PrivateKey key() {
        try {
            return PrivateKeyFile.read(config.key());
        } catch (final IOException e) {
            throw refused("ssl_key", config.key(), reason(e));
        } catch (final GeneralSecurityException e) {
            throw refused("ssl_key", config.key(), e.getMessage());
        }
    }

    private static Certificate[] certificates(final String option, final Path file) {
        try {
            return CertificateFile.read(file);
        } catch (final IOException e) {
            throw refused(option, file, reason(e));
        } catch (final CertificateException e) {
            throw refused(option, file, e.getMessage());
        }
    }

    private static KeyManager[] identity(final PrivateKey key, final Certificate[] chain)
            throws GeneralSecurityException, IOException {
        final char[] password = Long.toHexString(new SecureRandom().nextLong()).toCharArray();
        final KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, password, chain);
        final KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    /** Nobody if no authorities are named, never those of the JDK: they vouch for the whole world. */
    private TrustManager[] believed() throws GeneralSecurityException, IOException {
        if (config.authorities() == null) {
            return new TrustManager[0];
        }
        final KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (final Certificate authority : certificates("ssl_ca_cert", config.authorities())) {
            store.setCertificateEntry("authority" + number++, authority);
        }
        final TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Whether what one signs the other believes. */
    private static boolean belong(final PrivateKey key, final PublicKey open) throws GeneralSecurityException {
        final String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        if ("RSASSA-PSS".equals(algorithm)) {
            return algorithm.equals(open.getAlgorithm());
        }
        final byte[] probe = {'F'};
        final Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(probe);
        final byte[] signed = signature.sign();
        try {
            signature.initVerify(open);
            signature.update(probe);
            return signature.verify(signed);
        } catch (final GeneralSecurityException e) {
            return false;
        }
    }

    private static String reason(final IOException e) {
        return e instanceof NoSuchFileException ? "No such file or directory"
            : e instanceof AccessDeniedException ? "Permission denied" : e.getClass().getSimpleName();
    }

    private static IllegalArgumentException refused(final String option, final Path file, final String reason) {
        return new IllegalArgumentException(option + " must name a PEM file that can be used (" + reason + "): "
            + option + '=' + file);
    }
}
