/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package com.example;

import io.flagstone.engine.typed.Cache;

public class SixLines {
    private static int counted;

    public static void main(String[] args) {
        try (Cache<String, Integer> lengths = Cache.builder(String.class, Integer.class).build()) {
            lengths.get("flagstone", SixLines::count);
            int letters = lengths.get("flagstone", SixLines::count);
            System.out.println(letters + " letters, counted " + (counted == 1 ? "once" : counted + " times"));
        }
    }

    private static Integer count(String word) {
        counted++;
        return word.length();
    }
}
