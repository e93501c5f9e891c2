/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.EventSettings;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A recording of the events that a test is about, read back. */
public final class Flight implements AutoCloseable {
    private static final String PREFIX = "flagstone.";

    private final Recording recording = new Recording();
    private final Set<String> names;

    /** Records events however short they are; those that the recorder asks for, only when the test has them told. */
    public Flight(final String... events) {
        names = Arrays.stream(events).map(PREFIX::concat).collect(Collectors.toSet());
        for (final String event : events) {
            enable(event);
        }
        recording.start();
    }

    private EventSettings enable(final String event) {
        return recording.enable(PREFIX + event).withThreshold(Duration.ZERO).withPeriod(Duration.ofHours(1));
    }

    /** Changes the threshold of an event. */
    public void threshold(final String event, final Duration threshold) {
        recording.enable(PREFIX + event).withThreshold(threshold);
    }

    /** Ends the recording and gives what it is about, in the order of time; it holds what is on by default too. */
    public List<RecordedEvent> land() {
        recording.stop();
        try {
            final Path file = Files.createTempFile("flagstone", ".jfr");
            try {
                recording.dump(file);
                return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> names.contains(event.getEventType().getName()))
                    .sorted((a, b) -> a.getEndTime().compareTo(b.getEndTime())).toList();
            } finally {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        recording.close();
    }
}
