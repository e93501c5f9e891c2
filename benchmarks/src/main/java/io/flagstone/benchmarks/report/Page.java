/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import io.flagstone.benchmarks.result.Figure;
import io.flagstone.benchmarks.result.Note;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One page of HTML that has everything in it: it asks for nothing else, and runs nothing. */
final class Page {
    /** The note of a part that could not be measured. */
    static final String FAILED = "failed part";
    /** The note of a part that was measured to its end, and said that something is not as it is asked for. */
    static final String MISSED = "missed bound";

    private static final List<String> SECTIONS = List.of("engine", "growth", "latency", "server", "hitratio", "memory",
        "start");
    private static final Map<String, String> TITLES = Map.of("engine", "The cache beside others in the same JVM",
        "growth", "Cost as the work grows", "latency", "Latency", "server", "The server beside memcached", "hitratio",
        "Hit ratio", "memory", "Memory", "start", "Start");

    private final List<Figure> figures;
    private final List<Note> notes;
    private final List<Plot.Wanted> plots;
    private final List<Asked> asked;
    private final Markup out = new Markup();

    private Page(final List<Figure> figures, final List<Note> notes, final List<Plot.Wanted> plots,
        final List<Asked> asked) {
        this.figures = figures;
        this.notes = notes;
        this.plots = plots;
        this.asked = asked;
    }

    /**
     * Makes a page.
     *
     * @param figures that were measured
     * @param notes   about the machine, and what failed
     * @param plots   that are drawn if there are figures for them
     * @param asked   what the table compares with
     * @return HTML that is well-formed XML too
     */
    static String of(final List<Figure> figures, final List<Note> notes, final List<Plot.Wanted> plots,
        final List<Asked> asked) {
        final Page page = new Page(figures, notes, plots, asked);
        page.out.raw("<!DOCTYPE html>\n").open("html", "lang", "en");
        page.head();
        page.out.open("body").open("main");
        page.opening();
        page.failures();
        page.askedTable();
        for (final String section : page.sections()) {
            page.section(section);
        }
        return page.out.close().close().close().line().toString();
    }

    private void head() {
        out.open("head").empty("meta", "charset", "utf-8").line();
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
        out.element("title", "Flagstone: figures").line();
        out.open("style").raw(Resource.text("page.css")).raw(Resource.text("plot.css")).close().close().line();
    }

    private void opening() {
        out.element("h1", "Flagstone: figures");
        out.element("p", "What was measured, with the command that measures it again. A value is the median of its"
            + " rounds. Beside it stands the spread: the range of the rounds, widened threefold for three of them and"
            + " by half for four, within which another run on the same machine is to be met. A ratio is made of pairs"
            + " that were measured one after the other.", "class", "soft").line();
        out.open("dl");
        for (final Note note : notes) {
            if (!FAILED.equals(note.name()) && !MISSED.equals(note.name())) {
                out.element("dt", note.name()).element("dd", note.value());
            }
        }
        out.close().line();
        out.open("nav").element("a", "Asked and reached", "href", "#asked");
        sections().forEach(section -> out.element("a", TITLES.get(section), "href", "#" + section));
        out.close().line();
    }

    private List<String> sections() {
        return SECTIONS.stream().filter(section -> figures.stream().anyMatch(each -> each.section().equals(section)))
            .toList();
    }

    private void failures() {
        for (final Note note : notes) {
            final boolean isFailed = FAILED.equals(note.name());
            if (isFailed || MISSED.equals(note.name())) {
                final String[] lines = note.value().split("\n", 2);
                out.open("div", "class", "failed").open("p")
                    .element("span", isFailed ? "failed" : "measured, but not as asked", "class", "no")
                    .text(": " + lines[0]).close();
                if (lines.length > 1) {
                    out.element("pre", lines[1]);
                }
                out.close().line();
            }
        }
    }

