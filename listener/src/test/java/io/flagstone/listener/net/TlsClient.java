/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.net.tls.TlsFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client that speaks TLS, as the JDK's sockets do it. It believes the certificates of the tests. */
final class TlsClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final char[] PASSWORD = "flagstone".toCharArray();

    private final SSLSocket socket;
    private final InputStream in;

    private TlsClient(final SSLContext context, final int port, final String... protocols) throws IOException {
        this((SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port));
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
    }

    private TlsClient(final SSLSocket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static TlsClient of(final MemcachedServer server, final String... protocols) throws Exception {
        return new TlsClient(context(null), server.port(), protocols);
    }

    /** A client with the certificate in a file of the test's resources. */
    static TlsClient with(final String certificate, final MemcachedServer server, final String... protocols)
            throws Exception {
        return new TlsClient(context(certificate), server.port(), protocols);
    }

    /** A client whose sessions can be taken up again by those of the same context. */
    static TlsClient of(final SSLContext context, final int port, final String... protocols) throws IOException {
        return new TlsClient(context, port, protocols);
    }

    /** A client before whose first record something else comes. */
    static TlsClient behind(final byte[] preface, final MemcachedServer server) throws Exception {
        final Socket plain = new Socket("127.0.0.1", server.port());
        plain.getOutputStream().write(preface);
        return new TlsClient((SSLSocket) context(null).getSocketFactory()
            .createSocket(plain, "127.0.0.1", server.port(), true));
    }

    /** A client over a socket that is connected. */
    static TlsClient over(final Socket plain, final String version) throws Exception {
        final SSLSocket socket = (SSLSocket) context(null).getSocketFactory()
            .createSocket(plain, "127.0.0.1", plain.getPort(), true);
        socket.setEnabledProtocols(new String[] {version});
        return new TlsClient(socket);
    }

    static SSLContext context(final String certificate) throws GeneralSecurityException, IOException {
        final KeyStore believed = KeyStore.getInstance("PKCS12");
        believed.load(null, null);
        try (InputStream in = Files.newInputStream(file("authority.pem"))) {
            believed.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        final TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(believed);
        final KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (certificate == null) {
            identity.init(null, null);
        } else {
            identity.init(KeyStore.getInstance(file(certificate).toFile(), PASSWORD), PASSWORD);
        }
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** A file among the test's resources. */
    static Path file(final String name) {
        return TlsFiles.file(name);
    }

    TlsClient send(final String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    TlsClient send(final byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    String read(final int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** A line with its end. */
    String line() throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.append((char) next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString();
    }

    /** Asks for one field of the statistics; -1 if it is not there. */
    long stat(final String name) throws IOException {
        send("stats\r\n");
        long value = -1;
        for (String line = line(); !"END\r\n".equals(line); line = line()) {
            final String[] words = line.trim().split(" ");
            if (words.length < 3) {
                throw new IOException("no statistics: " + line);
            }
            if (words[1].equals(name)) {
                value = Long.parseLong(words[2]);
            }
        }
        return value;
    }

    /** Sends and waits for exactly this answer. */
    void ask(final String request, final String answer) throws IOException {
        send(request);
        assertEquals(answer, read(answer.length()), request);
    }

    /** Everything until the server closes; it must say farewell. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Tells the server that nothing more comes, by TLS alone: the socket stays open. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Of TLS 1.3: begins to use new keys. */
    void changeKeys() throws IOException {
        socket.startHandshake();
    }

    String protocol() {
        return socket.getSession().getProtocol();
    }

    String suite() {
        return socket.getSession().getCipherSuite();
    }

    /** The name on the server's certificate. */
    String server() throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal().getName();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
