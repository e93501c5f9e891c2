/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.serializer.ByteReader;
import io.flagstone.engine.serializer.ByteWriter;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.serializer.Serializers;

/** A serializer of strings that does what a test says before it writes or reads the next one. */
final class Hook implements Serializer<String> {
    private static final Runnable NOTHING = () -> { };

    private Runnable beforeWrite = NOTHING;
    private Runnable beforeRead = NOTHING;

    void onWrite(final Runnable action) {
        beforeWrite = action;
    }

    void onRead(final Runnable action) {
        beforeRead = action;
    }

    @Override
    public void write(final String value, final ByteWriter out) {
        final Runnable action = beforeWrite;
        beforeWrite = NOTHING;
        action.run();
        Serializers.string().write(value, out);
    }

    @Override
    public String read(final ByteReader in) {
        final Runnable action = beforeRead;
        beforeRead = NOTHING;
        action.run();
        return Serializers.string().read(in);
    }

    @Override
    public int flags() {
        return Serializers.string().flags();
    }
}
