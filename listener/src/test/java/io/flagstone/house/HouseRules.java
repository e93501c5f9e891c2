/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.house;

import static io.flagstone.house.HouseRule.inCode;
import static io.flagstone.house.HouseRule.inText;

import java.util.ArrayList;
import java.util.List;

/** The rules of the house and what breaks them; knows no file system, so that a test can show each rule a culprit. */
final class HouseRules {

    static final int MAX_FILE_LENGTH = 500;

    private static final String SOCKETS =
        "java\\.net\\.(?!URI\\b)|javax\\.net\\.|java\\.nio\\.channels\\.(\\w*(Socket|Datagram|Select)|\\*)";
    private static final String CHANNELS = "java\\.net\\.|javax\\.net\\.|java\\.nio\\.channels\\.";
    private static final String THREADS = "java\\.util\\.concurrent|\\bThread\\b|\\bsynchronized\\b|\\bvolatile\\b";

    private static final String TEST = "\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b.*";

    private static final List<HouseRule> ON_LINES = List.of(
        // The arrow: engine <- listener -> protocol, and benchmarks sees all.
        inCode("engine knows no other module", "engine/src/.*",
            "\\bio\\.flagstone\\.(protocol|listener|benchmarks|testing)\\b"),
        inCode("engine knows no socket", "engine/src/.*", SOCKETS),
        inCode("engine knows no word of the wire", "engine/src/main/.*", "(?i)noreply|\\bmemcached\\b"),
        inCode("raw memory has one door", "engine/src/main/(?!java/io/flagstone/engine/memory/Memory\\.java).*",
            "sun\\.misc|jdk\\.internal|Unsafe(Api|Access|Buffer)\\b"),
        inCode("protocol knows no other module", "protocol/src/.*",
            "\\bio\\.flagstone\\.(engine|listener|benchmarks|cache|testing)\\b"),
        inCode("protocol knows no channel", "protocol/src/.*", CHANNELS),
        inCode("protocol knows no thread", "protocol/src/main/.*", THREADS),
        inCode("protocol and listener leave raw memory to the engine", "(protocol|listener)/src/main/.*",
            "sun\\.misc\\.Unsafe|jdk\\.internal|Unsafe(Api|Access|Buffer)\\b|io\\.flagstone\\.engine\\.memory"),
        inCode("listener is not for benchmarks", "listener/src/.*", "^import .*\\bio\\.flagstone\\.benchmarks\\b"),
        inCode("commands know no socket", "listener/src/main/java/io/flagstone/listener/command/.*",
            SOCKETS + "|io\\.flagstone\\.listener\\.net\\b"),
        inCode("sockets know of the cache only a value on its way",
            "listener/src/main/java/io/flagstone/listener/net/.*",
            "\\bio\\.flagstone\\.engine\\.(?!ValueView\\b)"),

        // What is written nowhere.
        inText("no work left in a comment", ".*", "\\b(TOD[O]|FIXM[E])\\b"),
        inText("no names of authors", ".*", "@autho[r]"),
        inText("no tabs", ".*", "\t"),
        inText("no trailing blanks", ".*", "\\s$"),
        inCode("no sleeping", ".*\\.java", "\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\(|\\bsleep\\(\\d"),
        inCode("no test switched off", ".*/src/test/.*\\.java",
            "@Disable[d]|@EnabledI[f]|@EnabledOnJ[r]e|\\bAssumption[s]\\b|\\bassum(e|ing)T(rue|hat)\\("),
        inCode("no other test framework", ".*/src/test/.*\\.java",
            "^import .*\\borg\\.junit\\.(Test|Assert|Before)\\b"));

    private HouseRules() {
    }

    /**
     * Names what breaks a rule in one file.
     *
     * @param path  of the file, relative to the repository, with slashes.
     * @param lines of the file.
     * @return one line for each: path, line number, rule.
     */
    static List<String> violations(final String path, final List<String> lines) {
        final List<String> violations = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (final HouseRule rule : ON_LINES) {
                if (rule.isBrokenBy(path, lines.get(i))) {
                    violations.add(path + ":" + (i + 1) + ": " + rule.name());
                }
            }
        }
        if (path.matches(".*/src/main/.*\\.java") && lines.size() > MAX_FILE_LENGTH) {
            violations.add(path + ":" + lines.size() + ": no file over 500 lines");
        }
        if (path.matches(".*/src/test/.*\\.java") && !path.endsWith("Test.java") && hasTests(lines)) {
            violations.add(path + ":1: tests are in classes named *Test, or nobody runs them");
        }
        return violations;
    }

    private static boolean hasTests(final List<String> lines) {
        return lines.stream().anyMatch(line -> line.matches(TEST))
            && lines.stream().noneMatch(line -> line.matches("(public )?(abstract class|interface) .*"));
    }
}
