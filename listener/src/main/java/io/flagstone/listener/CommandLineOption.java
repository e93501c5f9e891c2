/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

/**
 * Every option of memcached 1.6.45: what it does here, or, for those not built yet, what to do instead; and a few long
 * options more.
 *
 * <p>The order is that of the help text.
 */
enum CommandLineOption {

    PORT('p', "port", "NUM",
        "TCP port to listen on (default 11211). -1 takes any free port; 0 is off and needs -s or -U."),
    UDP_PORT('U', "udp-port", "NUM", "UDP port (default 0, which is off). -1 takes any free port. Without -p it is "
        + "also the TCP port. A sender can be forged: listen on a private address (-l)."),
    UNIX_SOCKET('s', "unix-socket", "FILE", "Unix socket to listen on, in place of all network sockets."),
    UNIX_MASK('a', "unix-mask", "MASK", "Permissions of the unix socket, octal (default 0700)."),
    LISTEN('l', "listen", "ADDR", "Address to listen on (default: every interface). A list with commas, and as often "
        + "as needed; each is a host, host:port, [IPv6] or [IPv6]:port. Before it may stand, in this order, notls:, "
        + "btls: (TLS) or mtls: (TLS with client certificates), then proto[NAME]: with ascii, binary, negotiating or "
        + "proxy, then tag[NAME]:."),
    CONN_LIMIT('c', "conn-limit", "NUM", "Clients that may be connected at once (default 1024)."),
    LISTEN_BACKLOG('b', "listen-backlog", "NUM", "Length of the queue of connections to be accepted (default 1024)."),
    THREADS('t', "threads", "NUM", "Worker threads (default 4)."),
    MAX_REQS_PER_EVENT('R', "max-reqs-per-event", "NUM",
        "Requests served for one connection before others have their turn (default 1024)."),
    OUTPUT_LIMIT("output-limit", "NUM", "Memory, in bytes or with a suffix k, m or g, for replies that clients have "
        + "not read; shared by the workers (default 64m)."),

    MEMORY_LIMIT('m', "memory-limit", "NUM", "Memory for items in megabytes, or with a suffix k, m, g or t "
        + "(default 64)."),
    DISABLE_EVICTIONS('M', "disable-evictions", null, "Refuse to store when the memory is full, rather than evict."),
    EVICTION_POLICY("eviction-policy", "NAME", "Which items give way when the memory is full: s3-fifo, segmented-lru "
        + "(memcached's) or lru (default s3-fifo)."),
    EXTENDED('o', "extended", "LIST", "Options of memcached's, with commas; see below."),
    MAX_ITEM_SIZE('I', "max-item-size", "NUM", "Largest item in bytes, or with a suffix k, m or g: 1k to 1g, and at "
        + "most half of -m (default 1m)."),
    SLAB_GROWTH_FACTOR('f', "slab-growth-factor", "NUM",
        "Ratio of the chunk size of one slab class to the next, above 1 (default 1.05, more if -m"
        + " is small)."),
    SLAB_MIN_SIZE('n', "slab-min-size", "BYTES",
        "Space for key, value and flags in the smallest slab class (default 48)."),

    ENABLE_LARGEPAGES('L', "enable-largepages", null, "Ask the system for huge pages, and take all memory for items at "
        + "the start."),
    PREFAULT("prefault", null, "Take all memory for items at the start rather than as it is first needed."),
    MEMORY_FILE('e', "memory-file", "FILE", "File that keeps the items while the server does not run, saved when it is "
        + "stopped; best in a file system that lives in memory."),
    LOCK_MEMORY('k', "lock-memory", null, "Have all memory of the process locked, so that it is never swapped; a "
        + "refusal by the system is a warning."),
    ENABLE_SSL('Z', "enable-ssl", null, "Speak TLS over TCP; needs -o ssl_chain_cert and ssl_key."),
    AUTH_FILE('Y', "auth-file", "FILE", "Let only those use the text protocol whose user:password stands in this file; "
        + "read again at SIGHUP."),
    ENABLE_SASL('S', "enable-sasl", null, "Let only those use the binary protocol who say who they are by SASL PLAIN; "
        + "names and passwords stand in the file of --sasl-file, or that MEMCACHED_SASL_PWDB names."),
    SASL_FILE("sasl-file", "FILE", "Lines of user:password for -S; read again at SIGHUP."),
    ENABLE_SHUTDOWN('A', "enable-shutdown", null, "Let clients stop the server with the command shutdown."),
    DISABLE_FLUSH_ALL('F', "disable-flush-all", null, "Refuse the command flush_all."),
    DISABLE_DUMPING('X', "disable-dumping", null, "Refuse commands that list the items or their keys: stats cachedump, "
        + "stats detail, lru_crawler metadump and mgdump."),
    DISABLE_CAS('C', "disable-cas", null, "Tell clients 0 as the CAS unique of every item, and let none fit."),
    DISABLE_WATCH('W', "disable-watch", null, "Refuse the command watch."),
    STATS_PREFIX('D', "stats-prefix", "CHAR", "Count for stats detail from the start, by what stands in front of this "
        + "character in the keys (default :, and only when a client asks for it)."),

