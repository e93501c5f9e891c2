/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net.tls;

import static io.flagstone.listener.net.tls.TlsFiles.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.ListenerTls;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.TlsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {
    @TempDir
    private Path directory;

    private static TlsConfig config(final int verifyMode, final Path authorities) {
        return new TlsConfig(file("server.pem"), file("server.key"), authorities, null, verifyMode,
            TlsConfig.DEFAULT_VERSION, false, TlsConfig.DEFAULT_WRITE_BUFFER);
    }

    private static String refusal(final TlsConfig config) {
        return assertThrows(IllegalArgumentException.class, () -> new ServerTls(config)).getMessage();
    }

    @Test
    void shouldNameTheFileThatItCannotUse() throws Exception {
        final Path none = directory.resolve("none");
        final Path text = Files.writeString(directory.resolve("text"), "hello");
        assertEquals("ssl_chain_cert must name a PEM file that can be used (No such file or directory): ssl_chain_cert="
            + none, refusal(TlsConfig.of(none, file("server.key"))));
        assertEquals("ssl_key must name a PEM file that can be used (No such file or directory): ssl_key=" + none,
            refusal(TlsConfig.of(file("server.pem"), none)));
        assertEquals("ssl_key must name a PEM file that can be used (it holds no private key in PEM): ssl_key=" + text,
            refusal(TlsConfig.of(file("server.pem"), text)));
        assertTrue(refusal(TlsConfig.of(text, file("server.key"))).startsWith("ssl_chain_cert must name a PEM file"));
        assertTrue(refusal(config(1, none)).startsWith("ssl_ca_cert must name a PEM"));
    }

    @Test
    void shouldSayWhatAFileHoldsInPlaceOfWhatIsAskedFor() {
        final Path key = file("server.key");
        final Path chain = file("server.pem");
        assertEquals("ssl_chain_cert must name a PEM file that can be used (it holds a private key, and a certificate"
            + " is asked for): ssl_chain_cert=" + key, refusal(TlsConfig.of(key, chain)));
        assertEquals("ssl_key must name a PEM file that can be used (it holds a certificate, and its private key is"
            + " asked for): ssl_key=" + chain, refusal(TlsConfig.of(chain, chain)));
    }

    @Test
    void shouldRefuseAKeyOfAnotherCertificate() {
        assertEquals("ssl_key must name a PEM file that can be used (it is not the key of the certificate in"
            + " ssl_chain_cert): ssl_key=" + file("curve.key"),
            refusal(TlsConfig.of(file("server.pem"), file("curve.key"))));
    }

    @Test
    void shouldRefuseToVerifyClientsThatNobodyVouchesFor() {
        assertEquals("ssl_verify_mode above 0 needs ssl_ca_cert, or no client certificate could be believed:"
            + " ssl_verify_mode=2", refusal(config(2, null)));
        final ServerConfig mutual = ServerConfig.builder().address("mtls:127.0.0.1")
            .tls(TlsConfig.of(file("server.pem"), file("server.key"))).build();
        assertThrows(IllegalArgumentException.class, () -> ServerTls.of(mutual));
    }

    @Test
    void shouldAskClientsForCertificatesAsThePlaceSays() {
        final ServerTls tls = new ServerTls(config(2, file("authority.pem")));
        assertTrue(tls.newEngine(ListenerTls.DEFAULT).getNeedClientAuth(), "mode 2");
        assertFalse(tls.newEngine(ListenerTls.SERVER).getNeedClientAuth(), "btls:");
        assertTrue(tls.newEngine(ListenerTls.MUTUAL).getNeedClientAuth(), "mtls:");
        final ServerTls asking = new ServerTls(config(1, file("authority.pem")));
        assertTrue(asking.newEngine(ListenerTls.DEFAULT).getWantClientAuth(), "mode 1");
    }

    @Test
    void shouldSpeakOnlyTls12And13() {
        final ServerTls tls = new ServerTls(config(0, null));
        assertEquals(List.of("TLSv1.3", "TLSv1.2"),
            List.of(tls.newEngine(ListenerTls.DEFAULT).getSSLParameters().getProtocols()));
    }

    @Test
    void shouldKeepWhatItHasWhenTheNewFilesAreBad() throws Exception {
        final Path chain = Files.copy(file("server.pem"), directory.resolve("chain"));
        final Path key = Files.copy(file("server.key"), directory.resolve("key"));
        final ServerTls tls = new ServerTls(TlsConfig.of(chain, key));
        final SSLContext first = tls.context();
        Files.writeString(key, "");
        assertEquals("ssl_key must name a PEM file that can be used (it holds no private key in PEM): ssl_key=" + key,
            tls.refresh());
        assertSame(first, tls.context());
        Files.writeString(key, Files.readString(file("server-pkcs1.key")));
        assertNull(tls.refresh());
        assertNotSame(first, tls.context());
    }
}
