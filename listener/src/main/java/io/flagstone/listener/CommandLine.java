/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.EvictionPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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

    /** The release of memcached whose behaviour this server has. */
    static final String MEMCACHED_VERSION = "1.6.45";

    /** memcached's variable of the environment for a file of users. */
    private static final String SASL_FILE = "MEMCACHED_SASL_PWDB";

    private static final long MEGABYTE = 1024L * 1024;
    private static final int MIN_ITEM_SIZE = 1024;
    private static final long MAX_MEMORY = 256 * 1024 * MEGABYTE;
    private static final long MAX_ITEM_SIZE = 1024 * MEGABYTE;
    private static final int MANY_THREADS = 64;
    private static final int MAX_PORT = 65_535;
    private static final int FREE_PORT = -1;

    private final ServerConfigBuilder builder = ServerConfig.builder();
    /** What was asked for, or null. */
    private Integer port;
    private int udpPort;
    private boolean unixSocket;
    private int verbosity;
    private long memoryLimit = builder.memoryLimit;
    private String memoryText = "64";
    private long maximumItemSize = builder.maximumItemSize;
    private String itemText = "1m";
    private final ExtendedOptions extended = new ExtendedOptions(builder);
    private EvictionPolicy evictionPolicy;
    private BindingProtocol protocol;
    private String warning;

    private CommandLine() {
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
        final CommandLine commandLine = new CommandLine();
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
        return apply(option, given.text());
    }

    private CommandLineResult apply(final CommandLineOption option, final String text) {
        return switch (option) {
            case PORT -> port(text);
            case UDP_PORT -> udpPort(text);
            case UNIX_SOCKET -> unixSocket(text);
            case LISTEN -> listen(text);
            case CONN_LIMIT -> connLimit(text);
            case LISTEN_BACKLOG -> backlog(text);
            case THREADS -> threads(text);
            case MAX_REQS_PER_EVENT -> requestsPerEvent(text);
            case MEMORY_LIMIT -> memoryLimit(text);
            case DISABLE_EVICTIONS -> accepted(builder.evictions(false));
            case EVICTION_POLICY -> evictionPolicy(text);
            case EXTENDED -> extended.read(text);
            case MAX_ITEM_SIZE -> maximumItemSize(text);
            case SLAB_GROWTH_FACTOR -> growthFactor(text);
            case SLAB_MIN_SIZE -> minimumChunk(text);
            case ENABLE_LARGEPAGES -> accepted(builder.hugePages(true).prefault(true));
            case PREFAULT -> accepted(builder.prefault(true));
            case MEMORY_FILE -> path(option, text, builder::memoryFile);
            case LOCK_MEMORY -> accepted(builder.lockMemory(true));
            case ENABLE_SHUTDOWN -> accepted(builder.shutdownCommand(true));
            case DISABLE_DUMPING -> accepted(builder.dumping(false));
            case DISABLE_WATCH -> accepted(builder.watching(false));
            case STATS_PREFIX -> prefix(text);
            case USER -> accepted(builder.user(text));
            case DAEMON -> accepted(builder.daemon(true));
            case PIDFILE -> path(option, text, builder::pidFile);
            case VERBOSE -> accepted(builder.verbosity(++verbosity));
            case PROTOCOL -> protocol(text);
            case HELP -> CommandLineResult.print(HelpText.render());
            case VERSION -> CommandLineResult.print(ProductVersion.line());
            case LICENSE -> CommandLineResult.print(LicenseText.render());
            case UNIX_MASK -> unixMask(text);
            case ENABLE_COREDUMPS -> accepted(builder.coreDumps(true));
            case DISABLE_CAS -> accepted(builder.cas(false));
            case ENABLE_SASL -> accepted(builder.sasl(true));
            case AUTH_FILE -> path(option, text, builder::authFile);
            case SASL_FILE -> path(option, text, builder::saslFile);
            case ENABLE_SSL -> extended.tls().enable();
            case DISABLE_FLUSH_ALL -> accepted(builder.flushAll(false));
            case OUTPUT_LIMIT -> outputLimit(text);
            case ADMIN_ADDRESS -> adminAddress(text);
            case CONFIG -> null;
            case NAPI_IDS -> "0".equals(text) ? null : usage(option.flag() + " must be 0, " + option.instead() + ": "
                + option.flag() + ' ' + text);
        };
    }

    private CommandLineResult finish() {
        if (maximumItemSize < MIN_ITEM_SIZE) {
            return usage("Item max size cannot be less than 1024 bytes: -I " + itemText);
        }
        if (maximumItemSize > memoryLimit / 2) {
            return usage("Cannot set item size limit higher than 1/2 of memory max: -I " + itemText + " with -m "
                + memoryText);
        }
        if (maximumItemSize > MAX_ITEM_SIZE) {
            return usage("Cannot set item size limit higher than a gigabyte: -I " + itemText);
        }
        CommandLineResult misfit = ports();
        misfit = misfit != null ? misfit : access();
        misfit = misfit != null ? misfit : extended.finish(evictionPolicy);
        if (misfit != null) {
            return misfit;
        }
        if (extended.tls().idle() != null) {
            warn("WARNING: -o " + extended.tls().idle() + " changes nothing without -Z");
        }
        builder.memoryLimit(memoryLimit).maximumItemSize((int) maximumItemSize);
        try {
            return CommandLineResult.serve(builder.build(), warning);
        } catch (final IllegalArgumentException e) {
            return usage(OptionTerms.translate(e.getMessage()));
        }
    }

    /** As in memcached, the port of UDP is that of TCP too if nothing is said of TCP. */
    private CommandLineResult ports() {
        final int tcp = port != null ? port : udpPort != 0 ? udpPort : ServerConfig.DEFAULT_PORT;
        if (tcp == 0 && udpPort == 0 && !unixSocket) {
            return usage(
                "TCP is off and nothing else would listen: -p 0 needs -s FILE or -U NUM, and a free port is -p -1");
        }
        builder.tcp(tcp != 0).port(tcp == FREE_PORT ? 0 : tcp).udpPort(udpPort);
        return null;
    }

    /** memcached's words for what cannot be had together with names and passwords. */
    private CommandLineResult access() {
        if (builder.sasl && protocol != null && protocol != BindingProtocol.BINARY) {
            return usage("ERROR: You cannot allow the ASCII protocol while using SASL: -S needs -B binary");
        }
        if (builder.authFile != null && protocol != null && protocol != BindingProtocol.ASCII) {
            return usage("ERROR: You cannot allow the BINARY protocol while using ascii authentication tokens: "
                + "-Y needs -B ascii");
        }
        if (udpPort != 0 && (builder.sasl || builder.authFile != null)) {
            return usage("ERROR: Cannot enable UDP while using " + (builder.sasl ? "binary SASL authentication: -S"
                : "ascii authentication tokens: -Y") + " needs -U 0");
        }
        if (builder.sasl && builder.authFile != null) {
            return usage("-S is for the binary protocol and -Y for the text protocol: only one can be had");
        }
        return builder.sasl && builder.saslFile == null ? saslFile(System.getenv(SASL_FILE)) : null;
    }

    private CommandLineResult saslFile(final String text) {
        return text == null || text.isEmpty()
            ? usage("-S needs a file with lines of user:password, or nobody could come in: --sasl-file FILE, or the "
                + "environment variable " + SASL_FILE)
            : path(CommandLineOption.SASL_FILE, text, builder::saslFile);
    }

    private void warn(final String text) {
        warning = warning == null ? text : warning + '\n' + text;
    }

    private CommandLineResult port(final String text) {
        final long number = Numbers.parseInt(text);
        if (number < FREE_PORT || number > MAX_PORT) {
            return usage("ERROR: Invalid port number, it must be 0 to 65535 or -1 for a free one: -p " + text);
        }
        port = (int) number;
        return null;
    }

    private CommandLineResult udpPort(final String text) {
        final long number = Numbers.parseInt(text);
        if (number < FREE_PORT || number > MAX_PORT) {
            return usage("ERROR: Invalid port number, it must be 0 to 65535 or -1 for a free one: -U " + text);
        }
        udpPort = (int) number;
        return null;
    }

    private CommandLineResult unixSocket(final String text) {
        unixSocket = true;
        return path(CommandLineOption.UNIX_SOCKET, text, builder::unixSocket);
    }

    private static CommandLineResult path(
        final CommandLineOption option, final String text, final Consumer<Path> target) {
        try {
            if (text.isEmpty()) {
                return usage("path must not be empty: " + option.flag());
            }
            target.accept(Path.of(text));
            return null;
        } catch (final InvalidPathException e) {
            return usage("path must be valid: " + option.flag() + ' ' + text);
        }
    }

    private CommandLineResult unixMask(final String text) {
        if (!text.matches("0*[0-7]{1,3}")) {
            return usage("mask must be octal, 0 to 0777: -a " + text);
        }
        return accepted(builder.unixMask(Integer.parseInt(text, Byte.SIZE)));
    }

    private CommandLineResult outputLimit(final String text) {
        final long bytes = Numbers.parseSize(text, 1);
        return bytes > 0 ? accepted(builder.outputLimit(bytes))
            : usage("--output-limit must be a number of bytes > 0 or have a suffix k, m or g: --output-limit " + text);
    }

    private CommandLineResult adminAddress(final String text) {
        try {
            return accepted(builder.adminAddress(text));
        } catch (final IllegalArgumentException e) {
            return usage(OptionTerms.translate(e.getMessage()));
        }
    }

    private CommandLineResult listen(final String text) {
        int start = 0;
        for (int end = 0; end <= text.length(); end++) {
            if (end == text.length() || text.charAt(end) == ',' || text.charAt(end) == ';') {
                final CommandLineResult refusal = end == start ? null : address(text.substring(start, end).trim());
                if (refusal != null) {
                    return refusal;
                }
                start = end + 1;
            }
        }
        return text.isEmpty() ? error("address must not be empty: -l") : null;
    }

    private CommandLineResult address(final String text) {
        try {
            ListenAddress.parse(text);
        } catch (final IllegalArgumentException e) {
            return error(e.getMessage());
        }
        return accepted(builder.address(text));
    }

    private CommandLineResult connLimit(final String text) {
        final CommandLineResult refusal = notPositive("Maximum connections", CommandLineOption.CONN_LIMIT, text);
        return refusal != null ? refusal : accepted(builder.maxConnections((int) Numbers.parseInt(text)));
    }

    private CommandLineResult backlog(final String text) {
        final CommandLineResult refusal = notPositive("Listen backlog", CommandLineOption.LISTEN_BACKLOG, text);
        return refusal != null ? refusal : accepted(builder.backlog((int) Numbers.parseInt(text)));
    }

    private CommandLineResult threads(final String text) {
        final CommandLineResult refusal = notPositive("Number of threads", CommandLineOption.THREADS, text);
        if (refusal != null) {
            return refusal;
        }
        final long number = Numbers.parseInt(text);
        if (number > MANY_THREADS) {
            warn("WARNING: Setting a high number of worker threads is not recommended.\n"
                + " Set this value to the number of cores in your machine or less.");
        }
        return accepted(builder.threads((int) number));
    }

    private CommandLineResult requestsPerEvent(final String text) {
        final CommandLineResult refusal =
            notPositive("Number of requests per event", CommandLineOption.MAX_REQS_PER_EVENT, text);
        return refusal != null ? refusal : accepted(builder.requestsPerEvent((int) Numbers.parseInt(text)));
    }

    private CommandLineResult memoryLimit(final String text) {
        memoryText = text;
        memoryLimit = Numbers.parseSize(text, MEGABYTE);
        if (memoryLimit == Numbers.MALFORMED) {
            return usage("Memory limit must be a number of megabytes or have a suffix k, m, g or t: -m " + text);
        }
        if (memoryLimit > MAX_MEMORY) {
            return usage("Memory limit must be at most 256 gigabytes: -m " + text);
        }
        return null;
    }

    private CommandLineResult maximumItemSize(final String text) {
        itemText = text;
        maximumItemSize = Numbers.parseSize(text, 1);
        if (maximumItemSize == Numbers.MALFORMED) {
            return usage("Item max size must be a number of bytes or have a suffix k, m or g: -I " + text);
        }
        return null;
    }

    private CommandLineResult evictionPolicy(final String text) {
        try {
            evictionPolicy = EvictionPolicy.named(text);
            return null;
        } catch (final IllegalArgumentException e) {
            return usage(OptionTerms.translate(e.getMessage()));
        }
    }

    private CommandLineResult growthFactor(final String text) {
        final double factor = Numbers.parseFactor(text);
        if (Double.isNaN(factor)) {
            return error("Factor must be a number such as 1.25: -f " + text);
        }
        if (!(factor > 1.0)) {
            return error("Factor must be greater than 1: -f " + text);
        }
        return accepted(builder.growthFactor(factor));
    }

    private CommandLineResult minimumChunk(final String text) {
        final CommandLineResult refusal = notPositive("Chunk size", CommandLineOption.SLAB_MIN_SIZE, text);
        return refusal != null ? refusal : accepted(builder.minimumChunk((int) Numbers.parseInt(text)));
    }

    private CommandLineResult prefix(final String text) {
        if (text.isEmpty() || text.charAt(0) > 0x7F) {
            return usage("the delimiter of prefixes must be an ASCII character: -D \"" + text + "\"");
        }
        return accepted(builder.detail(text.charAt(0)));
    }

    private CommandLineResult protocol(final String text) {
        protocol = switch (text) {
            case "auto" -> BindingProtocol.AUTO;
            case "ascii" -> BindingProtocol.ASCII;
            case "binary" -> BindingProtocol.BINARY;
            case "proxy" -> BindingProtocol.PROXY;
            default -> null;
        };
        return protocol != null ? accepted(builder.bindingProtocol(protocol))
            : usage("Invalid value for binding protocol: " + text
                + "\n -- should be one of auto, binary, ascii, or proxy");
    }

    private static CommandLineResult notPositive(
        final String what, final CommandLineOption option, final String text) {
        final long number = Numbers.parseInt(text);
        if (number == Numbers.MALFORMED) {
            return error(what + " must be a whole number up to 2147483647: " + option.flag() + " " + text);
        }
        return number > 0 ? null : error(what + " must be greater than 0: " + option.flag() + " " + text);
    }

    /** Lets a setter of the builder stand as an arm of a switch. */
    private static CommandLineResult accepted(final ServerConfigBuilder ignored) {
        return null;
    }

    private static CommandLineResult error(final String text) {
        return CommandLineResult.refuse(ExitCode.ERROR, text);
    }

    private static CommandLineResult usage(final String text) {
        return CommandLineResult.refuse(ExitCode.USAGE, text);
    }
}
