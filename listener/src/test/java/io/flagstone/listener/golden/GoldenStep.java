/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.time.Duration;
import java.util.List;

/**
 * A request and the answer that it must get.
 *
 * @param line       the line of the file where it begins
 * @param connection the number of the connection, from 1
 * @param sleep      how much time passes first
 * @param split      the size of the pieces that the request is sent in; 0 if it is sent whole
 * @param request    what is sent
 * @param reply      what must come back
 * @param closed     whether the server closes afterwards
 */
public record GoldenStep(
    int line,
    int connection,
    Duration sleep,
    int split,
    List<GoldenPiece> request,
    List<GoldenPiece> reply,
    boolean closed) {
}
