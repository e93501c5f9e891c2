/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.caffinitas.ohc.DirectValueAccess;
import org.openjdk.jmh.infra.Blackhole;

/** OHC by its zero-copy read, copied into the caller's array: its way to read without allocating the value. */
final class DirectOhcPeer extends OhcPeer {
    DirectOhcPeer(final CacheContent content) {
        super(content);
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        try (DirectValueAccess access = cache.getDirect(lookup[operation])) {
            if (access == null) {
                return NOT_FOUND;
            }
            final ByteBuffer value = access.buffer();
            final int length = value.remaining();
            value.get(destination, 0, length);
            blackhole.consume(destination);
            return length;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
