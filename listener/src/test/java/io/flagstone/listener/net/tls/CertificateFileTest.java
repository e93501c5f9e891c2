/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net.tls;

import static io.flagstone.listener.net.tls.TlsFiles.file;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFileTest {
    @TempDir
    private Path directory;

    private Path written(final String content) throws Exception {
        return Files.writeString(directory.resolve("chain"), content);
    }

    private String refusal(final String content) throws Exception {
        final Path file = written(content);
        return assertThrows(CertificateException.class, () -> CertificateFile.read(file)).getMessage();
    }

    @Test
    void shouldReadAllCertificatesInTheirOrder() throws Exception {
        final Certificate[] server = CertificateFile.read(file("server.pem"));
        final Certificate[] authority = CertificateFile.read(file("authority.pem"));
        assertArrayEquals(Stream.of(server, authority).flatMap(Stream::of).toArray(), CertificateFile.read(
            written("words\n" + Files.readString(file("server.pem")) + Files.readString(file("authority.pem")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.key", "server-pkcs1.key", "curve-sec1.key", "server-encrypted.key"})
    void shouldReadTheCertificateThoughAKeyStandsInFrontOfIt(final String key) throws Exception {
        assertArrayEquals(CertificateFile.read(file("server.pem")), CertificateFile.read(
            written(Files.readString(file(key)) + Files.readString(file("server.pem")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.key", "server-pkcs1.key", "curve-sec1.key", "server-encrypted.key"})
    void shouldSayThatAKeyIsNoCertificate(final String key) throws Exception {
        assertEquals("it holds a private key, and a certificate is asked for",
            refusal(Files.readString(file(key))));
    }

    @Test
    void shouldTellWhatIsDamagedFromWhatIsNotThere() throws Exception {
        assertEquals("it holds no certificate in PEM", refusal(""));
        assertEquals("a certificate in it is damaged",
            refusal("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    }
}
