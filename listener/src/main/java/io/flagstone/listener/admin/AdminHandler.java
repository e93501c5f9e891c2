/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests to the admin port. */
final class AdminHandler implements HttpHandler {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;
    private static final long NO_BODY = -1;
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";
    private static final Pattern AFTER = Pattern.compile("after=(-?[0-9]{1,18})");

    private final AllowedHosts hosts;
    private final MetricsPage metrics;
    private final StatsJson json;
    private final BooleanSupplier stopping;

    AdminHandler(final AllowedHosts hosts, final MetricsPage metrics, final StatsJson json,
            final BooleanSupplier stopping) {
        this.hosts = hosts;
        this.metrics = metrics;
        this.json = json;
        this.stopping = stopping;
    }

    @Override
    public void handle(final HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (final RuntimeException e) {
                answer = stopping.getAsBoolean() ? Answer.line(UNAVAILABLE, "stopping")
                    : Answer.line(FAILED, "cannot answer: " + e);
            }
            send(exchange, answer);
        }
    }

    private Answer answer(final HttpExchange exchange) {
        final List<String> names = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (names.size() > 1) {
            return Answer.line(BAD_REQUEST, "one Host at most: " + names);
        }
        if (!hosts.allow(names.isEmpty() ? null : names.get(0))) {
            return Answer.line(FORBIDDEN, "Host must be an address, localhost, or the name in --admin-address: Host="
                + names.get(0));
        }
        final String method = exchange.getRequestMethod();
        if (!GET.equals(method) && !HEAD.equals(method)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.line(METHOD_NOT_ALLOWED, "GET and HEAD only: method=" + method);
        }
        final String query = exchange.getRequestURI().getRawQuery();
        return switch (exchange.getRequestURI().getPath()) {
            case "/" -> page(exchange.getResponseHeaders());
            case "/health" -> stopping.getAsBoolean() ? Answer.line(UNAVAILABLE, "stopping")
                : Answer.of("text/plain; charset=utf-8", "ok\n");
            case "/metrics" -> Answer.of(PrometheusText.TYPE, metrics.text());
            case "/stats.json" -> stats(query);
            default -> Answer.line(NOT_FOUND, "there are /, /health, /metrics and /stats.json");
        };
    }

    private static Answer page(final Headers headers) {
        headers.set("Content-Security-Policy", Dashboard.policy());
        return new Answer(200, "text/html; charset=utf-8", Dashboard.page());
    }

    private Answer stats(final String query) {
        final Matcher after = AFTER.matcher(query == null ? "after=-1" : query);
        return after.matches() ? Answer.of("application/json", json.text(Long.parseLong(after.group(1))))
            : Answer.line(BAD_REQUEST, "the query must be after=NUMBER: " + query);
    }

    private static void send(final HttpExchange exchange, final Answer answer) throws IOException {
        final Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (HEAD.equals(exchange.getRequestMethod())) {
            headers.set("Content-Length", Integer.toString(answer.body().length));
            exchange.sendResponseHeaders(answer.status(), NO_BODY);
        } else {
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }
}
