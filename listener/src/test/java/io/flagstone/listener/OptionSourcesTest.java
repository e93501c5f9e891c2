/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.command.ProductVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionSourcesTest {

    @TempDir
    private Path directory;

    @Test
    void shouldReadAFileOfOneOptionALine() throws Exception {
        final ServerConfig config = config(Map.of(), "--config", file("# a comment", "", "-m 1g", "  --threads=2  ",
            "-l 127.0.0.1,[::1]", "-P /var/run/flag stone.pid", "-vv", "-o idle_timeout=7,track_sizes", "-A"));
        assertEquals(1L << 30, config.memoryLimit());
        assertEquals(2, config.threads());
        assertEquals(List.of("127.0.0.1", "[::1]"), config.addresses());
        assertEquals(Path.of("/var/run/flag stone.pid"), config.pidFile());
        assertEquals(2, config.verbosity());
        assertEquals(7, config.idleTimeout());
        assertTrue(config.trackSizes() && config.shutdownCommand());
    }

    @Test
    void shouldReadTheEnvironment() {
        final ServerConfig config = config(Map.of("FLAGSTONE_MEMORY_LIMIT", "1g", "FLAGSTONE_DISABLE_EVICTIONS", "yes",
            "FLAGSTONE_ENABLE_SHUTDOWN", "no", "FLAGSTONE_VERBOSE", "2", "FLAGSTONE_USER", "",
            "FLAGSTONE_OPTIONS", " -t 2  -m 5 -o track_sizes ", "FLAGSTONE_EXTENDED", "idle_timeout=7"));
        assertEquals(1L << 30, config.memoryLimit());
        assertEquals(2, config.threads());
        assertEquals(2, config.verbosity());
        assertEquals(7, config.idleTimeout());
        assertTrue(config.trackSizes());
        assertFalse(config.evictions() || config.shutdownCommand());
        assertNull(config.user());
    }

    @Test
    void shouldHeedTheCommandLineBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
        final String file = file("-m 10", "-t 1", "-c 1", "-l a", "-o idle_timeout=1,track_sizes", "-v");
        final ServerConfig config = config(Map.of("FLAGSTONE_CONFIG", file, "FLAGSTONE_THREADS", "2",
            "FLAGSTONE_LISTEN", "b", "FLAGSTONE_CONN_LIMIT", "2"), "-c", "3", "-l", "c", "-o", "idle_timeout=3", "-vv");
        assertEquals(10L << 20, config.memoryLimit());
        assertEquals(2, config.threads());
        assertEquals(3, config.maxConnections());
        assertEquals(List.of("c"), config.addresses());
        assertEquals(3, config.idleTimeout());
        assertTrue(config.trackSizes());
        assertEquals(2, config.verbosity());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-c 0            | 1  | :2: Maximum connections must be greater than 0: -c 0",
        "-c              | 1  | :2: option requires an argument: -c",
        "--nothing 5     | 1  | :2: unknown option (-h shows those that exist): --nothing",
        "threads 5       | 64 | :2: unexpected argument, every option begins with a dash: threads",
        "-o modern,x     | 1  | :2: Illegal suboption \"x\" (-h shows those that exist): -o x",
        "-V              | 64 | :2: -V must stand on the command line",
        "--config other  | 64 | :2: --config must stand on the command line",
    })
    void shouldNameTheLineThatIsWrong(final String line, final int exitCode, final String message) throws Exception {
        final String file = file("# options", line);
        assertEquals(CommandLineResult.refuse(exitCode, file + message), CommandLine.parse("--config", file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "FLAGSTONE_CONN_LIMIT | many   | 1  | FLAGSTONE_CONN_LIMIT: Maximum connections must be a whole number "
            + "up to 2147483647: -c many",
        "FLAGSTONE_DAEMON     | maybe  | 1  | FLAGSTONE_DAEMON must be yes or no: FLAGSTONE_DAEMON=maybe",
        "FLAGSTONE_VERBOSE    | 4      | 1  | FLAGSTONE_VERBOSE must be yes, no or 1 to 3: FLAGSTONE_VERBOSE=4",
        "FLAGSTONE_OPTIONS    | -m     | 1  | FLAGSTONE_OPTIONS: option requires an argument: -m",
        "FLAGSTONE_OPTIONS    | -h     | 64 | FLAGSTONE_OPTIONS: -h must stand on the command line",
    })
    void shouldNameTheVariableThatIsWrong(final String name, final String value, final int exitCode,
            final String message) {
        assertEquals(CommandLineResult.refuse(exitCode, message), parse(Map.of(name, value)));
    }

    @Test
    void shouldSayThatAFileCannotBeRead() throws Exception {
        assertEquals(CommandLineResult.refuse(71, "cannot read the options, there is no such file: --config "
            + directory.resolve("none")), CommandLine.parse("--config", directory.resolve("none").toString()));
        final Path binary = directory.resolve("binary");
        Files.write(binary, "-m \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("cannot read the options, the file is not UTF-8: --config " + binary,
            CommandLine.parse("--config", binary.toString()).text());
    }

    @Test
    void shouldPrintWhatIsAskedForWhateverElseIsWrong() {
        assertEquals(ProductVersion.line(),
            parse(Map.of("FLAGSTONE_THREADS", "x"), "-V", "--config", "none").text());
    }

    @Test
    void shouldWarnOfAVariableThatMeansNothingButNotOfWhatOthersSet() {
        assertEquals("WARNING: no option has this name in the environment: FLAGSTONE_MEMORY, FLAGSTONE_THREAD",
            parse(Map.of("FLAGSTONE_THREAD", "1", "FLAGSTONE_MEMORY", "1", "FLAGSTONE_SERVICE_HOST", "10.0.0.1",
                "FLAGSTONE_PORT", "tcp://10.0.0.1:11211", "FLAGSTONE_VERSION", "1", "PATH", "/bin")).text());
        assertEquals(11211, config(Map.of("FLAGSTONE_PORT", "tcp://10.0.0.1:11212")).port());
        assertEquals(11212, config(Map.of("FLAGSTONE_PORT", "11212")).port());
    }

    private String file(final String... lines) throws Exception {
        return Files.write(directory.resolve("flagstone.conf"), List.of(lines)).toString();
    }

    private static ServerConfig config(final Map<String, String> environment, final String... arguments) {
        final CommandLineResult result = parse(environment, arguments);
        assertNotNull(result.config(), result.text());
        return result.config();
    }

    private static CommandLineResult parse(final Map<String, String> environment, final String... arguments) {
        return CommandLine.parse(environment, arguments);
    }
}
