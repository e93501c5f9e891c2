/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Options from the environment: {@code FLAGSTONE_MEMORY_LIMIT=1g} is {@code --memory-limit=1g}, and {@code
 * FLAGSTONE_OPTIONS} holds any number of words as on the command line.
 *
 * <p>An option without argument is given by {@code yes} and left out by {@code no}; an empty variable is none. What
 * Kubernetes makes of a service of this name, such as {@code FLAGSTONE_PORT=tcp://10.0.0.1:11211}, is not looked at.
 */
final class OptionVariables {

    /** What each variable begins with. */
    static final String PREFIX = "FLAGSTONE_";

    private static final String OPTIONS = PREFIX + "OPTIONS";
    private static final Set<String> YES = Set.of("yes", "true", "on", "1");
    private static final Set<String> NO = Set.of("no", "false", "off", "0", "");
    private static final String MORE_VERBOSE = "[23]";
    /** Set by Kubernetes, and by those who build images, not for us. */
    private static final String FOREIGN = PREFIX + "(SERVICE_.*|PORT_.*|HOME|VERSION|HELP|LICENSE)";

    private final Map<String, String> environment;

    OptionVariables(final Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Tells the name of an option's variable.
     *
     * @param option any.
     * @return the name.
     */
    static String nameOf(final CommandLineOption option) {
        return PREFIX + option.longName().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Reads the variables.
     *
     * @return the options; one may be a refusal.
     */
    List<GivenOption> read() {
        final List<GivenOption> given = new ArrayList<>();
        final String words = environment.getOrDefault(OPTIONS, "").strip();
        if (!words.isEmpty()) {
            given.addAll(GivenOption.read(OPTIONS, words.split("\\s+")));
        }
        final Set<CommandLineOption> own = new HashSet<>();
        final List<GivenOption> named = new ArrayList<>();
        for (final CommandLineOption option : CommandLineOption.values()) {
            final String value = environment.get(nameOf(option));
            if (value != null && !option.onlyPrints() && !isForeign(option, value)) {
                read(option, value.strip(), named);
                own.add(option);
            }
        }
        given.removeIf(option -> option.option() != CommandLineOption.EXTENDED && own.contains(option.option()));
        given.addAll(named);
        return given;
    }

    private static void read(final CommandLineOption option, final String value, final List<GivenOption> given) {
        final String place = nameOf(option);
        final String flag = value.toLowerCase(Locale.ROOT);
        if (option.takesArgument()) {
            if (!value.isEmpty()) {
                given.add(new GivenOption(option, value, place, null));
            }
        } else if (option == CommandLineOption.VERBOSE && flag.matches(MORE_VERBOSE)) {
            for (int i = 0; i < flag.charAt(0) - '0'; i++) {
                given.add(new GivenOption(option, null, place, null));
            }
        } else if (YES.contains(flag)) {
            given.add(new GivenOption(option, null, place, null));
        } else if (!NO.contains(flag)) {
            final String rule = option == CommandLineOption.VERBOSE ? " must be yes, no or 1 to 3: "
                : " must be yes or no: ";
            given.add(GivenOption.refused(null,
                CommandLineResult.refuse(ExitCode.ERROR, place + rule + place + '=' + value)));
        }
    }

    private static boolean isForeign(final CommandLineOption option, final String value) {
        return option == CommandLineOption.PORT && value.startsWith("tcp://");
    }

    /**
     * Looks for variables that were probably meant for the server.
     *
     * @return a warning, or null.
     */
    String warning() {
        final Set<String> unknown = new TreeSet<>();
        for (final String name : environment.keySet()) {
            if (name.startsWith(PREFIX) && !name.equals(OPTIONS) && !name.matches(FOREIGN)) {
                unknown.add(name);
            }
        }
        for (final CommandLineOption option : CommandLineOption.values()) {
            unknown.remove(nameOf(option));
        }
        return unknown.isEmpty() ? null : "WARNING: no option has this name in the environment: "
            + String.join(", ", unknown);
    }
}
