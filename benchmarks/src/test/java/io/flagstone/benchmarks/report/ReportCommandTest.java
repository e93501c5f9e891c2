/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.result.Figure;
import io.flagstone.benchmarks.result.FigureFile;
import io.flagstone.benchmarks.result.Note;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class ReportCommandTest {
    private static final String GET = "java -jar benchmarks/target/benchmarks.jar jmh-rounds CacheGetBenchmark.get";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final CommandLine line = new CommandLine(new ReportCommand()).setOut(new PrintWriter(out, true));

    private static Figure figure(final String section, final String name, final String series, final double x,
        final String unit, final double value) {
        return new Figure(section, name, series, x, unit, value, value * 0.9, value * 1.1, 5, GET + " <&\"'>");
    }

    private static List<Figure> fixture() {
        final List<Figure> figures = new ArrayList<>();
        figures.add(figure("engine", "get-throughput", "flagstone", 0, "M/s", 4));
        figures.add(figure("engine", "get-throughput", "ohc", 0, "M/s", 1.5));
        figures.add(figure("engine", "get-throughput", "flagstone/ohc", 0, "ratio", 2.7));
        for (double items = 1000; items < 1e8; items *= 10) {
            figures.add(figure("growth", "get-by-items", "ohc", items, "ns", Math.log(items) * 30));
            figures.add(figure("growth", "get-by-items", "flagstone huge pages", items, "ns", Math.log(items) * 10));
        }
        for (final double percentile : new double[] {50, 90, 99, 99.9, 100}) {
            figures.add(figure("latency", "latency-full", "flagstone mixed", percentile, "us",
                percentile * percentile));
        }
        figures.add(figure("server", "cpu-per-get", "memcached 1.6.18", 1, "us CPU/key", 7));
        figures.add(figure("server", "not-drawn", "<script>alert(1)</script>", 0, "us", 1));
        return figures;
    }

    private Path file(final String name, final List<Figure> figures) throws IOException {
        final Path file = folder.resolve(name);
        FigureFile.append(file, figures);
        FigureFile.append(file, new Note("processor", "one & only"));
        return file;
    }

    private static Document parsed(final String markup) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new InputSource(new StringReader(markup)));
    }

    private static Set<String> texts(final Document page, final String element) {
        final Set<String> texts = new TreeSet<>();
        final NodeList found = page.getElementsByTagName(element);
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void shouldMakeAWellFormedPageThatNamesEveryFigureAndNeedsNothingElse() throws Exception {
        assertEquals(0, line.execute("--from", file("a.csv", fixture()).toString(), "--out", folder.toString()));
        final String markup = Files.readString(folder.resolve("index.html"));
        final Document page = parsed(markup);
        for (final Figure figure : fixture()) {
            assertTrue(texts(page, "strong").contains(figure.name()), figure.name());
            assertTrue(texts(page, "td").contains(figure.series()), figure.series());
            assertTrue(texts(page, "code").contains(figure.command()), figure.command());
        }
        assertTrue(texts(page, "dd").contains("one & only"));
        assertEquals(0, page.getElementsByTagName("script").getLength());
        final NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            final Element element = (Element) all.item(i);
            assertFalse(element.hasAttribute("src"), element.getTagName());
            assertTrue(element.getAttribute("href").matches("(#.*)?"), element.getAttribute("href"));
        }
        assertFalse(markup.contains("url(") || markup.contains("@import"), "a style sheet must ask for nothing");
    }

    @Test
    void shouldDrawEachPlotWithItsLinesAndAsAFile() throws Exception {
        final Path plots = folder.resolve("plots");
        assertEquals(0, line.execute("--from", file("a.csv", fixture()).toString(), "--out", folder.toString(),
            "--plots", plots.toString()));
        final Document page = parsed(Files.readString(folder.resolve("index.html")));
        assertEquals(3, page.getElementsByTagName("svg").getLength());
        for (final String name : List.of("get-throughput", "get-by-items", "latency-full")) {
            parsed(Files.readString(plots.resolve(name + ".svg")));
        }
        final Document growth = parsed(Files.readString(plots.resolve("get-by-items.svg")));
        assertTrue(texts(growth, "text").containsAll(List.of("1 k", "10 M", "items", "Flagstone", "OHC")),
            texts(growth, "text").toString());
        assertTrue(texts(growth, "style").iterator().next().contains("prefers-color-scheme"));
    }

    @Test
    void shouldSayWhatWasReachedAndWhatTheSetDoesNotRun() throws Exception {
        final Asked reached = new Asked("3", "a get", "engine", "get-throughput", "flagstone/ohc", 0, true, 2.5,
            "ratio", GET, "", "");
        final Asked missed = new Asked("3", "a better get", "engine", "get-throughput", "flagstone/ohc", 0, true, 4,
            "ratio", GET, "", "prefetch: 2.4 | wider lines: 2.6 | a prayer: 2.7");
        final Asked absent = new Asked("5", "a soak", "server", "soak", "flagstone", 0, false, 1, "MiB", "soak",
            "0.5 MiB", "");
        final Document page = parsed(Page.of(fixture(), List.of(), List.of(), List.of(reached, missed, absent)));
        assertTrue(texts(page, "td").containsAll(List.of("reached", "falls short", "≥ 4.00 ×", "≤ 1.00 MiB",
            "not in this set; recorded: 0.5 MiB")), texts(page, "td").toString());
        assertEquals(Set.of("prefetch: 2.4", "wider lines: 2.6", "a prayer: 2.7"), texts(page, "li"));
    }

    @Test
    void shouldNameThePartsThatFailedAndEndWithOne() throws Exception {
        final Path file = file("failed.csv", fixture());
        FigureFile.append(file, new Note(Page.FAILED, "latency needs memcached\nlast <line>"));
        assertEquals(1, line.execute("--from", file.toString(), "--out", folder.toString()));
        final Document page = parsed(Files.readString(folder.resolve("index.html")));
        assertTrue(texts(page, "p").contains("failed: latency needs memcached"), texts(page, "p").toString());
        assertTrue(texts(page, "pre").contains("last <line>"));
    }

    @Test
    void shouldTellAMissedBoundFromAPartThatBroke() throws Exception {
        final Path file = file("missed.csv", fixture());
        FigureFile.append(file, new Note(Page.MISSED, "noise (server noise)\nlongest wait: NO"));
        assertEquals(0, line.execute("--from", file.toString(), "--out", folder.toString()));
        final Document page = parsed(Files.readString(folder.resolve("index.html")));
        assertTrue(texts(page, "p").contains("measured, but not as asked: noise (server noise)"),
            texts(page, "p").toString());
        assertTrue(texts(page, "pre").contains("longest wait: NO"));
        assertEquals("", SetRun.failure(0, "", "\nlast"));
        assertEquals("", SetRun.failure(1, "", "\nlast"));
        assertEquals(" ended with status 2 before all was measured\nlast", SetRun.failure(2, "", "\nlast"));
        assertEquals(" ended with status 1 and no figures\nlast", SetRun.failure(1, "no figures", "\nlast"));
    }

    @Test
    void shouldGiveNoVerdictOnWhatWasMeasuredOnce() throws Exception {
        final Path one = file("one.csv", List.of(new Figure("start", "start-time", "flagstone", 0, "ms", 4, 4, 4, 1,
            "start"), figure("engine", "get-throughput", "ohc", 0, "M/s", 1.6)));
        final Path other = file("other.csv", List.of(new Figure("start", "start-time", "flagstone", 0, "ms", 5, 5, 5,
            1, "start"), figure("engine", "get-throughput", "ohc", 0, "M/s", 1.6)));
        assertEquals(0, line.execute("compare", one.toString(), other.toString()));
        assertTrue(out.toString().contains("one round: no verdict"), out.toString());
        assertTrue(out.toString().contains("1 of 1 figures agree; 1 of one round: no verdict"), out.toString());
    }

    @Test
    void shouldTakeTheLastOfWhatWasMeasuredTwice() throws Exception {
        final Path first = file("first.csv", fixture());
        final Path second = file("second.csv", List.of(figure("engine", "get-throughput", "ohc", 0, "M/s", 7.25)));
        assertEquals(0, line.execute("--from", first + "," + second, "--out", folder.toString()));
        final Document page = parsed(Files.readString(folder.resolve("index.html")));
        assertTrue(texts(page, "td").contains("7.25"));
        assertFalse(texts(page, "td").contains("1.50"));
    }

    @Test
    void shouldCompareTwoRunsFigureByFigure() throws Exception {
        final Path one = file("one.csv", fixture());
        final Path same = file("same.csv", List.of(figure("engine", "get-throughput", "ohc", 0, "M/s", 1.6)));
        final Path other = file("other.csv", List.of(figure("engine", "get-throughput", "ohc", 0, "M/s", 3)));
        assertEquals(0, line.execute("compare", one.toString(), same.toString()));
        assertTrue(out.toString().contains("1 of 1 figures agree"), out.toString());
        assertEquals(1, line.execute("compare", one.toString(), other.toString()));
        assertTrue(out.toString().contains("DIFFER   engine get-throughput ohc"), out.toString());
        assertTrue(out.toString().contains("only in " + one), out.toString());
    }

    @Test
    void shouldMakeRoundsOfAPartThatIsRunSeveralTimes() {
        final Figure once = new Figure("start", "start-time", "flagstone", 0, "ms", 40, 40, 40, 1, "start");
        final Figure again = new Figure("start", "start-time", "flagstone", 0, "ms", 50, 50, 50, 1, "start");
        final Figure other = figure("start", "start-time", "memcached", 0, "ms", 5);
        assertEquals(List.of(new Figure("start", "start-time", "flagstone", 0, "ms", 45, 40, 50, 2, "start"), other),
            SetRun.merged(List.of(once, other, again)));
    }

    @Test
    void shouldHaveAWellFormedListOfPartsPlotsAndWhatIsAsked() {
        assertTrue(Resource.parts().stream().filter(part -> "quick".equals(part.set())).mapToInt(Part::seconds).sum()
            <= 600);
        final int full = Resource.parts().stream().filter(part -> "full".equals(part.set())).mapToInt(Part::seconds)
            .sum();
        assertTrue(full > 8000 && full < 9500, "two and a half hours are promised: seconds=" + full);
        assertEquals(Resource.plots().size(), Resource.plots().stream().map(Plot.Wanted::id).distinct().count());
        for (final Asked asked : Resource.asked()) {
            // Refuses what can be no figure.
            new Figure(asked.section(), asked.name(), asked.series(), asked.x(), asked.unit(), 1, 1, 1, 1,
                asked.command());
        }
    }
}
