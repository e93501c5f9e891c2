/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Looks behind the run of JCache's own tests (javax.cache:cache-tests), which the build does just before. */
@Tag("once")
class ConformanceTest {
    /** All 491 of 1.1.1, seven of them run twice, but the 12 that need a container for annotations. */
    private static final int TESTS = 479;

    @Test
    void shouldHaveRunEveryTestOfTheSuiteThatConcernsAProvider() throws Exception {
        int run = 0;
        int bad = 0;
        int skipped = 0;
        final Path reports = Path.of("target", "surefire-reports-jcache");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
            for (final Path file : files) {
                final Element suite = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile())
                    .getDocumentElement();
                run += Integer.parseInt(suite.getAttribute("tests"));
                bad += Integer.parseInt(suite.getAttribute("errors"))
                    + Integer.parseInt(suite.getAttribute("failures"));
                skipped += Integer.parseInt(suite.getAttribute("skipped"));
            }
        }
        assertEquals("run=" + TESTS + " bad=0 skipped=0", "run=" + run + " bad=" + bad + " skipped=" + skipped);
        removeReports(reports);
    }

    /** Else a run that does not happen would be taken for the one before. */
    private static void removeReports(final Path reports) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(reports)) {
            for (final Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** The suite has a test that fails, to see whether the list is read. */
    @Test
    void shouldExcludeNoTestButTheOneThatIsThereToBeExcluded() throws IOException {
        try (InputStream in = ConformanceTest.class.getResourceAsStream("/ExcludeList")) {
            assertNotNull(in);
            final List<String> excluded = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
            assertEquals(List.of("org.jsr107.tck.CachingTest#dummyTest"), excluded);
        }
    }
}
