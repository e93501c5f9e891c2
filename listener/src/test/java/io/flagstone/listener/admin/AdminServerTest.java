/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {
    private static final String HOST = "127.0.0.1";
    private static final int PATIENCE_MILLIS = 60_000;

    private final AdminDesk desk = new AdminDesk();
    private AdminServer admin;

    @BeforeEach
    void open() throws IOException {
        admin = AdminServer.open(desk.state, desk.metrics, HOST, 0);
        admin.awaitOpen();
    }

    @AfterEach
    void close() {
        admin.close();
        desk.close();
    }

    private String exchange(final String request) throws IOException {
        try (Socket socket = new Socket(HOST, admin.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String ask(final String method, final String path, final String... headers) throws IOException {
        return exchange(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n"
            + (headers.length == 0 ? "Host: localhost:1\r\n" : String.join("\r\n", headers) + "\r\n") + "\r\n");
    }

    private static int status(final String response) {
        return Integer.parseInt(response.split(" ")[1]);
    }

    private static String body(final String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void shouldBeHealthyUntilTheServerStops() throws IOException {
        assertEquals("ok\n", body(ask("GET", "/health")));
        admin.stopping();
        final String stopping = ask("GET", "/health");
        assertEquals(503, status(stopping));
        assertEquals("stopping\n", body(stopping));
    }

    @Test
    void shouldServeMetrics() throws IOException {
        final String response = ask("GET", "/metrics");
        assertEquals(200, status(response));
        assertTrue(response.contains("Content-type: text/plain; version=0.0.4; charset=utf-8\r\n"), response);
        assertTrue(body(response).contains("\nmemcached_up 1\n"), response);
    }

    @Test
    void shouldServeThePageWithItsPolicy() throws IOException {
        final String response = ask("GET", "/");
        assertTrue(response.contains("Content-security-policy: " + Dashboard.policy() + "\r\n"), response);
        assertArrayEquals(Dashboard.page(), body(response).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/metrics", "/stats.json", "/none"})
    void shouldTellBrowsersToBeCareful(final String path) throws IOException {
        final String response = ask("GET", path);
        for (final String header : List.of("Cache-control: no-store", "X-content-type-options: nosniff",
            "X-frame-options: DENY", "Referrer-policy: no-referrer", "Cross-origin-resource-policy: same-origin")) {
            assertTrue(response.contains("\r\n" + header + "\r\n"), header + " in " + response);
        }
        assertFalse(response.contains("Access-Control"), response);
    }

    @Test
    void shouldAnswerHeadWithoutABody() throws IOException {
        final String response = ask("HEAD", "/health");
        assertEquals(200, status(response));
        assertTrue(response.contains("Content-length: 3\r\n"), response);
        assertEquals("", body(response));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE"})
    void shouldRefuseOtherMethods(final String method) throws IOException {
        final String response = ask(method, "/metrics");
        assertEquals(405, status(response));
        assertTrue(response.contains("Allow: GET, HEAD\r\n"), response);
    }

    @ParameterizedTest
    @CsvSource({"/none, 404", "/health/, 404", "/metrics/../, 404", "/stats.json?after=x, 400",
        "/stats.json?after=1&b=2, 400", "/stats.json?after=99999999999999999999, 400", "/stats.json?after=5, 200"})
    void shouldRefuseWhatIsNotThere(final String path, final int status) throws IOException {
        assertEquals(status, status(ask("GET", path)));
    }

    @Test
    void shouldRefuseANameThatAnybodyCanLetPointHere() throws IOException {
        final String response = ask("GET", "/stats.json", "Host: evil.example:80");
        assertEquals(403, status(response));
        assertEquals("Host must be an address, localhost, or the name in --admin-address: Host=evil.example:80\n",
            body(response));
        assertEquals(200, status(ask("GET", "/stats.json", "Host: 127.0.0.1:80")));
        assertEquals(400, status(ask("GET", "/stats.json", "Host: localhost", "Host: evil.example")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET\r\n\r\n", "\u0000\u0001\r\n\r\n",
        "GET http://[ HTTP/1.1\r\n\r\n"})
    void shouldOutliveWhatIsNoRequest(final String nonsense) throws IOException {
        final String response = exchange(nonsense);
        assertTrue(response.isEmpty() || status(response) / 100 == 4, response);
        assertEquals(200, status(ask("GET", "/health")));
    }

    @Test
    void shouldAnswerThoughMoreClientsDawdleThanThereAreThreads() throws IOException {
        final List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * AdminServer.HANDLERS; i++) {
                final Socket socket = new Socket(HOST, admin.port());
                slow.add(socket);
                socket.getOutputStream().write("GET /hea".getBytes(StandardCharsets.ISO_8859_1));
            }
            assertEquals("ok\n", body(ask("GET", "/health")));
        } finally {
            for (final Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void shouldShowTheKeysThatAreAskedForMost() throws IOException {
        desk.say("get <b>hot</b>\r\n", 610);
        final String body = body(ask("GET", "/stats.json"));
        assertTrue(body.contains("\"hotKeys\":[{\"key\":\"<b>hot</b>\",\"count\":10}]"), body);
        assertTrue(body.contains("\"commands\":[{\"name\":\"get\",\"samples\":10,"), body);
    }

    @Test
    void shouldNameTheAddressThatCannotBeHad() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            final AdminServer second = AdminServer.open(desk.state, desk.metrics, HOST, taken.getLocalPort());
            final BindException refused = assertThrows(BindException.class, second::awaitOpen);
            assertTrue(refused.getMessage().startsWith("cannot listen on adminAddress=127.0.0.1:"
                + taken.getLocalPort() + ": "), refused.getMessage());
            second.close();
        }
    }

    @Test
    void shouldLetGoOfItsPortAndItsThreads() throws IOException {
        final int port = admin.port();
        admin.close();
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            assertEquals(port, again.getLocalPort());
        }
    }
}
