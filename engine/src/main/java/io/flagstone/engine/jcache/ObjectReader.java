/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.serializer.ByteReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads what an {@link ObjectWriter} wrote. The JVM's own filter, {@code jdk.serialFilter}, is asked as always. */
final class ObjectReader extends ObjectInputStream {
    private final KnownClasses classes;
    private KnownClasses.Known last;

    ObjectReader(final ByteReader in, final KnownClasses classes) throws IOException {
        super(new ByteArrayInputStream(in.getBytes(in.remaining())));
        this.classes = classes;
    }

    @Override
    protected void readStreamHeader() {
    }

    /** What this returns is resolved before the next one is read. */
    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
        last = known(readInt());
        return last.isForeign() ? super.readClassDescriptor() : ObjectStreamClass.lookupAny(last.read());
    }

    @Override
    protected Class<?> resolveClass(final ObjectStreamClass descriptor) {
        return last.read();
    }

    @Override
    protected Class<?> resolveProxyClass(final String[] interfaces) throws IOException {
        return known(readInt()).written();
    }

    private KnownClasses.Known known(final int number) throws IOException {
        final KnownClasses.Known type = classes.at(number);
        if (type == null) {
            throw new InvalidClassException("this cache has written no class of this number: number=" + number);
        }
        return type;
    }
}
