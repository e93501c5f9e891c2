/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import io.flagstone.benchmarks.result.Figure;
import io.flagstone.benchmarks.result.FigureFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of each figure of two runs whether they agree within the spread that they print. */
@Command(name = "compare", mixinStandardHelpOptions = true, description = "Prints for each figure of two files whether"
    + " their spreads overlap, and ends with status 1 if those of one do not. What was measured in one round has no"
    + " spread, and no verdict.")
final class CompareCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;
    /** In place of a verdict: what was measured once has no spread to compare by. */
    private static final String ONE_ROUND = "once";

    @Parameters(paramLabel = "FILE", arity = "2", description = "two files of figures")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    CompareCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        final Map<String, Figure> ones = byKey(files.get(0));
        final Map<String, Figure> others = byKey(files.get(1));
        final PrintWriter out = spec.commandLine().getOut();
        int both = 0;
        int apart = 0;
        int single = 0;
        for (final Map.Entry<String, Figure> each : ones.entrySet()) {
            final Figure one = each.getValue();
            final Figure other = others.get(each.getKey());
            if (other == null) {
                out.printf("%-8s %-64s %s%n", "-", each.getKey(), "only in " + files.get(0));
                continue;
            }
            final boolean isSingle = one.rounds() == 1 || other.rounds() == 1;
            final boolean agree = Spread.of(one).overlaps(Spread.of(other));
            single += isSingle ? 1 : 0;
            both += isSingle ? 0 : 1;
            apart += isSingle || agree ? 0 : 1;
            out.printf(Locale.ROOT, "%-8s %-64s %12s (%s), %12s (%s) %s%n",
                isSingle ? ONE_ROUND : agree ? "agree" : "DIFFER", each.getKey(),
                Numbers.plain(one.value()), Numbers.spread(one), Numbers.plain(other.value()), Numbers.spread(other),
                isSingle ? one.unit() + ", one round: no verdict" : one.unit());
        }
        others.keySet().stream().filter(key -> !ones.containsKey(key))
            .forEach(key -> out.printf("%-8s %-64s %s%n", "-", key, "only in " + files.get(1)));
        out.printf(Locale.ROOT, "%d of %d figures agree%s%n", both - apart, both,
            single == 0 ? "" : "; " + single + " of one round: no verdict");
        return apart == 0 && both + single > 0 ? 0 : DIFFERENT;
    }

    private static Map<String, Figure> byKey(final Path file) throws IOException {
        final Map<String, Figure> byKey = new LinkedHashMap<>();
        FigureFile.read(file).forEach(figure -> byKey.put(ReportCommand.key(figure), figure));
        return byKey;
    }
}
