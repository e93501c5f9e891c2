/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Builds well-formed markup: every element that is opened is closed, and text cannot become markup. */
final class Markup {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element, with attributes as names and values that follow each other. */
    Markup open(final String element, final Object... attributes) {
        tag(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** An element without content. */
    Markup empty(final String element, final Object... attributes) {
        tag(element, attributes);
        out.append("/>");
        return this;
    }

    private void tag(final String element, final Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1].toString()))
                .append('"');
        }
    }

    Markup text(final String text) {
        out.append(escaped(text));
        return this;
    }

    /** An element that holds text alone. */
    Markup element(final String element, final String text, final Object... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Closes the element that was opened last. */
    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    Markup line() {
        out.append('\n');
        return this;
    }

    /** What is markup already, such as a plot or a style sheet. */
    Markup raw(final String markup) {
        out.append(markup);
        return this;
    }

    /** All that was built. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("every element must be closed: open=" + open);
        }
        return out.toString();
    }

    private static String escaped(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
