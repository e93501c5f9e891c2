/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

/** A part of a request or a reply. */
public sealed interface GoldenPiece {
    /** These bytes. */
    record Bytes(byte[] bytes) implements GoldenPiece {
    }

    /** A CAS unique by its name; less: what is subtracted; binary: eight bytes instead of decimal digits. */
    record Unique(String name, long less, boolean binary) implements GoldenPiece {
    }

    /** A decimal number within bounds. */
    record Number(long lowest, long highest) implements GoldenPiece {
    }

    /** Whatever is left of the line. */
    record RestOfLine() implements GoldenPiece {
    }

    /** The Unix time, seconds later; only in requests. */
    record Now(long seconds) implements GoldenPiece {
    }
}
