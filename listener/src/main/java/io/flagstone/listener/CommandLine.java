/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.listener.command.ProductVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads memcached's command line into a {@link ServerConfig}.
 *
 * <p>The first thing that is wrong ends the reading, as in memcached: its exit code is 1 for an unknown option and for
 * a count that is not positive, and 64 for the rest. What memcached has and this version has not is refused with a
 * sentence.
 *
 * <p>{@code -V} prints one line whose last two words are those of memcached, {@code memcached 1.6.45}, since scripts
 * look for the last word or for the word behind {@code memcached}; Flagstone's own version stands before them.
 */
final class CommandLine {
    private static final int MANY_THREADS = 64;
    private final ServerConfigBuilder builder = ServerConfig.builder();
    private final ListenOptions listen = new ListenOptions(builder);
    private final MemoryOptions memory = new MemoryOptions(builder);
    private final ExtendedOptions extended = new ExtendedOptions(builder);
    private final Map<String, String> environment;
    private int verbosity;
    private String warning;

    private CommandLine(final Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Reads a command line alone.
     *
     * @param arguments as given to the program.
     * @return a configuration, or what to print and how to exit.
     */
    static CommandLineResult parse(final String... arguments) {
        return parse(Map.of(), arguments);
    }

    /**
     * Reads a command line, what the environment says beside it, and the file of options that one of them names. What
     * one says hides what those after it say of the same option, except that the names behind {@code -o} add up.
     *
     * @param environment variables by name.
     * @param arguments   as given to the program.
     * @return a configuration, or what to print and how to exit.
     */
    static CommandLineResult parse(final Map<String, String> environment, final String... arguments) {
        final CommandLine commandLine = new CommandLine(environment);
        final List<GivenOption> words = GivenOption.read(null, arguments);
        for (final GivenOption given : words) {
            if (given.option() != null && given.option().onlyPrints()) {
                return commandLine.read(List.of(words));
            }
        }
        final OptionVariables variables = new OptionVariables(environment);
        final List<GivenOption> named = variables.read();
        final String file = file(words, file(named, null));
        commandLine.warning = variables.warning();
        return commandLine.read(List.of(file == null ? List.of() : OptionFile.read(file), named, words));
    }

    private static String file(final List<GivenOption> options, final String otherwise) {
        String file = otherwise;
        for (final GivenOption given : options) {
            file = given.option() == CommandLineOption.CONFIG ? given.text() : file;
        }
        return file;
    }

    /**
     * Reads sources, of which each hides what those before it say. In loops rather than streams, whose first use takes
     * some of the time of every start.
     */
    private CommandLineResult read(final List<List<GivenOption>> sources) {
        for (int i = 0; i < sources.size(); i++) {
            final Set<CommandLineOption> hidden = EnumSet.noneOf(CommandLineOption.class);
            for (final List<GivenOption> later : sources.subList(i + 1, sources.size())) {
                for (final GivenOption given : later) {
                    if (given.option() != null) {
                        hidden.add(given.option());
                    }
                }
            }
            hidden.removeAll(List.of(CommandLineOption.EXTENDED, CommandLineOption.CONFIG));
            for (final GivenOption given : sources.get(i)) {
                final CommandLineResult end = given.refusal() != null ? given.refusal()
                    : hidden.contains(given.option()) ? null : apply(given);
                if (end != null) {
                    return given.placed(end);
                }
            }
        }
        return finish();
    }

    private CommandLineResult apply(final GivenOption given) {
        final CommandLineOption option = given.option();
        final boolean fromFile = given.place() != null && given.place().indexOf(':') >= 0;
        if (given.place() != null && (option.onlyPrints() || fromFile && option == CommandLineOption.CONFIG)) {
            return usage(option.flag() + " must stand on the command line");
        }
        return take(given);
    }

    private CommandLineResult take(final GivenOption given) {
        final String text = given.text();
        return switch (given.option()) {
            case PORT -> listen.port(text);
            case UDP_PORT -> listen.udpPort(text);
            case UNIX_SOCKET -> given.path(builder::unixSocket);
            case LISTEN -> listen.listen(text);
            case CONN_LIMIT -> given.count("Maximum connections", builder::maxConnections);
            case LISTEN_BACKLOG -> given.count("Listen backlog", builder::backlog);
            case THREADS -> given.count("Number of threads", this::threads);
            case MAX_REQS_PER_EVENT -> given.count("Number of requests per event", builder::requestsPerEvent);
            case MEMORY_LIMIT -> memory.memoryLimit(text);
            case DISABLE_EVICTIONS -> accepted(builder.evictions(false));
            case EVICTION_POLICY -> memory.evictionPolicy(text);
            case EXTENDED -> extended.read(text);
            case MAX_ITEM_SIZE -> memory.maximumItemSize(text);
            case SLAB_GROWTH_FACTOR -> memory.growthFactor(text);
            case SLAB_MIN_SIZE -> given.count("Chunk size", builder::minimumChunk);
            case ENABLE_LARGEPAGES -> accepted(builder.hugePages(true).prefault(true));
            case PREFAULT -> accepted(builder.prefault(true));
            case MEMORY_FILE -> given.path(builder::memoryFile);
            case LOCK_MEMORY -> accepted(builder.lockMemory(true));
            case ENABLE_SHUTDOWN -> accepted(builder.shutdownCommand(true));
            case DISABLE_DUMPING -> accepted(builder.dumping(false));
            case DISABLE_WATCH -> accepted(builder.watching(false));
            case STATS_PREFIX -> prefix(text);
            case USER -> accepted(builder.user(text));
            case DAEMON -> accepted(builder.daemon(true));
            case PIDFILE -> given.path(builder::pidFile);
            case VERBOSE -> accepted(builder.verbosity(++verbosity));
            case PROTOCOL -> listen.protocol(text);
            case HELP -> CommandLineResult.print(HelpText.render());
            case VERSION -> CommandLineResult.print(ProductVersion.line());
            case LICENSE -> CommandLineResult.print(LicenseText.render());
            case UNIX_MASK -> listen.unixMask(text);
            case ENABLE_COREDUMPS -> accepted(builder.coreDumps(true));
            case DISABLE_CAS -> accepted(builder.cas(false));
            case ENABLE_SASL -> accepted(builder.sasl(true));
            case AUTH_FILE -> given.path(builder::authFile);
            case SASL_FILE -> given.path(builder::saslFile);
            case ENABLE_SSL -> extended.tls().enable();
            case DISABLE_FLUSH_ALL -> accepted(builder.flushAll(false));
            case OUTPUT_LIMIT -> outputLimit(text);
            case ADMIN_ADDRESS -> listen.adminAddress(text);
            case CONFIG -> null;
            case NAPI_IDS -> "0".equals(text) ? null
                : usage("-N must be 0: " + given + "; " + given.option().instead());
        };
    }

    private CommandLineResult finish() {
        CommandLineResult misfit = memory.finish();
        misfit = misfit != null ? misfit : listen.finish(environment);
        misfit = misfit != null ? misfit : extended.finish(memory.policy());
        if (misfit != null) {
            return misfit;
        }
        if (extended.tls().idle() != null) {
            warn("WARNING: -o " + extended.tls().idle() + " changes nothing without -Z");
        }
        try {
            return CommandLineResult.serve(builder.build(), warning);
        } catch (final IllegalArgumentException e) {
            return usage(OptionTerms.translate(e.getMessage()));
        }
    }

    private void threads(final int number) {
        if (number > MANY_THREADS) {
            warn("WARNING: Setting a high number of worker threads is not recommended.\n"
                + " Set this value to the number of cores in your machine or less.");
        }
        builder.threads(number);
    }

    private void warn(final String text) {
        warning = warning == null ? text : warning + '\n' + text;
    }

    private CommandLineResult outputLimit(final String text) {
        final long bytes = Numbers.parseSize(text, 1);
        return bytes > 0 ? accepted(builder.outputLimit(bytes))
            : usage("--output-limit must be a number of bytes > 0 or have a suffix k, m or g: --output-limit " + text);
    }

    private CommandLineResult prefix(final String text) {
        if (text.length() != 1 || text.charAt(0) > 0x7F) {
            return usage("the delimiter of prefixes must be one ASCII character: -D \"" + text + "\"");
        }
        return accepted(builder.detail(text.charAt(0)));
    }

    /** Lets a setter of the builder stand as an arm of a switch. */
    private static CommandLineResult accepted(final ServerConfigBuilder ignored) {
        return null;
    }

    private static CommandLineResult usage(final String text) {
        return CommandLineResult.refuse(ExitCode.USAGE, text);
    }
}
