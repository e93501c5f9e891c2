/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.house;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A rule about single lines: in the files that it is about, no line may contain what it forbids.
 *
 * @param name      as it is told to whoever breaks it.
 * @param scope     the paths it is about, relative to the repository, with slashes.
 * @param codeOnly  whether comments are left out.
 * @param forbidden what no line may contain.
 */
record HouseRule(String name, Predicate<String> scope, boolean codeOnly, Pattern forbidden) {

    static HouseRule inCode(final String name, final String scope, final String forbidden) {
        return new HouseRule(name, Pattern.compile(scope).asMatchPredicate(), true, Pattern.compile(forbidden));
    }

    static HouseRule inText(final String name, final String scope, final String forbidden) {
        return new HouseRule(name, Pattern.compile(scope).asMatchPredicate(), false, Pattern.compile(forbidden));
    }

    boolean isBrokenBy(final String path, final String line) {
        return scope.test(path) && !(codeOnly && isComment(line)) && forbidden.matcher(line).find();
    }

    private static boolean isComment(final String line) {
        final String text = line.strip();
        return text.startsWith("*") || text.startsWith("/*") || text.startsWith("//");
    }
}
