/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package com.example.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.typed.Cache;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that keeps what it has loaded in its own process, and lets everybody who speaks memcached's protocol read
 * and write the same entries: {@code GET /name/7} here is {@code get name:7} there.
 *
 * <pre>
 * java -jar target/service.jar 8080 11211
 * </pre>
 */
public final class Service implements AutoCloseable {
    private final ByteCache bytes = ByteCache.builder().memoryLimit(256L << 20).build();
    private final Cache<Integer, String> names = Cache.builder(Integer.class, String.class).over(bytes)
        .keyPrefix("name:").expireAfterWrite(Duration.ofMinutes(10)).build();
    private final Cache<Integer, Long> stock = Cache.builder(Integer.class, Long.class).over(bytes)
        .keyPrefix("stock:").build();
    private final Cache<Integer, byte[]> pictures = Cache.builder(Integer.class, byte[].class).over(bytes)
        .keyPrefix("picture:").build();
    private final Warehouse warehouse = new Warehouse();
    private final MemcachedServer memcached;
    private final HttpServer http;

    public Service(int httpPort, int memcachedPort) throws IOException {
        memcached = MemcachedServer.start(
            ServerConfig.builder().address("127.0.0.1").port(memcachedPort).build(), bytes);
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", httpPort), 0);
        http.createContext("/", this::handle);
        http.setExecutor(Executors.newFixedThreadPool(4));
        http.start();
    }

    private byte[] get(String kind, int product) {
        return switch (kind) {
            case "name" -> text(names.get(product, warehouse::name));
            case "stock" -> text(stock.get(product, warehouse::stock));
            case "picture" -> pictures.get(product, warehouse::picture);
            case "loads" -> text(warehouse.loads.get());
            default -> throw new IllegalArgumentException("name, stock or picture: " + kind);
        };
    }

    private void put(String kind, int product, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        switch (kind) {
            case "name" -> names.put(product, text);
            case "stock" -> stock.put(product, Long.valueOf(text));
            case "picture" -> pictures.put(product, body);
            default -> throw new IllegalArgumentException("name, stock or picture: " + kind);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] answer = new byte[0];
        int status = 200;
        try {
            String[] path = exchange.getRequestURI().getPath().split("/");
            int product = path.length > 2 ? Integer.parseInt(path[2]) : 0;
            if (exchange.getRequestMethod().equals("PUT")) {
                put(path[1], product, exchange.getRequestBody().readAllBytes());
            } else {
                answer = get(path[1], product);
            }
        } catch (RuntimeException e) {
            status = 500;
            answer = text(e);
        }
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private static byte[] text(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.stop(0);
        memcached.close();
        bytes.close();
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: java -jar service.jar HTTP_PORT MEMCACHED_PORT (0 for any that is free)");
            System.exit(64);
        }
        Service service = new Service(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        System.out.println("http on " + service.http.getAddress().getPort() + ", memcached on "
            + service.memcached.port());
    }

    /** Where the truth is, and where it takes long to ask. */
    private static final class Warehouse {
        private final AtomicInteger loads = new AtomicInteger();

        String name(int product) {
            loads.incrementAndGet();
            return "Näme of " + product;
        }

        long stock(int product) {
            loads.incrementAndGet();
            return 100L * product;
        }

        byte[] picture(int product) {
            loads.incrementAndGet();
            byte[] picture = new byte[product];
            for (int i = 0; i < product; i++) {
                picture[i] = (byte) i;
            }
            return picture;
        }
    }
}
