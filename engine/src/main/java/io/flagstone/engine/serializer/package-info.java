/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * Values to bytes and back.
 *
 * <p><b>May import</b> java.base alone: it knows neither the cache nor raw memory. A value is copied out of the cache
 * first, since what lies there may change while it is read; serializers see arrays.
 *
 * <p><b>No locks.</b> Serializers keep nothing between calls; a writer and a reader belong to one thread at a time.
 *
 * <p><b>Not trusted</b> is what is read. Lengths and counts are held against the bytes that remain before anything is
 * allocated for them, texts are checked for UTF-8, numbers for their range; whatever fails is a
 * {@link io.flagstone.engine.serializer.MalformedValueException}.
 *
 * <p><b>Client flags</b> tell clients on the wire the kind of a value: UTF-8 and decimal digits have pylibmc's, which
 * spymemcached, not knowing them, reads as text; bytes and fractions have spymemcached's, which pylibmc ignores. A
 * boolean has both. Two is never written: it is a number in Python and gzip in Java.
 *
 * <p><b>Composed values</b> (records, lists, sets, maps) have parts, each behind its length and written by the
 * serializer of its type, so that there is one format, and a part can never read its neighbour. <b>Rejected:</b> parts
 * of fixed length for numbers, which would be faster and a second format.
 *
 * <p><b>Texts.</b> Java 17 makes UTF-8 of a String only in a new array: 17 ns for 256 characters with the copy, and 23
 * more to find out whether a question mark in it stands for half of a pair of surrogates. The way over Latin-1, without
 * an array, takes 28. For the 20 characters of a key the low halves and a look at each character take 7 ns, a loop that
 * stores each character 11, {@code getBytes(UTF_8)} 13. Reading is one scan and one copy by the JVM, 14 ns for 256.
 */
package io.flagstone.engine.serializer;
