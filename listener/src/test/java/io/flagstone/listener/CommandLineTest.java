/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.LruTuning;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void shouldServeMemcachedsDefaultsWhenNothingIsAsked() {
        final ServerConfig config = config("");
        assertEquals(11211, config.port());
        assertEquals(64L << 20, config.memoryLimit());
        assertEquals(1 << 20, config.maximumItemSize());
        assertEquals(0, config.verbosity());
        assertNull(config.pidFile());
    }

    @Test
    void shouldReadTheCommandOfTheTutorial() {
        final ServerConfig config =
            config("-u memcache -d -m 64 -p 11211 -l 127.0.0.1 -c 1024 -P memcached.pid -f 1.25");
        assertEquals("memcache", config.user());
        assertTrue(config.daemon());
        assertEquals(64L << 20, config.memoryLimit());
        assertEquals(11211, config.port());
        assertEquals(List.of("127.0.0.1"), config.addresses());
        assertEquals(1024, config.maxConnections());
        assertEquals(Path.of("memcached.pid").toAbsolutePath(), config.pidFile());
        assertEquals(1.25, config.growthFactor());
    }

    @Test
    void shouldSpeakTheProtocolThatIsAskedFor() {
        assertEquals(BindingProtocol.AUTO, config("").bindingProtocol());
        assertEquals(BindingProtocol.AUTO, config("-B auto").bindingProtocol());
        assertEquals(BindingProtocol.ASCII, config("-Bascii").bindingProtocol());
        assertEquals(BindingProtocol.BINARY, config("--protocol=binary").bindingProtocol());
    }

    @ParameterizedTest
    @CsvSource({
        "-p 11212 -U 0 -s s -l h -c 5 -t 2 -m 3 -M -f 2 -n 64 -I 2k -u root -d -P p -vv -R 9 -b 8",
        "-p11212 -U0 -ss -lh -c5 -t2 -m3 -M -f2 -n64 -I2k -uroot -dPp -v -v -R9 -b8",
        "--port=11212 --udp-port=0 --unix-socket=s --listen=h --conn-limit=5 --threads=2 --memory-limit=3 "
            + "--disable-evictions --slab-growth-factor=2 --slab-min-size=64 --max-item-size=2k --user=root --daemon "
            + "--pidfile=p --verbose --verbose --max-reqs-per-event=9 --listen-backlog=8",
        "--port 11212 --udp-port 0 --unix-socket s --listen h --conn-limit 5 --threads 2 --memory-limit 3 -M "
            + "--slab-growth-factor 2 --slab-min-size 64 --max-item-size 2048 --user root -d "
            + "--pidfile p -vv --max-reqs-per-event 9 --listen-backlog 8 --protocol ascii",
    })
    void shouldReadEveryOptionInEveryForm(final String line) {
        final ServerConfig config = config(line);
        assertEquals(11212, config.port());
        assertEquals(0, config.udpPort());
        assertEquals(Path.of("s"), config.unixSocket());
        assertEquals(List.of("h"), config.addresses());
        assertEquals(5, config.maxConnections());
        assertEquals(2, config.threads());
        assertEquals(3L << 20, config.memoryLimit());
        assertFalse(config.evictions());
        assertEquals(2.0, config.growthFactor());
        assertEquals(64, config.minimumChunk());
        assertEquals(2048, config.maximumItemSize());
        assertEquals("root", config.user());
        assertTrue(config.daemon());
        assertEquals(Path.of("p").toAbsolutePath(), config.pidFile());
        assertEquals(2, config.verbosity());
        assertEquals(9, config.requestsPerEvent());
        assertEquals(8, config.backlog());
    }

    @ParameterizedTest
    @CsvSource({"-m 64, 67108864", "-m64m, 67108864", "-m 1g, 1073741824", "-m 4096k, 4194304",
        "-m 100000, 104857600000"})
    void shouldReadTheMemoryLimitInMegabytesUnlessASuffixSaysOtherwise(final String line, final long bytes) {
        assertEquals(bytes, config(line).memoryLimit());
    }

    @ParameterizedTest
    @CsvSource({"-I 1024, 1024", "-I 512k, 524288", "-I 2m, 2097152", "-I 2M, 2097152", "-I 1g -m 2g, 1073741824",
        "-I 32m, 33554432", "-m 2, 1048576"})
    void shouldReadTheMaximumItemSizeUpToHalfOfTheMemory(final String line, final int bytes) {
        assertEquals(bytes, config(line).maximumItemSize());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-l a,b                     | a b",
        "-l a;b                     | a b",
        "-l a,b -l [::1]:11212      | a b [::1]:11212",
        "-l a:1,,b:2,               | a:1 b:2",
        "-l *                       | *",
    })
    void shouldCollectAddresses(final String line, final String addresses) {
        assertEquals(List.of(addresses.split(" ")), config(line).addresses());
    }

    @Test
    void shouldTakeMinusOneForAnyFreePort() {
        assertEquals(0, config("-p -1").port());
    }

    @Test
    void shouldLetTcpBeOffWhenThereIsAUnixSocket() {
        assertEquals(Path.of("s"), config("-p 0 -s s").unixSocket());
    }

    @ParameterizedTest
    @CsvSource({"'-v', 1", "-vv, 2", "-vvv, 3", "-v -d -vv, 3", "--verbose -v, 2"})
    void shouldCountVerbosity(final String line, final int verbosity) {
        assertEquals(verbosity, config(line).verbosity());
    }

    @ParameterizedTest
    @CsvSource({"-p 1 -p 2, 2", "-p 2 --port=2, 2"})
    void shouldHeedTheLastOfSeveral(final String line, final int port) {
        assertEquals(port, config(line).port());
    }

    @Test
    void shouldReadWhatConcernsMemoryAndStrangers() {
        final ServerConfig plain = config("");
        assertFalse(plain.hugePages() || plain.prefault() || plain.lockMemory() || plain.shutdownCommand());
        assertTrue(plain.dumping());
        assertTrue(plain.watching());
        assertFalse(plain.detail() || plain.trackSizes());
        assertEquals(':', plain.prefixDelimiter());
        assertTrue(config("-L").hugePages() && config("-L").prefault());
        assertTrue(config("--prefault").prefault() && !config("--prefault").hugePages());
        assertTrue(config("-k").lockMemory());
        assertTrue(config("-A").shutdownCommand());
        assertNull(plain.memoryFile());
        assertEquals(Path.of("items").toAbsolutePath(), config("-e items").memoryFile());
        assertFalse(config("-X").dumping());
    }

    @Test
    void shouldReadWhatConcernsStatisticsAndWatchers() {
        final ServerConfig config = config("-W -D . -o track_sizes");
        assertFalse(config.watching());
        assertTrue(config.detail() && config.trackSizes());
        assertEquals('.', config.prefixDelimiter());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-m 64                                        | s3-fifo",
        "-o modern,maxconns_fast                      | s3-fifo",
        "--eviction-policy s3-fifo                    | s3-fifo",
        "--eviction-policy=segmented-lru              | segmented-lru",
        "--eviction-policy lru                        | lru",
        "-o lru_maintainer                            | segmented-lru",
        "-o hot_lru_pct=10                            | segmented-lru",
        "-o no_lru_maintainer                         | lru",
        "-o no_modern                                 | lru",
        "-o no_modern -o modern,lru_maintainer        | segmented-lru",
        "-o warm_max_factor=2 --eviction-policy lru   | lru",
        "-o no_lru_maintainer,hot_lru_pct=30          | lru",
        "-o no_modern --eviction-policy lru           | lru",
        "-o lru_maintainer --eviction-policy segmented-lru | segmented-lru",
    })
    void shouldTakeThePolicyThatIsChosenOrThatMemcachedsOptionsAskFor(final String line, final String policy) {
        assertEquals(policy, config(line).evictionPolicy().policyName());
    }

    @Test
    void shouldReadMemcachedsExtendedOptions() {
        final ServerConfig plain = config("");
        assertEquals(LruTuning.DEFAULT, plain.lruTuning());
        assertTrue(plain.slabReassign() && plain.lruCrawler());
        assertEquals(1, plain.slabAutomove());
        assertEquals(new LruTuning(10, 25, 0.1, 3, 60), config(
            "-o hot_lru_pct=10,warm_lru_pct=25,hot_max_factor=0.1 -o warm_max_factor=3,temporary_ttl=60").lruTuning());
        assertEquals(2, config("-o slab_reassign,slab_automove=2").slabAutomove());
        assertEquals(1, config("-o slab_automove=0,slab_automove").slabAutomove());
        assertEquals(0, config("-o no_slab_automove").slabAutomove());
        assertFalse(config("-o no_slab_reassign").slabReassign());
        assertFalse(config("-o no_lru_crawler").lruCrawler());
        assertFalse(config("-o no_modern").lruCrawler() || config("-o no_modern").slabReassign());
    }

    @Test
    void shouldWarnOfMoreThan64Threads() {
        assertNull(parse("-t 64").text());
        final CommandLineResult result = parse("-t 65");
        assertEquals(65, result.config().threads());
        assertTrue(result.text().startsWith("WARNING: Setting a high number of worker threads is not recommended."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1  | -q              | unknown option (-h shows those that exist): -q",
        "1  | -vq             | unknown option (-h shows those that exist): -q",
        "1  | --nothing       | unknown option (-h shows those that exist): --nothing",
        "1  | --memory=64     | unknown option, did you mean --memory-limit or --memory-file? (-h shows those that "
            + "exist): --memory=64",
        "1  | --treads 4      | unknown option, did you mean --threads? (-h shows those that exist): --treads",
        "1  | -m              | option requires an argument: -m",
        "1  | --threads       | option requires an argument: --threads",
        "1  | --daemon=1      | option takes no argument: --daemon=1",
        "64 | -d start        | unexpected argument, every option begins with a dash: start",
        "1  | -c 0            | Maximum connections must be greater than 0: -c 0",
        "1  | -c -5           | Maximum connections must be greater than 0: -c -5",
        "1  | -c many         | Maximum connections must be a whole number up to 2147483647: -c many",
        "1  | -c 2147483648   | Maximum connections must be a whole number up to 2147483647: -c 2147483648",
        "1  | -t 0            | Number of threads must be greater than 0: -t 0",
        "1  | -t 4x           | Number of threads must be a whole number up to 2147483647: -t 4x",
        "1  | -R 0            | Number of requests per event must be greater than 0: -R 0",
        "1  | -R -1           | Number of requests per event must be greater than 0: -R -1",
        "1  | -b 0            | Listen backlog must be greater than 0: -b 0",
        "1  | -f 1            | Factor must be greater than 1: -f 1",
        "1  | -f 0.9          | Factor must be greater than 1: -f 0.9",
        "1  | -f x            | Factor must be a number such as 1.25: -f x",
        "1  | -n 0            | Chunk size must be greater than 0: -n 0",
        "1  | -n -48          | Chunk size must be greater than 0: -n -48",
        "64 | -n 1048577      | -n must be 1 to -I: -n 1048577",
        "64 | -I 1023         | Item max size cannot be less than 1024 bytes: -I 1023",
        "64 | -I 0            | Item max size cannot be less than 1024 bytes: -I 0",
        "64 | -I 1x           | Item max size must be a number of bytes or have a suffix k, m or g: -I 1x",
        "64 | -I -1k          | Item max size must be a number of bytes or have a suffix k, m or g: -I -1k",
        "64 | -I 33m          | Cannot set item size limit higher than 1/2 of memory max: -I 33m with -m 64",
        "64 | -m 1            | Memory limit must be at least 2, twice the largest item (-I 1m): -m 1",
        "64 | -m 0            | Memory limit must be at least 2, twice the largest item (-I 1m): -m 0",
        "64 | -m 0 -I 1k      | Memory limit must be at least 64k: -m 0",
        "64 | -m 1 -I 1m      | Cannot set item size limit higher than 1/2 of memory max: -I 1m with -m 1",
        "64 | -m 8g -I 1025m  | Cannot set item size limit higher than a gigabyte: -I 1025m",
        "64 | -m 300g         | Memory limit must be at most 256 gigabytes: -m 300g",
        "64 | -m 262145       | Memory limit must be at most 256 gigabytes: -m 262145",
        "64 | -m all          | Memory limit must be a number of megabytes or have a suffix k, m, g or t: -m all",
        "64 | -m -64          | Memory limit must be a number of megabytes or have a suffix k, m, g or t: -m -64",
        "64 | -m =64          | Memory limit must be a number of megabytes or have a suffix k, m, g or t: -m =64",
        "64 | -p 65536        | ERROR: Invalid port number, it must be 0 to 65535 or -1 for a free one: -p 65536",
        "64 | -p -2           | ERROR: Invalid port number, it must be 0 to 65535 or -1 for a free one: -p -2",
        "64 | -p http         | ERROR: Invalid port number, it must be 0 to 65535 or -1 for a free one: -p http",
        "64 | -p 0            | TCP is off and nothing else would listen: -p 0 needs -s FILE or -U NUM, "
            + "and a free port is -p -1",
        "64 | -U 65536        | ERROR: Invalid port number, it must be 0 to 65535 or -1 for a free one: -U 65536",
        "1  | -l h:65536      | port of an address must be 0 to 65535: -l h:65536",
        "1  | -l a,[::1       | address must close its bracket: -l [::1",
        "64 | -l mtls:h:1     | -Z must be set for an address that begins with btls or mtls: -l mtls:h:1",
        "1  | -l tag[a:h      | address must end tag[ with ]:: -l tag[a:h",
        "1  | -l 127.0.0.1:abc | port of an address must be 0 to 65535: -l 127.0.0.1:abc",
        "1  | -l foo[x]:127.0.0.1 | address must begin with a host, or with notls:, btls: or mtls:, proto[NAME]: and "
            + "tag[NAME]: in this order: -l foo[x]:127.0.0.1",
        "64 | -N 2            | -N must be 0: -N 2; leave it out, the system tells Java no NAPI id, and the workers "
            + "take clients in turn",
        "64 | -a 8            | mask must be octal, 0 to 0777: -a 8",
        "64 | -a 1000         | mask must be octal, 0 to 0777: -a 1000",
        "64 | -Z              | -Z needs a certificate and its key: -o ssl_chain_cert=FILE,ssl_key=FILE",
        "64 | -Y f -B auto    | ERROR: You cannot allow the BINARY protocol while using ascii authentication tokens: "
            + "-Y needs -B ascii",
        "64 | -S -B ascii     | ERROR: You cannot allow the ASCII protocol while using SASL: -S needs -B binary",
        "64 | -S -U 1         | ERROR: Cannot enable UDP while using binary SASL authentication: -S needs -U 0",
        "64 | -S              | -S needs a file with lines of user:password, or nobody could come in: --sasl-file "
            + "FILE, or the environment variable MEMCACHED_SASL_PWDB",
        "64 | -S -Y f         | -S is for the binary protocol and -Y for the text protocol: only one can be had",
        "64 | --admin-address h | --admin-address must be port or host:port, with a port of 0 to 65535: "
            + "--admin-address h",
        "64 | --admin-address 99999 | --admin-address must be port or host:port, with a port of 0 to 65535: "
            + "--admin-address 99999",
        "64 | --output-limit 64k | --output-limit must be at least 64 KiB for each thread: --output-limit 65536",
        "64 | --output-limit 0 | --output-limit must be a number of bytes > 0 or have a suffix k, m or g: "
            + "--output-limit 0",
        "64 | -D \u20ac       | the delimiter of prefixes must be one ASCII character: -D \"\u20ac\"",
        "64 | -D ab           | the delimiter of prefixes must be one ASCII character: -D \"ab\"",
        "64 | --eviction-policy=mru | --eviction-policy must be one of s3-fifo, segmented-lru, lru: "
            + "--eviction-policy mru",
        "1  | -o modern,x=3   | Illegal suboption \"x\" (-h shows those that exist): -o x",
        "1  | -o idle_timout=5 | Illegal suboption \"idle_timout\", did you mean idle_timeout? (-h shows those that "
            + "exist): -o idle_timout",
        "1  | -o ssl_cert=f   | Illegal suboption \"ssl_cert\", did you mean ssl_chain_cert or ssl_ca_cert? (-h "
            + "shows those that exist): -o ssl_cert",
        "1  | -o hashpower=11 | Initial hashtable multiplier must be 12 to 32: -o hashpower=11",
        "1  | -o ssl_key      | Missing ssl_key argument: -o ssl_key",
        "1  | -o ssl_min_version=1 | Invalid ssl_min_version, it must be 2 for TLS 1.2 or 3 for TLS 1.3, older ones "
            + "are broken: -o ssl_min_version=1",
        "1  | -o ssl_verify_mode=4 | Invalid ssl_verify_mode, it must be 0 to 3: -o ssl_verify_mode=4",
        "1  | -o ssl_x        | Illegal suboption \"ssl_x\" (-h shows those that exist): -o ssl_x",
        "64 | -o ext_path=f:1g | -o ext_path asks for extstore, which is not built: leave it out and give the memory "
            + "with -m; -e FILE keeps the items over a restart",
        "64 | -o slab_sizes=100-105 | slab size 105 must be more than 8 bytes larger than previous class: "
            + "-o slab_sizes=100-105",
        "1  | -o slab_automove=3 | slab_automove must be between 0 and 2: -o slab_automove=3",
        "1  | -o hot_lru_pct  | Missing hot_lru_pct argument: -o hot_lru_pct",
        "1  | -o hot_lru_pct=80 | hot_lru_pct must be at least 1 and < 80: -o hot_lru_pct=80",
        "1  | -o warm_lru_pct=x | warm_lru_pct must be at least 1 and < 80: -o warm_lru_pct=x",
        "1  | -o hot_max_factor=0 | hot_max_factor must be a number > 0: -o hot_max_factor=0",
        "1  | -o temporary_ttl=-1 | temporary_ttl must be a number of seconds: -o temporary_ttl=-1",
        "64 | -o hot_lru_pct=50 | hot_lru_pct + warm_lru_pct cannot be more than 80% combined: -o hot_lru_pct=50,"
            + "warm_lru_pct=40",
        "64 | -o lru_maintainer --eviction-policy s3-fifo | -o lru_maintainer needs an LRU: --eviction-policy s3-fifo",
        "64 | -o hot_max_factor=1 --eviction-policy s3-fifo | -o hot_max_factor needs an LRU: --eviction-policy "
            + "s3-fifo",
        "64 | -o lru_maintainer --eviction-policy lru | -o lru_maintainer means --eviction-policy segmented-lru, and "
            + "only one can be had: --eviction-policy lru",
        "64 | --eviction-policy segmented-lru -o no_modern | -o no_modern means --eviction-policy lru, and only one "
            + "can be had: --eviction-policy segmented-lru",
    })
    void shouldRefuseWithACodeAndASentence(final int exitCode, final String line, final String message) {
        assertEquals(CommandLineResult.refuse(exitCode, message), parse(line));
    }

    @Test
    void shouldRefuseAProtocolThatDoesNotExistAsMemcachedDoes() {
        assertEquals(CommandLineResult.refuse(64,
            "Invalid value for binding protocol: http\n -- should be one of auto, binary, ascii, or proxy"),
            parse("-B http"));
    }

    @ParameterizedTest
    @CsvSource({"-s", "-P", "-e"})
    void shouldRefuseAnEmptyPath(final String option) {
        assertEquals(CommandLineResult.refuse(64, "path must not be empty: " + option), CommandLine.parse(option, ""));
    }

    @Test
    void shouldRefuseAnEmptyAddress() {
        assertEquals(CommandLineResult.refuse(1, "address must not be empty: -l"), CommandLine.parse("-l", ""));
    }

    @ParameterizedTest
    @CsvSource({"-U 11212, 11212, 11212, true", "-U -1, 0, -1, true", "-U 1 -p 2, 2, 1, true", "-p 0 -U 1, 0, 1, false",
        "-p 0 -s s, 0, 0, false", "-p 3, 3, 0, true"})
    void shouldTakeThePortOfUdpForTcpWhenNothingIsSaidOfTcp(final String line, final int port, final int udp,
            final boolean tcp) {
        final ServerConfig config = config(line);
        assertEquals(port, config.port());
        assertEquals(udp, config.udpPort());
        assertEquals(tcp, config.tcp());
    }

    @Test
    void shouldReadWhoMayDoWhat() {
        final ServerConfig config = config("-Y users -F -C -a 0660 -r --admin-address 8080 --output-limit 1m");
        assertEquals(Path.of("users").toAbsolutePath(), config.authFile());
        assertFalse(config.flushAll() || config.cas() || config.sasl());
        assertTrue(config.coreDumps());
        assertEquals(0660, config.unixMask());
        assertEquals(BindingProtocol.ASCII, config.bindingProtocol());
        assertEquals(new ListenAddress("127.0.0.1", 8080), config.adminAddress());
        assertEquals(1 << 20, config.outputLimit());
        assertTrue(config("-S --sasl-file users").sasl());
        assertEquals(BindingProtocol.BINARY, config("-S --sasl-file users").bindingProtocol());
        assertEquals(0700, config("").unixMask());
    }

    @Test
    void shouldReadLimits() {
        final ServerConfig config = config("-o no_maxconns_fast,idle_timeout=7,read_buf_mem_limit=2"
            + " -o watcher_logbuf_size=1,worker_logbuf_size=2");
        assertFalse(config.maxconnsFast());
        assertTrue(config("").maxconnsFast());
        assertEquals(7, config.idleTimeout());
        assertEquals(2 << 20, config.readBufferLimit());
        assertEquals(1024, config.watcherLogBuffer());
        assertEquals(2048, config.workerLogBuffer());
    }

    @Test
    void shouldReadWhatTlsNeeds() {
        assertNull(config("").tls());
        assertEquals(TlsConfig.of(Path.of("c").toAbsolutePath(), Path.of("k").toAbsolutePath()),
            config("-o ssl_chain_cert=c,ssl_key=k,ssl_kernel_tls -Z").tls());
        assertEquals(new TlsConfig(Path.of("c").toAbsolutePath(), Path.of("k").toAbsolutePath(),
            Path.of("a").toAbsolutePath(), "HIGH:!aNULL", 2, "TLSv1.3", true, 4096),
            config("-Z -o ssl_chain_cert=c,ssl_key=k,ssl_ca_cert=a,ssl_ciphers=HIGH:!aNULL,ssl_verify_mode=2"
                + ",ssl_min_version=3,ssl_session_cache,ssl_wbuf_size=4,ssl_keyformat=1").tls());
        assertEquals("WARNING: -o ssl_key changes nothing without -Z", parse("-o ssl_key=k").text());
    }

    @Test
    void shouldReadWhatIsOnlyShown() {
        assertEquals(InertSettings.DEFAULT, config("-o modern,relaxed_privileges").inert());
        assertEquals(new InertSettings(20, 0.5, 30, 60, 5, 6), config("-o hashpower=20,slab_automove_ratio=0.5"
            + ",slab_automove_window=30,tail_repair_time=60,lru_crawler_sleep=5,lru_crawler_tocrawl=6").inert());
    }

    @Test
    void shouldReadTheSlabClasses() {
        final ServerConfig config = config("-o slab_sizes=100-200-400,slab_chunk_max=16");
        assertEquals(List.of(100, 200, 400), config.slabSizes());
        assertEquals(16384, config.largestChunk());
    }

    @Test
    void shouldPrintTheLicence() {
        final CommandLineResult result = parse("-i");
        assertEquals(0, result.exitCode());
        assertTrue(result.text().contains("Apache License"), result.text());
    }

    @ParameterizedTest
    @CsvSource({"-h", "--help", "-vh", "-d -h -q"})
    void shouldPrintTheHelpThatNamesWhatIsBuiltAndNothingElse(final String line) {
        final CommandLineResult result = parse(line);
        assertEquals(0, result.exitCode());
        assertNull(result.config());
        for (final CommandLineOption option : CommandLineOption.values()) {
            final String name = "  " + (option.hasLetter() ? option.flag() + ", --" : "    --") + option.longName();
            assertEquals(option.help() != null, result.text().contains(name), name);
        }
        for (final String textLine : result.text().split("\n")) {
            assertTrue(textLine.length() <= 100, textLine);
            assertFalse(textLine.contains("\u001b"), textLine);
        }
    }

    @ParameterizedTest
    @CsvSource({"-V", "--version", "-V -q"})
    void shouldPrintAVersionThatEndsWithMemcachedsOwn(final String line) {
        final CommandLineResult result = parse(line);
        assertEquals(0, result.exitCode());
        assertNull(result.config());
        assertTrue(result.text().matches("flagstone \\S+ as memcached 1\\.6\\.45"), result.text());
    }

    @Test
    void shouldHeedAnErrorThatStandsBeforeTheHelp() {
        assertEquals(1, parse("-q -h").exitCode());
    }

    private static ServerConfig config(final String line) {
        final CommandLineResult result = parse(line);
        assertNotNull(result.config(), result.text());
        return result.config();
    }

    private static CommandLineResult parse(final String line) {
        return line.isEmpty() ? CommandLine.parse() : CommandLine.parse(line.split(" "));
    }
}
