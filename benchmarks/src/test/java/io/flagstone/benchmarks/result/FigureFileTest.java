/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureFileTest {
    private static final String HEADER = "section,name,series,x,unit,value,low,high,rounds,command\n";
    private static final Figure PLAIN = new Figure("growth", "cost-per-get", "flagstone", 5e7, "ns", 251.125, 249,
        260.5, 3, "java -jar b.jar growth");
    private static final Figure QUOTED = new Figure("hitratio", "object-hit-ratio", "a \"b\", c", 0.1, "%", -1e-9,
        -1e-9, 1e22, 1, "hitratio --size '1%,10%'");

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatItHasAppendedBehindOneHeader() throws IOException {
        final Path file = folder.resolve("figures.csv");
        FigureFile.append(file, List.of(PLAIN));
        FigureFile.append(file, List.of(QUOTED, PLAIN));
        assertEquals(List.of(PLAIN, QUOTED, PLAIN), FigureFile.read(file));
        assertEquals(4, Files.readAllLines(file).size());
        assertTrue(Files.readString(file).startsWith(HEADER
            + "growth,cost-per-get,flagstone,50000000,ns,251.125,249,260.5,3,java -jar b.jar growth\n"));
    }

    @Test
    void shouldKeepNotesBesideFigures() throws IOException {
        final Path file = folder.resolve("notes.csv");
        final Note failed = new Note("failed part", "server: 1\nno \\n memcached, \"here\"\n");
        FigureFile.append(file, new Note("processor", "a\\b"));
        FigureFile.append(file, List.of(PLAIN));
        FigureFile.append(file, failed);
        assertEquals(List.of(PLAIN), FigureFile.read(file));
        assertEquals(List.of(new Note("processor", "a\\b"), failed), FigureFile.readNotes(file));
        Files.writeString(file, Files.readString(file) + "#!\n");
        assertEquals(file + " line 5: a line that begins with # must be a note, '# name: value': line=#!",
            assertThrows(IllegalArgumentException.class, () -> FigureFile.readNotes(file)).getMessage());
    }

    @Test
    void shouldReadNoFiguresOfAFileThatHasNone() throws IOException {
        assertEquals(List.of(), FigureFile.read(Files.writeString(folder.resolve("none.csv"), HEADER + "\n")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "growth,get|a line must have 10 fields: fields=2",
        "growth,get,us,1,ns,2,1,3,1,java,more|a line must have 10 fields: fields=11",
        "growth,get,us,1,ns,NaN,1,3,1,java|value must be a number: value=NaN",
        "growth,get,us,0x1p3,ns,2,1,3,1,java|x must be a number: x=0x1p3",
        "growth,get,us,1,ns,2,1,1e999,1,java|low and high must be finite: low=1.0, high=Infinity",
        "growth,get,us,1,ns,2,1,3,99999999999,java|rounds must be a whole number: rounds=99999999999",
        "growth,get,us,1,ns,2,1,3,-1,java|rounds must be a whole number: rounds=-1",
        "growth,<b>,us,1,ns,2,1,3,1,java|name must be small letters, digits, - and ., at most 80: name=<b>",
        "growth,get,\"us,1,ns,2,1,3,1,java|a quote must be closed: column=12",
        "growth,get,u\"s,1,ns,2,1,3,1,java|a field with quotes must begin with one: field=u\"s",
        "growth,get,\"u\"s,1,ns,2,1,3,1,java|a closing quote must be followed by a comma: column=15"})
    void shouldNameLineRuleAndValueWhenALineIsNoFigure(final String line, final String message) throws IOException {
        final Path file = folder.resolve("bad.csv");
        FigureFile.append(file, List.of(PLAIN));
        Files.writeString(file, Files.readString(file) + line + "\n");
        assertEquals(file + " line 3: " + message,
            assertThrows(IllegalArgumentException.class, () -> FigureFile.read(file)).getMessage());
    }

    @Test
    void shouldRefuseALineThatIsTooLong() throws IOException {
        final Path file = Files.writeString(folder.resolve("long.csv"), HEADER + "x".repeat(10_000));
        assertEquals(file + " line 2: a line must have at most 8192 characters: length=10000",
            assertThrows(IllegalArgumentException.class, () -> FigureFile.read(file)).getMessage());
    }

    @Test
    void shouldRefuseWhatIsNoFileOfFigures() throws IOException {
        final Path other = Files.writeString(folder.resolve("other.csv"), "time,key\n1,a\n");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> FigureFile.read(other)).getMessage()
            .startsWith("a file of figures must begin with \"section,name,"));
        final Path bytes = Files.write(folder.resolve("bytes.csv"), new byte[] {(byte) 0xc3, 0x28, 0});
        assertEquals("a file of figures must be UTF-8: file=" + bytes,
            assertThrows(IllegalArgumentException.class, () -> FigureFile.read(bytes)).getMessage());
        assertThrows(IOException.class, () -> FigureFile.read(folder.resolve("absent.csv")));
    }
}