    private void askedTable() {
        out.element("h2", "Asked and reached", "id", "asked");
        final long reached = asked.stream().filter(each -> each.reached(figures) != null
            && each.holds(each.reached(figures))).count();
        final long measured = asked.stream().filter(each -> each.reached(figures) != null).count();
        out.element("p", String.format(Locale.ROOT, "%d figures are asked for; this run measured %d of them, and %d are"
            + " reached.", asked.size(), measured, reached)).line();
        out.open("div", "class", "wide").open("table").open("thead").open("tr").element("th", "issue")
            .element("th", "what").element("th", "asked", "class", "number").element("th", "reached", "class", "number")
            .element("th", "spread", "class", "number").element("th", "verdict").close()
            .close().open("tbody").line();
        for (final Asked each : asked) {
            askedRow(each, each.reached(figures));
        }
        out.close().close().close().line();
    }

    private void askedRow(final Asked each, final Figure figure) {
        out.open("tr").element("td", each.issue()).open("td", "class", "what").text(each.what());
        if (!each.ideas().isEmpty() && (figure == null || !each.holds(figure))) {
            out.open("ol", "class", "ideas");
            for (final String idea : each.ideas().split(" \\| ")) {
                out.element("li", idea);
            }
            out.close();
        }
        out.open("details", "class", "command").element("summary", "command")
            .element("code", figure == null ? each.command() : figure.command()).close();
        out.close().element("td", each.limitText(), "class", "number");
        if (figure == null) {
            out.element("td", "", "class", "number").element("td", "", "class", "number")
                .element("td", "not in this set" + (each.recorded().isEmpty() ? "" : "; recorded: " + each.recorded()),
                    "class", "soft");
        } else {
            final boolean holds = each.holds(figure);
            out.element("td", Numbers.plain(figure.value()), "class", "number")
                .element("td", Numbers.spread(figure), "class", "number soft")
                .element("td", holds ? "reached" : "falls short", "class", holds ? "yes" : "no");
        }
        out.close().line();
    }

    private void section(final String section) {
        out.element("h2", TITLES.get(section), "id", section).line();
        final List<Plot> drawn = new ArrayList<>();
        for (final Plot.Wanted wanted : plots) {
            final Plot plot = wanted.section().equals(section) ? wanted.of(figures) : null;
            if (plot != null) {
                drawn.add(plot);
            }
        }
        if (!drawn.isEmpty()) {
            out.open("div", "class", "plots").line();
            drawn.forEach(plot -> out.raw(SvgPlot.draw(plot, "")).line());
            out.close().line();
        }
        final Map<String, List<Figure>> byName = new LinkedHashMap<>();
        figures.stream().filter(each -> each.section().equals(section))
            .forEach(each -> byName.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(each));
        byName.forEach(this::table);
    }

    private void table(final String name, final List<Figure> rows) {
        final Set<String> series = new TreeSet<>();
        rows.forEach(each -> series.add(each.series()));
        out.open("details").open("summary").element("strong", name).text(" ")
            .element("span", String.join(", ", series), "class", "soft").close();
        out.open("div", "class", "wide").open("table").open("thead").open("tr").element("th", "series")
            .element("th", "x", "class", "number").element("th", "median", "class", "number").element("th", "unit")
            .element("th", "spread", "class", "number").element("th", "rounds", "class", "number").close().close()
            .open("tbody").line();
        final Map<String, List<Figure>> byCommand = new LinkedHashMap<>();
        rows.forEach(each -> byCommand.computeIfAbsent(each.command(), command -> new ArrayList<>()).add(each));
        byCommand.forEach((command, figuresOf) -> {
            out.open("tr", "class", "first-of-command").open("td", "colspan", 6, "class", "command")
                .element("code", command).close().close().line();
            figuresOf.forEach(this::row);
        });
        out.close().close().close().close().line();
    }

    private void row(final Figure figure) {
        out.open("tr").element("td", figure.series())
            .element("td", figure.x() == 0 ? "" : Numbers.brief(figure.x()), "class", "number")
            .element("td", Numbers.plain(figure.value()), "class", "number").element("td", figure.unit())
            .element("td", Numbers.spread(figure), "class", "number soft")
            .element("td", Integer.toString(figure.rounds()), "class", "number").close().line();
    }
}
