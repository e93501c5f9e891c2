/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Java serialization, behind a filter.
 *
 * @param <T> what is expected to come back.
 */
final class JavaSerializer<T> implements Serializer<T> {
    private final Class<T> type;
    private final ObjectInputFilter filter;
    private final ClassLoader loader;

    JavaSerializer(final Class<T> type, final ObjectInputFilter filter, final ClassLoader loader) {
        this.type = Objects.requireNonNull(type, "type must not be null");
        this.filter = Objects.requireNonNull(filter, "filter must not be null: it names the classes that may be read, "
            + "such as ObjectInputFilter.Config.createFilter(\"com.example.*;java.util.*\")");
        this.loader = Objects.requireNonNull(loader, "loader must not be null");
    }

    @Override
    public void write(final T value, final ByteWriter out) {
        Objects.requireNonNull(value, "value must not be null");
        try (ObjectOutputStream objects = new ObjectOutputStream(new Appending(out))) {
            objects.writeObject(value);
        } catch (final IOException e) {
            throw new IllegalArgumentException("a value must be serializable with all it holds: class="
                + value.getClass().getName(), e);
        }
    }

    @Override
    public T read(final ByteReader in) {
        WireFlags.refuseCompressed(in);
        final BoundedFilter bounded = new BoundedFilter(filter, in.remaining());
        try (ObjectInputStream objects = new Loading(new Remaining(in), loader)) {
            objects.setObjectInputFilter(bounded);
            final T value = type.cast(objects.readObject());
            in.checkEnd();
            return Objects.requireNonNull(value, "null");
        } catch (final IOException | ClassNotFoundException | RuntimeException | LinkageError
                | StackOverflowError e) {
            throw new MalformedValueException("a value must be a serialized " + type.getName() + bounded.refusal(), e);
        }
    }

    @Override
    public int flags() {
        return WireFlags.OBJECT;
    }

    @Override
    public String toString() {
        return "Serializers.java(" + type.getName() + ".class)";
    }

    private static final class Appending extends OutputStream {
        private final ByteWriter out;

        Appending(final ByteWriter out) {
            this.out = out;
        }

        @Override
        public void write(final int value) {
            out.putByte(value);
        }

        @Override
        public void write(final byte[] value, final int offset, final int length) {
            out.putBytes(value, offset, length);
        }
    }

    private static final class Remaining extends InputStream {
        private final ByteReader in;

        Remaining(final ByteReader in) {
            this.in = in;
        }

        @Override
        public int read() {
            return in.remaining() == 0 ? -1 : in.getByte() & 0xff;
        }

        @Override
        public int read(final byte[] target, final int offset, final int length) {
            final int count = Math.min(length, in.remaining());
            if (count == 0) {
                return length == 0 ? 0 : -1;
            }
            in.getBytes(target, offset, count);
            return count;
        }
    }

    /** Classes are those that the caller sees, not those that the first caller on the stack does. */
    private static final class Loading extends ObjectInputStream {
        private final ClassLoader loader;

        Loading(final InputStream in, final ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(final ObjectStreamClass description)
                throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (final ClassNotFoundException e) {
                // Primitive types have no name that a loader knows.
                return super.resolveClass(description);
            }
        }

        @Override
        protected Class<?> resolveProxyClass(final String[] interfaces) throws ClassNotFoundException {
            throw new ClassNotFoundException("a proxy must not be stored: interfaces=" + String.join(",", interfaces));
        }
    }
}
