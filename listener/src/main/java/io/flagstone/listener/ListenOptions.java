/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.util.Map;

/** Where a server is to listen, what it is to speak there, and to whom: the options that have to fit each other. */
final class ListenOptions {

    /** memcached's variable of the environment for a file of users. */
    private static final String SASL_FILE = "MEMCACHED_SASL_PWDB";
    private static final int MAX_PORT = 65_535;
    private static final int FREE_PORT = -1;

    private final ServerConfigBuilder builder;
    /** What was asked for, or null. */
    private Integer port;
    private int udpPort;
    private BindingProtocol protocol;

    ListenOptions(final ServerConfigBuilder builder) {
        this.builder = builder;
    }

    CommandLineResult port(final String text) {
        final long number = Numbers.parseInt(text);
        if (number < FREE_PORT || number > MAX_PORT) {
            return usage("ERROR: Invalid port number, it must be 0 to 65535 or -1 for a free one: -p " + text);
        }
        port = (int) number;
        return null;
    }

    CommandLineResult udpPort(final String text) {
        final long number = Numbers.parseInt(text);
        if (number < FREE_PORT || number > MAX_PORT) {
            return usage("ERROR: Invalid port number, it must be 0 to 65535 or -1 for a free one: -U " + text);
        }
        udpPort = (int) number;
        return null;
    }

    CommandLineResult unixMask(final String text) {
        if (!text.matches("0*[0-7]{1,3}")) {
            return usage("mask must be octal, 0 to 0777: -a " + text);
        }
        return accepted(builder.unixMask(Integer.parseInt(text, Byte.SIZE)));
    }

    CommandLineResult adminAddress(final String text) {
        try {
            return accepted(builder.adminAddress(text));
        } catch (final IllegalArgumentException e) {
            return usage(OptionTerms.translate(e.getMessage()));
        }
    }

    CommandLineResult listen(final String text) {
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
            return error(OptionTerms.translate(e.getMessage()));
        }
        return accepted(builder.address(text));
    }

    CommandLineResult protocol(final String text) {
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

    /**
     * Puts together what was said.
     *
     * @param environment variables by name.
     * @return null, or what does not fit.
     */
    CommandLineResult finish(final Map<String, String> environment) {
        final CommandLineResult misfit = ports();
        return misfit != null ? misfit : access(environment);
    }

    /** As in memcached, the port of UDP is that of TCP too if nothing is said of TCP. */
    private CommandLineResult ports() {
        final int tcp = port != null ? port : udpPort != 0 ? udpPort : ServerConfig.DEFAULT_PORT;
        if (tcp == 0 && udpPort == 0 && builder.unixSocket == null) {
            return usage(
                "TCP is off and nothing else would listen: -p 0 needs -s FILE or -U NUM, and a free port is -p -1");
        }
        builder.tcp(tcp != 0).port(tcp == FREE_PORT ? 0 : tcp).udpPort(udpPort);
        return null;
    }

    /** memcached's words for what cannot be had together with names and passwords. */
    private CommandLineResult access(final Map<String, String> environment) {
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
        return builder.sasl && builder.saslFile == null ? saslFile(environment.getOrDefault(SASL_FILE, "")) : null;
    }

    private CommandLineResult saslFile(final String text) {
        return text.isEmpty()
            ? usage("-S needs a file with lines of user:password, or nobody could come in: --sasl-file FILE, or the "
                + "environment variable " + SASL_FILE)
            : new GivenOption(CommandLineOption.SASL_FILE, text, SASL_FILE, null).path(builder::saslFile);
    }

    /** Lets a setter of the builder stand behind a return. */
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
