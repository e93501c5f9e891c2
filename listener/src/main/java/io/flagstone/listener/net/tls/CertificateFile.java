/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;

/** The certificates of a PEM file, which may hold other things too. */
final class CertificateFile {
    private CertificateFile() {
    }

    static Certificate[] read(final Path file) throws IOException, CertificateException {
        final String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        final List<PemBlock> blocks = PemBlock.all(text);
        if (blocks.stream().anyMatch(PemBlock::isCertificate)) {
            // The JDK takes a key in front of a certificate for one that is damaged.
            final StringBuilder certificates = new StringBuilder();
            blocks.stream().filter(PemBlock::isCertificate).forEach(block -> certificates.append("-----BEGIN ")
                .append(block.label()).append("-----").append(block.body()).append("-----END ")
                .append(block.label()).append("-----\n"));
            return parse(certificates.toString());
        }
        if (blocks.stream().anyMatch(PemBlock::isPrivateKey)) {
            throw new CertificateException("it holds a private key, and a certificate is asked for");
        }
        return parse(text);
    }

    private static Certificate[] parse(final String text) throws CertificateException {
        final Collection<? extends Certificate> all;
        try {
            all = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (final CertificateException e) {
            throw new CertificateException("a certificate in it is damaged", e);
        }
        if (all.isEmpty()) {
            throw new CertificateException("it holds no certificate in PEM");
        }
        return all.toArray(Certificate[]::new);
    }
}
