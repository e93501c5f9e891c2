/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.listener.BindingProtocol;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recorded cases of the binary dialect leave out. */
class BinaryEdgeTest {
    private static final String NOOP = request("0a", 0, 0, 0, "0000000000000000", "");
    private static final String NOOP_DONE = response("0a", "0000", 0, "");
    private static final String NO_EXTRAS = "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00";
    private static final String COUNT_NO_EXPIRY = "\\x00\\x00\\x00\\x00";

    private static void play(final ServerConfigBuilder config, final String transcript,
            final RequestSplitter... splitters) throws IOException {
        final GoldenCase golden = GoldenTranscript.parse("== edge\n" + transcript).get(0);
        try (InMemoryServer server = new InMemoryServer(config)) {
            for (final RequestSplitter splitter : splitters) {
                GoldenReplay.play(golden, server, splitter);
            }
        }
    }

    private static void play(final ServerConfigBuilder config, final String transcript) throws IOException {
        play(config, transcript, RequestSplitter.AS_RECORDED, RequestSplitter.BYTE_BY_BYTE);
    }

    private static void play(final String transcript) throws IOException {
        play(ServerConfig.builder(), transcript);
    }

    private static String request(final String opcode, final int extras, final int key, final int body,
            final String cas, final String rest) {
        return String.format("> <<h:80%s%04x%02x000000%08xdeadbeef%s>>%s%n", opcode, key, extras, body, cas, rest);
    }

    private static String get(final String opcode, final String key) {
        return request(opcode, 0, key.length(), key.length(), "0000000000000000", key);
    }

    private static String store(final String opcode, final String cas, final String expiry, final String key,
            final String value) {
        return request(opcode, 8, key.length(), 8 + key.length() + value.length(), cas,
            "\\x00\\x00\\x00\\x00" + expiry + key + value);
    }

    private static String set(final String key, final String value) {
        return store("11", "0000000000000000", "\\x00\\x00\\x00\\x00", key, value);
    }

    /** @param body with the key, of which it tells the length. */
    private static String response(final String opcode, final String status, final int key, final String body) {
        return String.format("< <<h:81%s%04x0000%s%08xdeadbeef0000000000000000>>%s%n", opcode, key, status,
            body.length(), body);
    }

    private static String value(final String opcode, final String unique, final String key, final String value) {
        final String words = key + value;
        return String.format("< <<h:81%s%04x04000000%08xdeadbeef>><<cas8:%s>>\\x00\\x00\\x00\\x00%s%n", opcode,
            key.length(), 4 + words.length(), unique, words);
    }

    private static String stored(final String opcode, final String unique) {
        return String.format("< <<h:81%s00000000000000000000deadbeef>><<cas8:%s>>%n", opcode, unique);
    }

    private static String error(final String opcode, final String status, final String words) {
        return response(opcode, status, 0, words);
    }

