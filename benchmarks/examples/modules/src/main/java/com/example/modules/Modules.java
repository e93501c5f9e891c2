/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package com.example.modules;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.typed.Cache;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;

public class Modules {
    record City(String name, int people) {
    }

    public static void main(String[] args) throws Exception {
        ServerConfig config = ServerConfig.builder().address("127.0.0.1").port(0).build();
        try (ByteCache bytes = ByteCache.builder().build();
            Cache<String, City> cities = Cache.builder(String.class, City.class).over(bytes).build();
            MemcachedServer server = MemcachedServer.start(config, bytes)) {
            cities.get("bern", name -> new City("Bern", 134_591));
            System.out.println(Modules.class.getModule().getName() + " has " + cities.getIfPresent("bern") + " from "
                + Cache.class.getModule().getName() + ", served by " + server.getClass().getModule().getName()
                + (server.port() > 0 ? "" : " nowhere"));
        }
    }
}
