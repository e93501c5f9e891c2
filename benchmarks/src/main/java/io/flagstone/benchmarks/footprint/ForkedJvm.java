/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import io.flagstone.benchmarks.console.Rule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs a command of this jar in a JVM of its own, whose resident memory is the measurement's and nobody else's. Its
 * heap is small, fixed and touched before the start, so that it does not grow while the cache does.
 */
public final class ForkedJvm {
    /** Says that the command runs where it is measured. */
    public static final String HERE = "--here";

    /** The class that runs the commands of this jar. */
    public static final String MAIN = "io.flagstone.benchmarks.Main";

    private static final String HEAP = "64m";

    private ForkedJvm() {
    }

    /** Runs a command with its options in a fixed heap and waits for its end; gives its exit status. */
    static int runCommand(final String command, final List<String> own, final List<String> ofValues)
            throws IOException {
        final List<String> all = new ArrayList<>(List.of(command));
        all.addAll(own);
        all.addAll(ofValues);
        all.add(HERE);
        return run(List.of("-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"), MAIN, all);
    }

    /**
     * Runs a program of this class path and waits for its end.
     *
     * @param flags     of the JVM
     * @param main      the program's class
     * @param arguments of the program
     * @return its exit status
     * @throws IOException if it cannot be run
     */
    public static int run(final List<String> flags, final String main, final List<String> arguments)
            throws IOException {
        return await(builder(flags, main, arguments).inheritIO().start(), process -> List.of()).status();
    }

    /** Runs a program and waits for its end; gives its exit status and what it printed. */
    static Outcome ask(final List<String> flags, final String main, final List<String> arguments) throws IOException {
        return await(builder(flags, main, arguments).redirectErrorStream(true).start(),
            process -> process.inputReader().lines().toList());
    }

    /**
     * Says how a program of this class path is run.
     *
     * @param flags     of the JVM
     * @param main      the program's class
     * @param arguments of the program
     * @return the words of the command line
     */
    public static List<String> command(final List<String> flags, final String main, final List<String> arguments) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp",
            System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return command;
    }

    private static ProcessBuilder builder(final List<String> flags, final String main, final List<String> arguments) {
        Rule.require(new File("/proc/self/status").canRead(), "the system must be a Linux: os="
            + System.getProperty("os.name"));
        return new ProcessBuilder(command(flags, main, arguments));
    }

    private static Outcome await(final Process process, final Function<Process, List<String>> reader)
            throws IOException {
        final Thread stopper = new Thread(process::destroy, "stop-forked-jvm");
        Runtime.getRuntime().addShutdownHook(stopper);
        try {
            final List<String> said = reader.apply(process);
            final int status = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(stopper);
            return new Outcome(status, said);
        } catch (final InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the forked JVM ran", e);
        }
    }

    /**
     * How a program ended.
     *
     * @param status it ended with
     * @param said   lines that it printed
     */
    record Outcome(int status, List<String> said) {
    }
}
