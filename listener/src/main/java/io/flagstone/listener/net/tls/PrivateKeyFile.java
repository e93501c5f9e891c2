/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net.tls;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A private key in PEM: PKCS#8, which the JDK reads, and the two older forms of openssl, PKCS#1 for RSA and SEC1 for
 * elliptic curves, which become PKCS#8 by what is put around them.
 *
 * <p>No message of this class holds anything of a key.
 */
final class PrivateKeyFile {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private static final byte[] VERSION = HexFormat.of().parseHex("020100");
    /** The object identifier of RSA, and no parameters. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    /** The object identifier of keys on elliptic curves; the curve's own goes behind it. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE = 0xA0;
    private static final int LONG_LENGTH = 0x80;
    private static final int ONE_BYTE = 0x81;
    private static final int TWO_BYTES = 0x82;

    private PrivateKeyFile() {
    }

    static PrivateKey read(final Path file) throws IOException, GeneralSecurityException {
        final List<PemBlock> blocks = PemBlock.all(Files.readString(file, StandardCharsets.ISO_8859_1));
        for (final PemBlock block : blocks) {
            if (block.label().startsWith("ENCRYPTED ") || block.body().contains("ENCRYPTED")) {
                throw new InvalidKeySpecException("it is encrypted, and there is nobody to ask for the passphrase");
            }
            if (block.isPrivateKey()) {
                return key(block.label(), block.body());
            }
        }
        throw new InvalidKeySpecException(blocks.stream().anyMatch(PemBlock::isCertificate)
            ? "it holds a certificate, and its private key is asked for" : "it holds no private key in PEM");
    }

    private static PrivateKey key(final String label, final String text) throws GeneralSecurityException {
        final byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(text);
        } catch (final IllegalArgumentException e) {
            throw new InvalidKeySpecException("its key is not in base64");
        }
        try {
            return key(switch (label) {
                case "PRIVATE KEY" -> der;
                case "RSA PRIVATE KEY" -> enclose(SEQUENCE, VERSION, RSA, enclose(OCTETS, der));
                case "EC PRIVATE KEY" ->
                    enclose(SEQUENCE, VERSION, enclose(SEQUENCE, EC, curve(der)), enclose(OCTETS, der));
                default -> throw new InvalidKeySpecException("its key is of an unknown kind: " + label);
            });
        } catch (final BufferUnderflowException | IllegalArgumentException e) {
            throw new InvalidKeySpecException("its key is damaged");
        }
    }

    private static PrivateKey key(final byte[] pkcs8) throws GeneralSecurityException {
        final KeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
        for (final String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (final InvalidKeySpecException e) {
                // It is of another algorithm, or of none.
            }
        }
        throw new InvalidKeySpecException("its key is damaged, or neither RSA nor of a known elliptic curve");
    }

    /** The object identifier of the curve that a SEC1 key names. */
    private static byte[] curve(final byte[] sec1) throws InvalidKeySpecException {
        final ByteBuffer in = ByteBuffer.wrap(sec1);
        enter(in, SEQUENCE);
        pass(in, INTEGER);
        pass(in, OCTETS);
        if (!in.hasRemaining()) {
            throw new InvalidKeySpecException("its key does not name its curve");
        }
        final byte[] curve = new byte[enter(in, CURVE)];
        in.get(curve);
        return curve;
    }

    private static void pass(final ByteBuffer in, final int tag) throws InvalidKeySpecException {
        final int length = enter(in, tag);
        in.position(in.position() + length);
    }

    /** Reads a tag and a length. */
    private static int enter(final ByteBuffer in, final int tag) throws InvalidKeySpecException {
        if ((in.get() & 0xFF) != tag) {
            throw new InvalidKeySpecException("its key is damaged");
        }
        final int first = in.get() & 0xFF;
        return switch (first) {
            case ONE_BYTE -> in.get() & 0xFF;
            case TWO_BYTES -> in.getShort() & 0xFFFF;
            default -> {
                if (first >= LONG_LENGTH) {
                    throw new InvalidKeySpecException("its key is damaged");
                }
                yield first;
            }
        };
    }

    private static byte[] enclose(final int tag, final byte[]... parts) {
        int length = 0;
        for (final byte[] part : parts) {
            length += part.length;
        }
        final ByteBuffer out = ByteBuffer.allocate(length + 4);
        out.put((byte) tag);
        if (length > 0xFF) {
            out.put((byte) TWO_BYTES).putShort((short) length);
        } else if (length >= LONG_LENGTH) {
            out.put((byte) ONE_BYTE).put((byte) length);
        } else {
            out.put((byte) length);
        }
        for (final byte[] part : parts) {
            out.put(part);
        }
        final byte[] der = new byte[out.position()];
        out.flip().get(der);
        return der;
    }
}