    private static String invalid(final String opcode) {
        return error(opcode, "0004", "Invalid arguments") + "! closed\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0c"})
    void shouldAnswerAMissWithTheKeyWhereTheCommandReturnsIt(final String opcode) throws IOException {
        play(get(opcode, "absent")
            + ("00".equals(opcode) ? error("00", "0001", "Not found") : response("0c", "0001", 6, "absent")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"09", "0d"})
    void shouldSayNothingOfAMissToAQuietGet(final String opcode) throws IOException {
        play(set("k", "abc") + get(opcode, "absent") + get(opcode, "k") + NOOP
            + value(opcode, "A", "0d".equals(opcode) ? "k" : "", "abc") + NOOP_DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "02"})
    void shouldRefuseToAddWhatIsThere(final String opcode) throws IOException {
        play(set("k", "a") + store(opcode, "0000000000000000", "\\x00\\x00\\x00\\x00", "k", "b")
            + error(opcode, "0002", "Data exists for key."));
    }

    @Test
    void shouldStoreByUniqueWhateverTheCommand() throws IOException {
        play(store("01", "0000000000000000", "\\x00\\x00\\x00\\x00", "k", "a") + stored("01", "A") + "-\n"
            + "> <<h:80020001080000000000000adeadbeef>><<cas8:A>>" + NO_EXTRAS + "kb\n" + stored("02", "B") + "-\n"
            + "> <<h:80120001080000000000000adeadbeef>><<cas8:A>>" + NO_EXTRAS + "kc\n"
            + error("12", "0002", "Data exists for key."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0e", "19", "0f", "1a"})
    void shouldNotJoinWhatIsNotThereOrBecomesTooLarge(final String opcode) throws IOException {
        final String big = "<<rep:600000:x>>";
        final String join = String.format("> <<h:80%s000100000000%08xdeadbeef0000000000000000>>k%s%n", opcode,
            600_001, big);
        final String set = String.format("> <<h:8011000108000000%08xdeadbeef0000000000000000>>%sk%s%n", 600_009,
            NO_EXTRAS, big);
        play(ServerConfig.builder(), join + set + join + error(opcode, "0005", "Not stored.").repeat(2),
            RequestSplitter.AS_RECORDED);
    }

    @ParameterizedTest
    @CsvSource({"01,true", "11,true", "02,false", "03,false", "12,false"})
    void shouldForgetTheOldValueWhereASetIsTooLarge(final String opcode, final boolean forgets) throws IOException {
        play(ServerConfig.builder().maximumItemSize(1024), set("k", "old")
            + String.format("> <<h:80%s000108000000%08xdeadbeef0000000000000000>>%sk<<rep:5000:x>>%n", opcode, 5009,
                NO_EXTRAS)
            + get("00", "k") + error(opcode, "0003", "Too large.")
            + (forgets ? error("00", "0001", "Not found") : value("00", "A", "", "old")));
    }

    @Test
    void shouldDeleteByUnique() throws IOException {
        play(store("01", "0000000000000000", "\\x00\\x00\\x00\\x00", "k", "a") + stored("01", "A") + "-\n"
            + "> <<h:80040001000000000000000" + "1deadbeef0000000000000009>>k\n"
            + error("04", "0002", "Data exists for key.") + "-\n"
            + "> <<h:801400010000000000000001deadbeef>><<cas8:A>>k\n" + get("14", "k")
            + error("14", "0001", "Not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\xff\\xff\\xff\\xff", "\\xff\\xff\\xff\\xfe", "\\x80\\x00\\x00\\x00"})
    void shouldTakeAnExpiryForUnsigned(final String expiry) throws IOException {
        play(store("11", "0000000000000000", expiry, "k", "a") + get("00", "k") + value("00", "A", "", "a"));
    }

    @Test
    void shouldMakeANumberThatIsAsLargeAsItGets() throws IOException {
        final String count = "<<h:000000000000000a ffffffffffffffff 00000000>>n";
        play(request("15", 20, 1, 21, "0000000000000000", count) + get("00", "n")
            + value("00", "A", "", "18446744073709551615") + "-\n"
            + request("06", 20, 1, 21, "0000000000000000", count)
            + "< <<h:810600000000000000000008deadbeef>><<cas8:B>><<h:fffffffffffffff5>>\n");
    }

    @Test
    void shouldNeitherMakeNorCountWithAnotherUnique() throws IOException {
        play(set("n", "5") + request("05", 20, 1, 21, "0000000000000001", "<<rep:16:0>>" + COUNT_NO_EXPIRY + "n")
            + error("05", "0002", "Data exists for key.") + "-\n" + get("00", "n") + value("00", "A", "", "5"));
    }

    @Test
    void shouldTouchWithoutAnsweringTheValue() throws IOException {
        play(set("k", "abc") + request("1c", 4, 1, 5, "0000000000000000", "\\x00\\x00\\x00\\x02k")
            + value("1c", "A", "", "") + "-\n@ sleep 3\n" + get("0c", "k") + response("0c", "0001", 1, "k"));
    }

    @Test
    void shouldKeepItsPlaceBehindAValueThatDoesNotBelong() throws IOException {
        play(set("k", "abc") + request("1d", 4, 1, 9, "0000000000000000", "\\x00\\x00\\x00\\x02kjunk")
            + request("10", 0, 8, 12, "0000000000000000", "nonsensejunk") + NOOP
            + value("1d", "A", "", "abc") + error("10", "0001", "Not found") + NOOP_DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1b", "1f", "25", "3d", "83", "94", "fe"})
    void shouldKeepItsPlaceBehindAnUnknownCommand(final String opcode) throws IOException {
        play(request(opcode, 8, 3, 16, "0000000000000000", NO_EXTRAS + "keyvalue") + NOOP
            + error(opcode, "0081", "Unknown command") + NOOP_DONE);
    }

    @Test
    void shouldCloseWhenABodyIsShorterThanWhatItHolds() throws IOException {
        play(NOOP + request("00", 0, 5, 4, "0000000000000000", "key") + NOOP + NOOP_DONE
            + error("00", "0081", "Unknown command") + "! closed\n");
    }

    @ParameterizedTest
    @CsvSource({"01,8,1,1073741825", "ee,0,0,2147483647", "0e,0,1,2000000000", "00,0,251,251", "0c,0,0,0", "01,8,0,8"})
    void shouldCloseAfterAHostileLength(final String opcode, final int extras, final int key, final int body)
            throws IOException {
        play(request(opcode, extras, key, body, "0000000000000000", "") + invalid(opcode));
    }

    @Test
    void shouldCloseInSilenceWhereNoRequestBegins() throws IOException {
        play(NOOP + "> get k\\r\\nget k\\r\\nget k\\r\\nget k\\r\\n\n" + NOOP_DONE + "! closed\n");
    }

    @Test
    void shouldLeaveInSilenceAfterAQuietQuit() throws IOException {
        play(set("k", "a") + get("00", "k") + request("17", 0, 0, 0, "0000000000000000", "") + NOOP
            + value("00", "A", "", "a") + "! closed\n");
    }

    @Test
    void shouldAnswerTheVersion() throws IOException {
        play(request("0b", 0, 0, 0, "0000000000000000", "") + response("0b", "0000", 0, "1.6.45"));
    }

    @Test
    void shouldFlushLater() throws IOException {
        play(set("k", "a") + request("18", 4, 0, 4, "0000000000000000", "\\x00\\x00\\x00\\x03") + get("00", "k")
            + value("00", "A", "", "a") + "-\n@ sleep 4\n" + get("00", "k") + error("00", "0001", "Not found"));
    }

    @Test
    void shouldSendALongValueWithItsKey() throws IOException {
        final String length = "<<rep:300000:z>>";
        final String get = request("0d", 0, 1, 1, "0000000000000000", "k");
        final String answer = "< <<h:810d000104000000" + String.format("%08x", 300_005)
            + "deadbeef>><<cas8:A>>\\x00\\x00\\x00\\x00k" + length + "\n";
        play(String.format("> <<h:8011000108000000%08xdeadbeef0000000000000000>>%sk%s%n", 300_009, NO_EXTRAS, length)
            + get + get + NOOP + answer + answer + NOOP_DONE);
    }

    @Test
    void shouldSpeakOneDialectOnlyIfItIsTold() throws IOException {
        play(ServerConfig.builder().bindingProtocol(BindingProtocol.BINARY), NOOP + NOOP_DONE
            + "-\n@ conn 2\n> mn\\r\\nmn\\r\\nmn\\r\\nmn\\r\\nmn\\r\\nmn\\r\\n\n! closed\n");
        play(ServerConfig.builder().bindingProtocol(BindingProtocol.ASCII), "> mn\\r\\n\n< MN\\r\\n\n-\n@ conn 2\n"
            + "> \\x80 get k\\r\\n\n< ERROR\\r\\n\n");
    }
}
