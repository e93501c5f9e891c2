/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package com.example.junit;

import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import net.spy.memcached.MemcachedClient;

/** Names of users, from memcached if it has them and else from the database; not one word of it is about tests. */
public final class UserNames {
    private static final int SECONDS = 300;

    private final MemcachedClient memcached;
    private final IntFunction<String> database;

    public UserNames(MemcachedClient memcached, IntFunction<String> database) {
        this.memcached = memcached;
        this.database = database;
    }

    public String of(int user) throws Exception {
        String key = "user:" + user;
        Object found = memcached.get(key);
        if (found != null) {
            return (String) found;
        }
        String name = database.apply(user);
        try {
            memcached.set(key, SECONDS, name).get();
        } catch (ExecutionException e) {
            // Not stored: whoever asks next asks the database, too.
        }
        return name;
    }
}
