/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();
    private final CommandLine line = Main.commandLine().setErr(new PrintWriter(err, true))
        .setOut(new PrintWriter(out, true));

    @ParameterizedTest
    @ValueSource(strings = {"CacheGetBenchmark -prof gc", "CacheMixed -t 2", "engine.CacheStoreBenchmark.set", "jmh",
        "jmh -l", "jmh hitratio", "^io.flagstone.*Get"})
    void shouldLeaveWhatNamesABenchmarkToJmh(final String call) {
        assertTrue(Main.isJmhs(call.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hitratio", "start --limit 1m", "-h", "--help", "-V", "--version", "hitratoi", "-l", "("})
    void shouldLeaveNothingElseToJmh(final String call) {
        assertFalse(Main.isJmhs(call.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hitratoi --demo", "hitratoi", "-l", "--limit", "("})
    void shouldNameTheCommandsAndEndWithTwoWhenThereIsNoSuchOne(final String call) {
        assertEquals(2, Main.run(line, call.split(" ")));
        assertTrue(err.toString().startsWith("benchmarks: a command must be one of differential, growth, hitratio,"
            + " jmh-rounds, latency, load, memory,"
            + " pause, report, server, server-soak, soak, start, test-server, jmh, or name a benchmark:"
            + " command=" + call.split(" ")[0]),
            err.toString());
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void shouldTellItsVersion(final String option) {
        assertEquals(0, Main.run(line, option));
        assertTrue(out.toString().startsWith("flagstone-benchmarks "), out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"differential", "growth", "hitratio", "jmh-rounds", "latency", "load", "memory", "pause",
        "report", "server", "server-soak", "soak", "start"})
    void shouldDescribeEachCommandAndItsOptions(final String command) {
        assertEquals(0, line.execute(command, "--help"));
        assertTrue(out.toString().contains("Usage: benchmarks " + command), out.toString());
        assertTrue(out.toString().contains("--"), out.toString());
    }

    @ParameterizedTest
    @CsvSource({"-h", "--help", "''"})
    void shouldListTheCommands(final String option) {
        assertEquals(0, option.isEmpty() ? Main.run(line) : Main.run(line, option));
        for (final String command : List.of("differential", "growth", "hitratio", "latency", "load", "memory", "pause",
            "report", "server",
            "server-soak", "soak", "start", "jmh")) {
            assertTrue(out.toString().contains("  " + command), out.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "differential --commands 0|differential: --commands must be > 0: commands=0",
        "differential --dialect morse|differential: --dialect must be text, meta or binary: dialect=morse",
        "hitratio|hitratio: a trace must be named, or --cluster or --demo given: traces=[]",
        "hitratio --cluster 1|hitratio: cluster must be all or one of 52, 29, 12, 19, 22, 14, 37, 40, 4: cluster=1",
        "hitratio --cluster 52,52|hitratio: a list must name nothing twice",
        "hitratio --cluster 52 --requests 9|hitratio: --requests must be 100000 to 268435456: requests=9",
        "hitratio --demo --size 0%|hitratio: size must be a percentage above 0, such as 10%: size=0%",
        "hitratio --demo --size 1%,1%|hitratio: a list must name nothing twice",
        "hitratio --demo --policy fifo|hitratio: policy must be one of s3-fifo, segmented-lru, flagstone-lru, caffeine",
        "hitratio --demo --key-length 7|hitratio: --key-length must be 8 to 250: key-length=7",
        "hitratio --demo --charge heap|hitratio: --charge must be bytes or memory: charge=heap",
        "hitratio --demo --ttl 5|hitratio: --ttl must be mix: ttl=5",
        "hitratio --demo --shift 4|hitratio: --shift must be replace or keep: shift=4",
        "hitratio --demo --hours 0|hitratio: --hours must be > 0 and at most a year: hours=0.0",
        "hitratio --demo --rate -1|hitratio: --rate must be >= 0: rate=-1.0",
        "hitratio --demo --copies 0|hitratio: --copies must be 1 to 65536: copies=0",
        "hitratio --demo --bogus|hitratio: Unknown option: '--bogus'",
        "jmh-rounds Cache --name get --by peer|jmh-rounds: --by must be PARAMETER=VALUE,...: by=[peer]",
        "jmh-rounds Cache --name get --by peer=A,A|jmh-rounds: --by must name no value twice: by=[peer=A, A]",
        "jmh-rounds Cache --name get --by p=A --along items=x|jmh-rounds: --along must go along whole numbers: value=x",
        "jmh-rounds Cache --name get --by peer=A --along threads=0|jmh-rounds: threads must be 1 to 1024: threads=0",
        "jmh-rounds Cache --name get --by peer=A --rounds 0|jmh-rounds: --rounds must be 1 to 1000: rounds=0",
        "growth --items many|growth: --items must be numbers such as 64,10k,50m: items=many",
        "growth --items 0|growth: --items must be 1 to 500000000: items=0",
        "growth --curves up|growth: --curves must be some of items, zipf, threads, lengths: curve=up",
        "growth --peers redis|growth: --peers must be some of flagstone, ohc, caffeine, concurrent-hash-map:"
            + " peer=redis",
        "growth --pages small|growth: --pages must be huge or plain: pages=small",
        "growth --rounds 0|growth: --rounds must be 1 to 1000: rounds=0",
        "growth --millis 0|growth: --millis must be 1 to 60000: millis=0",
        "growth --threads 65|growth: --threads must be 1 to 64: threads=65",
        "latency --limit 1m|latency: --limit must be >= 16m: limit=1m",
        "latency --rate 0|latency: --rate must be 1 to 10000000: rate=0",
        "latency --sets 101|latency: --sets must be 1 to 100: sets=101",
        "latency --threads 0|latency: --threads must be 1 to 64: threads=0",
        "latency --seconds 0|latency: --seconds must be 1 to 3600: seconds=0",
        "latency --rounds 0|latency: --rounds must be 1 to 100: rounds=0",
        "latency --peers concurrent-hash-map|latency: --peers must be caches, which evict: peers=concurrent-hash-map",
        "memory --items 99|memory: --items must be 100000 to 2^30: items=99",
        "memory --sizes many|memory: value sizes must be N, MIN-MAX, log:MIN-MAX, etc, lognormal or file:NAME:"
            + " sizes=many",
        "memory --peers redis|memory: --peers must be of [flagstone, ohc, ehcache, chronicle-map, mapdb, caffeine,",
        "memory --key-length 300|memory: --key-length must be 8 to 250: key-length=300",
        "pause --items 1|pause: --items must be >= 50000: items=1",
        "pause --limit x|pause: limit must be a number of bytes such as 4096 or 64m: limit=x",
        "report --set all|report: --set must be quick or full: set=all",
        "report --only nothing|report: --only must be in the title of a part: only=nothing",
        "report compare a.csv|compare: positional parameter at index 0..* (FILE) requires at least 2 values",
        "server|server: Missing required parameter: 'FIGURE'",
        "server speed|server: a figure must be one of cpu-get, cpu-set, multiget, throughput, growth, value-sizes",
        "server cpu-get --rounds 0|server: --rounds must be >= 1: rounds=0",
        "server start --flagstone none.jar|server: build it first (mvn package), or name it with --flagstone: jar=none",
        "load --mix get=90|load: --mix must add up to 100: mix=get=90",
        "load --mix fly=100|load: --mix must be made of get, set, delete, touch and multiget, such as get=90,set=10:"
            + " mix=fly=100",
        "load --mix get=50,get=50|load: --mix must name each operation once, with a percentage: mix=get=50,get=50",
        "load --keys zipf:0|load: --keys must be uniform, sequential, or zipf:S with an exponent above 0: keys=zipf:0",
        "load --dialect morse|load: --dialect must be text, meta, binary or redis: dialect=morse",
        "load --dialect redis --ttl 5|load: --dialect redis has no --ttl and one version: ttl=5, versions=1",
        "load --connections 10001|load: --connections must be 1 to 10000: connections=10001",
        "load --threads 3 --connections 2|load: --threads must be 1 to 64 and at most --connections: threads=3",
        "load --rate -1|load: --rate must be 0 to 1000000000: rate=-1.0",
        "load --values file:none.csv|load: a file of value sizes must be readable: file=none.csv",
        "load --port 0|load: --port must be 1 to 65535: port=0",
        "server-soak --minutes 0|server-soak: --minutes must be above 0 and at most 10000: minutes=0",
        "server-soak --clients 0|server-soak: --clients must be 1 to 1000: clients=0",
        "soak --seconds 0|soak: --seconds must be 1 to 1000000: seconds=0",
        "test-server --rounds 0|test-server: --rounds must be 1 to 1000000: rounds=0",
        "start --limit none|start: limit must be a number of bytes such as 4096 or 64m: limit=none"})
    void shouldNameRuleAndValueAndEndWithTwoWhenAnArgumentIsBad(final String call, final String message) {
        assertEquals(2, line.execute(call.split(" ")));
        assertTrue(err.toString().startsWith(message), err.toString());
    }

    @ParameterizedTest
    @CsvSource({"asked.csv, 9", "parts.csv, 5"})
    void shouldHaveACommandThatWritesFiguresForAllThatIsAskedForAndForEachPart(final String file, final int field)
        throws IOException {
        final Pattern command = Pattern.compile("(?:^|,)(\"[^\"]*\"|[^,\"]*)");
        int commands = 0;
        for (final String text : resource(file).lines().skip(1).toList()) {
            final String words = command.matcher(text).results().map(match -> match.group(1).replace("\"", ""))
                .skip(field).findFirst().orElseThrow().replace("java -jar benchmarks/target/benchmarks.jar ", "");
            if (!words.startsWith("mvn ")) {
                final String[] all = (words + " --csv figures.csv").split(" ");
                assertTrue(line.getSubcommands().containsKey(all[0]), text);
                line.parseArgs(all);
                commands++;
            }
        }
        assertTrue(commands > 20, "there must be commands: file=" + file);
    }

    private static String resource(final String name) throws IOException {
        try (var in = Main.class.getResourceAsStream("report/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldNameFileAndLineAndEndWithTwoWhenATraceIsBad(@TempDir final Path folder) throws Exception {
        final Path file = Files.writeString(folder.resolve("bad.csv"), "key\na,b\n");
        assertEquals(2, line.execute("hitratio", file.toString()));
        assertTrue(err.toString().startsWith("hitratio: " + file + ":2: "), err.toString());
    }
}
