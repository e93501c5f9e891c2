/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks;

import io.flagstone.benchmarks.footprint.MemoryCommand;
import io.flagstone.benchmarks.footprint.SoakCommand;
import io.flagstone.benchmarks.footprint.StartCommand;
import io.flagstone.benchmarks.pause.PauseCommand;
import io.flagstone.benchmarks.replay.HitRatioCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The jar's commands. A call that names none of them is JMH's. */
@Command(name = "benchmarks", mixinStandardHelpOptions = true,
    subcommands = {HitRatioCommand.class, MemoryCommand.class, PauseCommand.class, SoakCommand.class,
        StartCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures Flagstone. Whatever else is given, such as 'CacheGetBenchmark -prof gc', goes to JMH.",
    footer = "  jmh       runs JMH's benchmarks; 'jmh -h' lists its options, 'jmh -l' the benchmarks")
public final class Main {
    private static final int FAILURE = 1;

    private Main() {
    }

    /**
     * Runs one command and ends the JVM with 0, or with 1 if anything was wrong.
     *
     * @param arguments name of the command and its options
     * @throws IOException if JMH cannot read its list of benchmarks
     */
    public static void main(final String[] arguments) throws IOException {
        final CommandLine line = commandLine();
        if (isOurs(line, arguments)) {
            System.exit(line.execute(arguments));
        }
        final boolean named = "jmh".equals(arguments[0]);
        org.openjdk.jmh.Main.main(named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments);
    }

    static boolean isOurs(final CommandLine line, final String[] arguments) {
        return arguments.length == 0 || "--help".equals(arguments[0])
            || line.getSubcommands().containsKey(arguments[0]);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
            .setParameterExceptionHandler((e, arguments) -> refuse(e.getCommandLine(), e.getMessage()))
            .setExecutionExceptionHandler((e, line, result) -> fail(e, line))
            .setUsageHelpWidth(120);
    }

    private static int refuse(final CommandLine line, final String message) {
        final PrintWriter err = line.getErr();
        err.println(line.getCommandName() + ": " + message);
        err.println("'" + line.getCommandSpec().qualifiedName() + " --help' lists the options");
        return FAILURE;
    }

    private static int fail(final Exception e, final CommandLine line) {
        if (e instanceof ParameterException || e instanceof IllegalArgumentException || e instanceof IOException) {
            line.getErr().println(line.getCommandName() + ": " + e.getMessage());
        } else {
            e.printStackTrace(line.getErr());
        }
        return FAILURE;
    }
}
