/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String FOUR = "c0000201" + "c0000202" + "3039" + "2bcb";
    private static final String SIX =
        "20010db8000000000000000000000001" + "20010db8000000000000000000000002" + "30392bcb";
    private static final String TLV = "04000a" + "00".repeat(10);

    static byte[] header(final String version, final String family, final String rest) {
        return HexFormat.of().parseHex(SIGNATURE + version + family + String.format("%04x", rest.length() / 2) + rest);
    }

    private static byte[] ascii(final String text) {
        return text.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ProxyHeader read(final byte[] bytes) throws ProtocolException {
        final ProxyHeader header = new ProxyHeader();
        header.accept(ByteBuffer.wrap(bytes));
        assertTrue(header.isComplete(), "a whole header must be enough");
        return header;
    }

    private static String unix(final String path) {
        final byte[] padded = new byte[216];
        final byte[] text = path.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, padded, 0, text.length);
        return HexFormat.of().formatHex(padded);
    }

    @ParameterizedTest
    @CsvSource({"PROXY TCP4 192.0.2.1 192.0.2.2 12345 11211~, tcp:192.0.2.1:12345",
        "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535~, tcp:255.255.255.255:65535",
        "PROXY TCP6 2001:db8::1 2001:db8::2 12345 11211~, tcp6:[2001:db8::1]:12345",
        "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535~, "
            + "tcp6:[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535"})
    void shouldReadTheClientFromALine(final String line, final String client) throws ProtocolException {
        assertEquals(client, read(ascii(line)).client().whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN~", "PROXY UNKNOWN ffff::1 ffff::2 1 2~"})
    void shouldNameNobodyWhenALineDoesNot(final String line) throws ProtocolException {
        assertNull(read(ascii(line)).client());
    }

    @Test
    void shouldReadTheClientFromTheBinaryForm() throws ProtocolException {
        assertEquals("tcp:192.0.2.1:12345", read(header("21", "11", FOUR)).client().whole());
        assertEquals("tcp6:[2001:db8::1]:12345", read(header("21", "21", SIX)).client().whole());
        assertEquals("unix:/run/client", read(header("21", "31", unix("/run/client"))).client().whole());
        assertEquals("unix:<AF 1>", read(header("21", "31", unix(""))).client().whole());
        assertEquals(108 + "unix:".length(), read(header("21", "31", unix("a".repeat(216)))).client().whole().length());
    }

    @Test
    void shouldPassOverWhatFollowsTheAddresses() throws ProtocolException {
        assertEquals("tcp:192.0.2.1:12345", read(header("21", "11", FOUR + TLV.repeat(100))).client().whole());
        assertEquals("unix:/x", read(header("21", "31", unix("/x") + TLV.repeat(20))).client().whole());
    }

    @Test
    void shouldNameNobodyWhenTheBalancerSpeaksForItself() throws ProtocolException {
        assertNull(read(header("20", "00", "")).client());
        assertNull(read(header("20", "11", FOUR)).client());
        assertNull(read(header("21", "00", "")).client());
        assertNull(read(header("21", "12", FOUR)).client());
    }

    @Test
    void shouldNotLetAPathEndALine() throws ProtocolException {
        assertEquals("unix:/x??END??", read(header("21", "31", unix("/x\r\nEND\r\n"))).client().whole());
    }

    @Test
    void shouldReadItInTwoPiecesAtEverySplitAndLeaveTheRest() throws ProtocolException {
        for (final byte[] whole : new byte[][] {ascii("PROXY TCP4 192.0.2.1 192.0.2.2 12345 11211~"),
            header("21", "11", FOUR), header("21", "11", FOUR + TLV.repeat(30))}) {
            for (int split = 0; split < whole.length; split++) {
                final ProxyHeader header = new ProxyHeader();
                header.accept(ByteBuffer.wrap(whole, 0, split));
                assertFalse(header.isComplete(), "split=" + split);
                final ByteBuffer rest = ByteBuffer.allocate(whole.length - split + 2);
                rest.put(whole, split, whole.length - split).put((byte) 'v').put((byte) 'e').flip();
                header.accept(rest);
                assertTrue(header.isComplete(), "split=" + split);
                assertEquals(2, rest.remaining(), "split=" + split);
                assertEquals("tcp:192.0.2.1:12345", header.client().whole());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"version~", "PROXX", "PROXY TCP4 192.0.2.1 192.0.2.2 12345~",
        "PROXY TCP5 1.1.1.1 1.1.1.1 1 1~",
        "PROXY TCP4 192.0.2 192.0.2.2 1 2~", "PROXY TCP4 192.0.2.256 192.0.2.2 1 2~", "PROXY TCP4 a.b.c.d 1.1.1.1 1 2~",
        "PROXY TCP4 ::1 ::1 1 2~", "PROXY TCP6 1.1.1.1 1.1.1.1 1 2~", "PROXY TCP6 example.org example.org 1 2~",
        "PROXY TCP6 ::1%lo ::1 1 2~", "PROXY TCP6 1::2::3 ::1 1 2~", "PROXY TCP4 1.1.1.1 1.1.1.1 65536 2~",
        "PROXY TCP4 1.1.1.1 1.1.1.1 -1 2~", "PROXY TCP4 1.1.1.1  1.1.1.1 1 2~", "PROXY TCP4 1.1.1.1 1.1.1.1 1 2 3~",
        "PROXY TCP4 1.1.1.1 1.1.1.1 1 2\n", "PROXY ~"})
    void shouldRefuseALineThatIsNoHeader(final String line) {
        assertThrows(ProtocolException.class, () -> new ProxyHeader().accept(ByteBuffer.wrap(ascii(line))));
    }

    @ParameterizedTest
    @ValueSource(strings = {".:1", ".::1", ".a:b.example.org"})
    void shouldNotAskTheResolverWhenAnAddressIsNone(final String address) {
        final byte[] line = ascii("PROXY TCP6 " + address + " ::1 1 1~");
        final ProtocolException refusal =
            assertThrows(ProtocolException.class, () -> new ProxyHeader().accept(ByteBuffer.wrap(line)));
        assertEquals("the connection does not begin with a valid PROXY header", refusal.getMessage());
    }

    @Test
    void shouldRefuseALineThatDoesNotEnd() throws ProtocolException {
        final ProxyHeader header = new ProxyHeader();
        header.accept(ByteBuffer.wrap(ascii("PROXY UNKNOWN " + "x".repeat(92))));
        assertThrows(ProtocolException.class, () -> header.accept(ByteBuffer.wrap(ascii("x"))));
    }

    @Test
    void shouldRefuseABinaryFormThatIsNone() {
        for (final byte[] bad : new byte[][] {header("11", "11", FOUR), header("22", "11", FOUR),
            header("21", "11", "00"), header("21", "21", FOUR), header("21", "31", SIX),
            header("21", "11", FOUR + "00".repeat(4096)),
            HexFormat.of().parseHex("0d0a0d0a000d0a515549540b2111"), HexFormat.of().parseHex("0a"),
            HexFormat.of().parseHex(SIGNATURE + "2111ffff")}) {
            assertThrows(ProtocolException.class, () -> new ProxyHeader().accept(ByteBuffer.wrap(bad)),
                HexFormat.of().formatHex(bad));
        }
    }
}
