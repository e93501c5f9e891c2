/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.serializer.ByteWriter;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Java serialization in which a class is a number of {@link KnownClasses}, and any record can be written. Of a key,
 * equal parts are written as one, so that the bytes tell what the key equals and not which of its parts happen to be
 * the same object.
 */
final class ObjectWriter extends ObjectOutputStream {
    private final KnownClasses classes;
    private final Map<Part, Object> parts;

    ObjectWriter(final ByteWriter out, final KnownClasses classes, final boolean ofKeys) throws IOException {
        super(new Sink(out));
        this.classes = classes;
        parts = ofKeys ? new HashMap<>() : null;
        enableReplaceObject(true);
    }

    /** None: every stream has the same. */
    @Override
    protected void writeStreamHeader() {
    }

    @Override
    protected void writeClassDescriptor(final ObjectStreamClass descriptor) throws IOException {
        final int number = classes.number(descriptor.forClass());
        writeInt(number);
        if (classes.at(number).isForeign()) {
            super.writeClassDescriptor(descriptor);
        }
    }

    @Override
    protected void annotateProxyClass(final Class<?> type) throws IOException {
        writeInt(classes.number(type));
    }

    @Override
    protected Object replaceObject(final Object value) {
        if (value instanceof RecordForm) {
            return value;
        }
        final Object form = value instanceof Record && !(value instanceof Serializable)
            ? new RecordForm((Record) value) : value;
        if (parts == null) {
            return form;
        }
        final Object same = parts.putIfAbsent(new Part(value.getClass(), value), form);
        return same == null ? form : same;
    }

    private record Part(Class<?> type, Object value) {
    }

    private static final class Sink extends OutputStream {
        private final ByteWriter out;

        private Sink(final ByteWriter out) {
            this.out = out;
        }

        @Override
        public void write(final int value) {
            out.putByte(value);
        }

        @Override
        public void write(final byte[] bytes, final int offset, final int length) {
            out.putBytes(bytes, offset, length);
        }
    }
}
