/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How both servers are started, and how often and for how long they are measured: the options of the command. */
final class Bench {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "7", description = "of both servers, in turn; the"
        + " median counts (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "4", description = "that a round lasts (default:"
        + " ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--warmup", paramLabel = "S", defaultValue = "10", description = "seconds of load on Flagstone"
        + " before the first round (default: ${DEFAULT-VALUE})")
    private double warmup;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "10", description = "that latency is measured for"
        + " each server, in all rounds, and noise is made (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--flagstone", paramLabel = "JAR", defaultValue = "listener/target/flagstone.jar", description =
        "(default: ${DEFAULT-VALUE})")
    private String jar;

    @Option(names = "--memcached", paramLabel = "BIN", defaultValue = "memcached", description = "(default:"
        + " ${DEFAULT-VALUE})")
    private String memcached;

    @Option(names = "--redis", paramLabel = "BIN", defaultValue = "redis-server", description = "(default:"
        + " ${DEFAULT-VALUE})")
    private String redis;

    @Option(names = "--java", paramLabel = "BIN", description = "that runs Flagstone (default: the one that runs this)")
    private String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Option(names = "--other-java", paramLabel = "BIN", description = "whose start is measured too (default: that of a"
        + " JDK 25 in /usr/lib/jvm)")
    private String otherJava;

    @Option(names = "--server-core", paramLabel = "N", defaultValue = "0", description = "(default: ${DEFAULT-VALUE})")
    private int serverCore;

    @Option(names = "--load-core", paramLabel = "N", defaultValue = "1", description = "(default: ${DEFAULT-VALUE})")
    private int loadCore;

    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

    private final Progress progress = new Progress();
    private Pinning pinning;

    /** Refuses options that make no sense, before anything is started. */
    void check() throws IOException {
        Rule.require(rounds >= 1, "--rounds must be >= 1: rounds=" + rounds);
        Rule.require(seconds > 0, "--seconds must be > 0: seconds=" + seconds);
        Rule.require(warmup >= 0, "--warmup must be >= 0: warmup=" + warmup);
        Rule.require(minutes > 0, "--minutes must be > 0: minutes=" + minutes);
        Rule.require(serverCore >= 0 && loadCore >= 0, "--server-core and --load-core must be >= 0: serverCore="
            + serverCore + ", loadCore=" + loadCore);
        if (!Files.isReadable(Path.of(jar))) {
            throw new IOException("build it first (mvn package), or name it with --flagstone: jar=" + jar);
        }
    }

    int rounds() {
        return rounds;
    }

    double seconds() {
        return seconds;
    }

    double warmup() {
        return warmup;
    }

    double minutes() {
        return minutes;
    }

    Progress progress() {
        return progress;
    }

    String java() {
        return java;
    }

    /** The Java of a later JDK, or null if there is none. */
    String otherJava() {
        final File[] homes = new File("/usr/lib/jvm").listFiles((folder, name) -> name.contains("25"));
        if (otherJava == null && homes != null && homes.length > 0) {
            otherJava = homes[0] + "/bin/java";
        }
        return otherJava;
    }

    /** Puts this process on the load's core, and servers that are started from now on on theirs. */
    Pinning pinning() {
        if (pinning == null) {
            pinning = new Pinning(serverCore, loadCore);
        }
        return pinning;
    }

    /** Starts Flagstone on the server's core. */
    ServerProcess flagstone(final String... options) throws IOException {
        return ServerProcess.start("flagstone", pinning().server(flagstoneCommand(java, options)));
    }

    /** Starts Flagstone on the server's core, and lets nobody see what it logs: clients may make it log anything. */
    ServerProcess mutedFlagstone(final String... options) throws IOException {
        return ServerProcess.start("flagstone", pinning().server(flagstoneCommand(java, options)),
            ProcessBuilder.Redirect.DISCARD);
    }

    /** Starts memcached on the server's core. */
    ServerProcess memcached(final String... options) throws IOException {
        return ServerProcess.start(named("memcached", List.of(memcached, "-V")),
            pinning().server(memcachedCommand(options)));
    }

    /** Whether there is a Redis to compare with. */
    boolean hasRedis() {
        try {
            named("redis", List.of(redis, "--version"));
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    /** The name of a program with its version, by the first number that it answers when it is asked. */
    private static String named(final String name, final List<String> question) throws IOException {
        final Process process = new ProcessBuilder(question).redirectErrorStream(true).start();
        try (var in = process.inputReader()) {
            final Matcher version = VERSION.matcher(String.valueOf(in.readLine()));
            return version.find() ? name + " " + version.group() : name;
        }
    }

    /** Starts Redis on the server's core, as a cache: nothing goes to a disk. */
    ServerProcess redis() throws IOException {
        return ServerProcess.startRedis(named("redis", List.of(redis, "--version")),
            pinning().server(List.of(redis, "--save", "", "--appendonly", "no",
            "--maxmemory", "1gb", "--maxmemory-policy", "allkeys-lru")));
    }

    List<String> flagstoneCommand(final String onJava, final String... options) {
        return joined(List.of(onJava, "-jar", jar), options);
    }

    List<String> memcachedCommand(final String... options) {
        return joined(List.of(memcached), options);
    }

    private static List<String> joined(final List<String> command, final String... options) {
        final List<String> all = new ArrayList<>(command);
        all.addAll(List.of(options));
        return all;
    }
}