    USER('u', "user", "USER", "User to become after listening has begun, when started as root; \"root\" stays root."),
    DAEMON('d', "daemon", null, "Leave the terminal; the command returns once the server answers."),
    PIDFILE('P', "pidfile", "FILE", "File to hold the process id while the server runs."),
    ENABLE_COREDUMPS('r', "enable-coredumps", null, "Raise the limit of the size of core dumps."),
    ADMIN_ADDRESS("admin-address", "ADDR", "Port, or host:port, where metrics, health and the dashboard are served "
        + "over HTTP (default: nowhere; a port alone is on the loopback)."),
    VERBOSE('v', "verbose", null, "Tell errors and warnings on stderr; -vv also commands and replies, -vvv also what "
        + "the server does within."),
    PROTOCOL('B', "protocol", "NAME", "Protocol to speak: ascii, binary, auto, which is both, or proxy, which is auto "
        + "behind a PROXY protocol header (default auto)."),
    CONFIG("config", "FILE", "Read options from a file, one a line, # begins a comment; see below."),
    HELP('h', "help", null, "Print this help and exit."),
    VERSION('V', "version", null, "Print the version and exit."),
    LICENSE('i', "license", null, "Print the licence and exit."),

    NAPI_IDS('N', "napi-ids", "NUM", null,
        "leave it out, the system tells Java no NAPI id, and the workers take clients in turn");

    /** Constants of the enum itself cannot be named by its values. */
    private static final class Advice {

        static final char NO_LETTER = 0;
    }

    private static final CommandLineOption[] BY_LETTER = new CommandLineOption[128];
    private static final CommandLineOption[] ALL = values();

    static {
        for (final CommandLineOption option : ALL) {
            if (option.hasLetter()) {
                BY_LETTER[option.letter] = option;
            }
        }
    }

    private final char letter;
    private final String longName;
    private final String argument;
    private final String help;
    private final String instead;

    /** An option that memcached has not. */
    CommandLineOption(final String longName, final String argument, final String help) {
        this(Advice.NO_LETTER, longName, argument, help, null);
    }

    CommandLineOption(final char letter, final String longName, final String argument, final String help) {
        this(letter, longName, argument, help, null);
    }

    CommandLineOption(
        final char letter, final String longName, final String argument, final String help, final String instead) {
        this.letter = letter;
        this.longName = longName;
        this.argument = argument;
        this.help = help;
        this.instead = instead;
    }

    /**
     * Finds an option by its letter.
     *
     * @param letter to look for.
     * @return the option, or {@code null} if memcached has none.
     */
    static CommandLineOption byLetter(final char letter) {
        return letter < BY_LETTER.length ? BY_LETTER[letter] : null;
    }

    /**
     * Finds an option by its long name or by a beginning of it that fits no other, as getopt_long does.
     *
     * @param name without dashes.
     * @return the option, or {@code null} if none fits or more than one begins so.
     */
    static CommandLineOption byLongName(final String name) {
        CommandLineOption found = null;
        boolean ambiguous = name.isEmpty();
        for (final CommandLineOption option : ALL) {
            if (option.longName.startsWith(name)) {
                if (option.longName.length() == name.length()) {
                    return option;
                }
                ambiguous |= found != null;
                found = option;
            }
        }
        return ambiguous ? null : found;
    }

    /**
     * The option as it is written on the command line, such as {@code -p}.
     *
     * @return a dash and the letter, or else two dashes and the long name.
     */
    String flag() {
        return hasLetter() ? "-" + letter : "--" + longName;
    }

    /**
     * Whether the option is one of memcached's, which all have a letter.
     *
     * @return true if it has a letter.
     */
    boolean hasLetter() {
        return letter != Advice.NO_LETTER;
    }

    /**
     * The long name, without dashes.
     *
     * @return the name.
     */
    String longName() {
        return longName;
    }

    /**
     * What the help text calls the argument.
     *
     * @return the label, or {@code null} if the option takes no argument.
     */
    String argument() {
        return argument;
    }

    /**
     * Whether the option ends the program with a text.
     *
     * @return true for help, version and licence.
     */
    boolean onlyPrints() {
        return this == HELP || this == VERSION || this == LICENSE;
    }

    /**
     * Whether a word must follow the option.
     *
     * @return true if the option takes an argument.
     */
    boolean takesArgument() {
        return argument != null;
    }

    /**
     * What the option does.
     *
     * @return the sentences of the help text, or {@code null} if it is not built.
     */
    String help() {
        return help;
    }

    /**
     * What to do as long as the option is not built.
     *
     * @return an advice, or {@code null} if it is built.
     */
    String instead() {
        return instead;
    }
}
