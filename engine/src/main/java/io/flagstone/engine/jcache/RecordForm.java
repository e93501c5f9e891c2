/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Stands for a record that is not Serializable: its class and its components, of which each is written as any other
 * object. What is read back went through the record's own constructor, with all that it checks.
 */
final class RecordForm implements Serializable {
    private static final long serialVersionUID = 1;

    private transient Class<?> type;
    private transient Object[] components;

    RecordForm(final Record value) {
        type = value.getClass();
        components = Arrays.stream(type.getRecordComponents()).map(component -> of(component, value)).toArray();
    }

    private static Object of(final RecordComponent component, final Record value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalArgumentException("a component of a record could not be read: component="
                + component.getName() + " record=" + value.getClass().getName(), e);
        }
    }

    private void writeObject(final ObjectOutputStream out) throws IOException {
        out.writeObject(type);
        for (final Object component : components) {
            out.writeObject(component);
        }
    }

    private void readObject(final ObjectInputStream in) throws IOException, ClassNotFoundException {
        type = (Class<?>) in.readObject();
        if (!type.isRecord()) {
            throw new InvalidObjectException("a class must be that of a record: class=" + type.getName());
        }
        components = new Object[type.getRecordComponents().length];
        for (int i = 0; i < components.length; i++) {
            components[i] = in.readObject();
        }
    }

    private Object readResolve() throws ObjectStreamException {
        final Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
        try {
            final Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(components);
        } catch (final ReflectiveOperationException e) {
            final InvalidObjectException failure = new InvalidObjectException("a record could not be made: record="
                + type.getName());
            failure.initCause(e);
            throw failure;
        }
    }
}
