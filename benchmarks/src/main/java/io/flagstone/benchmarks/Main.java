/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks;

import io.flagstone.benchmarks.differential.DifferentialCommand;
import io.flagstone.benchmarks.footprint.MemoryCommand;
import io.flagstone.benchmarks.footprint.SoakCommand;
import io.flagstone.benchmarks.footprint.StartCommand;
import io.flagstone.benchmarks.footprint.TestServerCommand;
import io.flagstone.benchmarks.growth.GrowthCommand;
import io.flagstone.benchmarks.latency.LatencyCommand;
import io.flagstone.benchmarks.latency.PauseCommand;
import io.flagstone.benchmarks.load.LoadCommand;
import io.flagstone.benchmarks.replay.HitRatioCommand;
import io.flagstone.benchmarks.report.ReportCommand;
import io.flagstone.benchmarks.result.JmhRoundsCommand;
import io.flagstone.benchmarks.server.ServerCommand;
import io.flagstone.benchmarks.server.soak.ServerSoakCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The jar's commands. A call that names a benchmark is JMH's. */
@Command(name = "benchmarks", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
    subcommands = {DifferentialCommand.class, GrowthCommand.class, HitRatioCommand.class, JmhRoundsCommand.class,
        LatencyCommand.class, LoadCommand.class, MemoryCommand.class, PauseCommand.class, ReportCommand.class,
        ServerCommand.class, ServerSoakCommand.class, SoakCommand.class, StartCommand.class,
        TestServerCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures Flagstone. What begins with the name of a benchmark, such as 'CacheGetBenchmark -prof gc',"
        + " goes to JMH.",
    footer = "  jmh       runs JMH's benchmarks; 'jmh -h' lists its options, 'jmh -l' the benchmarks")
public final class Main {
    /** The status of what was not measured to its end; 1 is that of a command which finds what it measured wrong. */
    private static final int BROKE = 2;
    private static final String JMH = "jmh";

    private Main() {
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            final String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"flagstone-benchmarks " + (version == null ? "unpackaged" : version)};
        }
    }

    /**
     * Runs one command and ends the JVM with 0, with 1 if what was measured is not as asked, or with 2 if it was not
     * measured: an argument or a file is bad, something broke, or there is no such command.
     *
     * @param arguments name of the command and its options
     * @throws IOException if JMH cannot read its list of benchmarks
     */
    public static void main(final String[] arguments) throws IOException {
        final CommandLine line = commandLine();
        if (isJmhs(arguments)) {
            final boolean named = JMH.equals(arguments[0]);
            org.openjdk.jmh.Main.main(named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments);
        } else {
            System.exit(run(line, arguments));
        }
    }

    static boolean isJmhs(final String... arguments) {
        return arguments.length > 0 && (JMH.equals(arguments[0]) || isBenchmark(arguments[0]));
    }

    /** Whether JMH would find a benchmark by this word. */
    private static boolean isBenchmark(final String word) {
        try {
            final Pattern pattern = Pattern.compile(word);
            return !word.isEmpty() && benchmarks().stream().anyMatch(name -> pattern.matcher(name).find());
        } catch (final PatternSyntaxException e) {
            return false;
        }
    }

    private static List<String> benchmarks() {
        try (var list = Main.class.getResourceAsStream(BenchmarkList.BENCHMARK_LIST)) {
            final Collection<BenchmarkListEntry> all = list == null ? List.of()
                : BenchmarkList.readBenchmarkList(list);
            return all.stream().map(BenchmarkListEntry::getUsername).toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int run(final CommandLine line, final String... arguments) {
        final String word = arguments.length == 0 ? "--help" : arguments[0];
        if (line.getSubcommands().containsKey(word) || line.getCommandSpec().findOption(word) != null) {
            try {
                return line.execute(arguments.length == 0 ? new String[] {word} : arguments);
            } catch (final Error e) {
                e.printStackTrace(line.getErr());
                return BROKE;
            }
        }
        line.getErr().println(line.getCommandName() + ": a command must be one of "
            + String.join(", ", line.getSubcommands().keySet()) + ", " + JMH + ", or name a benchmark: command="
            + word);
        line.getErr().println("'" + line.getCommandName() + " --help' describes them, '" + JMH + " -l' lists the"
            + " benchmarks");
        return BROKE;
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
        return BROKE;
    }

    private static int fail(final Exception e, final CommandLine line) {
        if (e instanceof ParameterException || e instanceof IllegalArgumentException || e instanceof IOException) {
            line.getErr().println(line.getCommandName() + ": " + e.getMessage());
        } else {
            e.printStackTrace(line.getErr());
        }
        return BROKE;
    }
}
