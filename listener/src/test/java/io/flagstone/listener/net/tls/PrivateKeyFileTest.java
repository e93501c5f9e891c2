/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net.tls;

import static io.flagstone.listener.net.tls.TlsFiles.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyFileTest {
    @TempDir
    private Path directory;

    private String refusal(final String content) throws Exception {
        final Path file = Files.writeString(directory.resolve("key"), content);
        return assertThrows(GeneralSecurityException.class, () -> PrivateKeyFile.read(file)).getMessage();
    }

    private static String pem(final String label, final byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
            + "-----\n";
    }

    @Test
    void shouldReadTheSameKeyFromEveryForm() throws Exception {
        assertEquals(PrivateKeyFile.read(file("server.key")), PrivateKeyFile.read(file("server-pkcs1.key")));
        // The older form also holds the public key.
        assertEquals(((ECPrivateKey) PrivateKeyFile.read(file("curve.key"))).getS(),
            ((ECPrivateKey) PrivateKeyFile.read(file("curve-sec1.key"))).getS());
    }

    @Test
    void shouldFindTheKeyAmongOtherThings() throws Exception {
        final String all = Files.readString(file("server.pem")) + Files.readString(file("server.key"));
        assertEquals(PrivateKeyFile.read(file("server.key")),
            PrivateKeyFile.read(Files.writeString(directory.resolve("all"), "words\n" + all)));
    }

    @Test
    void shouldSayThatNobodyCanBeAskedForAPassphrase() throws Exception {
        assertEquals("it is encrypted, and there is nobody to ask for the passphrase",
            refusal(Files.readString(file("server-encrypted.key"))));
        assertEquals("it is encrypted, and there is nobody to ask for the passphrase",
            refusal("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAA==\n-----END RSA PRIVATE KEY-----"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n", "-----BEGIN X-----\n-----END"})
    void shouldRefuseAFileWithoutAKey(final String content) throws Exception {
        assertEquals("it holds no private key in PEM", refusal(content));
    }

    @Test
    void shouldSayThatACertificateIsNoKey() throws Exception {
        assertEquals("it holds a certificate, and its private key is asked for",
            refusal(Files.readString(file("server.pem"))));
    }

    @Test
    void shouldRefuseAKeyThatIsDamagedAtAnyByte() throws Exception {
        final String text = Files.readString(file("curve-sec1.key"));
        final byte[] der = Base64.getMimeDecoder().decode(text.substring(text.lastIndexOf("BEGIN"))
            .replaceAll("BEGIN EC PRIVATE KEY|-|END EC PRIVATE KEY", ""));
        for (int length = 0; length < der.length; length++) {
            final byte[] cut = Arrays.copyOf(der, length);
            final Path file = Files.writeString(directory.resolve("cut"), pem("EC PRIVATE KEY", cut));
            assertThrows(GeneralSecurityException.class, () -> PrivateKeyFile.read(file), "length=" + length);
        }
        assertEquals("its key is of an unknown kind: DSA PRIVATE KEY", refusal(pem("DSA PRIVATE KEY", der)));
        assertEquals("its key is damaged, or neither RSA nor of a known elliptic curve",
            refusal(pem("PRIVATE KEY", der)));
    }

    @Test
    void shouldSayThatAKeyDoesNotNameItsCurve() throws Exception {
        assertEquals("its key does not name its curve",
            refusal(pem("EC PRIVATE KEY", new byte[] {0x30, 6, 2, 1, 1, 4, 1, 7})));
    }

    @Test
    void shouldTellThatThereIsNoFile() {
        assertThrows(NoSuchFileException.class, () -> PrivateKeyFile.read(directory.resolve("none")));
    }
}
