/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One request as a decoder found it: a view on the bytes that were decoded, reused from request to request.
 *
 * <p>It is valid until the next request is decoded into it or the bytes move. Offsets are absolute indexes into the
 * buffer that was decoded. Which fields mean something depends on {@link #opcode()}; the others are zero. The methods
 * that begin with {@code set} and {@code begin} are for decoders. Not thread-safe.
 */
public final class Request {
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private Opcode verb = Opcode.INVALID;
    private DecodeError error = DecodeError.UNKNOWN_COMMAND;
    private boolean noreply;
    private int keyOffset;
    private int keyLength;
    private int keyCursor;
    private int lineEnd;
    private int flags;
    private int exptime;
    private int valueLength;
    private int argumentCount;
    private long casUnique;
    private long delta;
    private long number;
    private long swallow;

    /**
     * Creates a request that holds nothing yet: {@link Opcode#INVALID}, an unknown command.
     */
    public Request() {
    }

    /**
     * What is asked for.
     *
     * @return the command, or {@link Opcode#INVALID} if it must be refused with {@link #error()}
     */
    public Opcode opcode() {
        return error == null ? verb : Opcode.INVALID;
    }

    /**
     * The command that the line names, even if the request is refused: some refusals count in its statistics.
     *
     * @return the command; {@link Opcode#INVALID} if the line names none
     */
    public Opcode verb() {
        return verb;
    }

    /**
     * Why the request is refused.
     *
     * @return the reason, or null if it is not refused
     */
    public DecodeError error() {
        return error;
    }

    /**
     * Whether the client wants no answer, not even to a mistake.
     *
     * @return true if nothing may be answered; never for retrievals, stats, version, quit and watch
     */
    public boolean noreply() {
        return noreply;
    }

    /**
     * How many bytes behind a line belong to a data block that nobody wants and have to be discarded unread: that of a
     * refused store.
     *
     * @return the announced length and its line end, at most 2<sup>31</sup>-1; 0 if nothing is to be discarded
     */
    public long swallow() {
        return swallow;
    }

    /**
     * Where the key begins. Retrievals have one only after {@link #nextKey()}.
     *
     * @return an absolute index
     */
    public int keyOffset() {
        return keyOffset;
    }

    /**
     * The length of the key: 1 to {@link ProtocolLimits#MAX_KEY_LENGTH}, but any length above zero in a retrieval.
     *
     * @return a length in bytes; 0 if the request names no key
     */
    public int keyLength() {
        return keyLength;
    }

    /**
     * Steps to the next key of a retrieval; the first call steps to the first key.
     *
     * <p>Keys are not checked: one of more than {@link ProtocolLimits#MAX_KEY_LENGTH} bytes is for the caller to
     * refuse, because the keys in front of it have been looked up by then.
     *
     * @return false if there is no further key
     */
    public boolean nextKey() {
        final ByteBuffer buffer = this.buffer;
        final int lineEnd = this.lineEnd;
        final int start = AsciiScan.skipSpaces(buffer, keyCursor, lineEnd);
        if (start == lineEnd) {
            keyCursor = lineEnd;
            keyLength = 0;
            return false;
        }
        final int end = AsciiScan.indexOfSpace(buffer, start, lineEnd);
        keyOffset = start;
        keyLength = end - start;
        keyCursor = end;
        return true;
    }

    /**
     * Where {@link #nextKey()} goes on: to be kept by a caller that answers a long list in several turns.
     *
     * @return an absolute index
     */
    public int keyCursor() {
        return keyCursor;
    }

    /**
     * Makes {@link #nextKey()} go on from an earlier {@link #keyCursor()} of the same line.
     *
     * @param cursor the index that {@link #keyCursor()} gave
     */
    public void keyCursor(final int cursor) {
        keyCursor = cursor;
    }

    /**
     * The end of the line without its line end: all keys and arguments lie in front of it.
     *
     * @return an absolute index, just behind the last byte
     */
    public int lineEnd() {
        return lineEnd;
    }

    /**
     * The client's flags of a store.
     *
     * @return 32 bits, unsigned
     */
    public int flags() {
        return flags;
    }

    /**
     * The expiry of a store, touch or gat and the delay of a flush, as the client wrote it.
     *
     * @return seconds: 0 never, negative at once, up to 30 days relative, else a Unix time
     */
    public int exptime() {
        return exptime;
    }

    /**
     * The length of the data block of a store, without its line end.
     *
     * @return 0 to {@link ProtocolLimits#MAX_VALUE_LENGTH}
     */
    public int valueLength() {
        return valueLength;
    }

    /**
     * The CAS unique that the item must still have.
     *
     * @return 64 bits, unsigned
     */
    public long casUnique() {
        return casUnique;
    }

    /**
     * The amount of an incr or decr.
     *
     * @return 64 bits, unsigned
     */
    public long delta() {
        return delta;
    }

    /**
     * The number that is the only argument of {@link Opcode#VERBOSITY} (a level) and {@link Opcode#CACHE_MEMLIMIT}
     * (mebibytes).
     *
     * @return 0 to 2<sup>32</sup>-1
     */
    public long number() {
        return number;
    }

    /**
     * The number of words behind the command, a final {@code noreply} included.
     *
     * @return 0 to {@link ProtocolLimits#MAX_TOKENS} - 1; always 0 for requests that name keys
     */
    public int argumentCount() {
        return argumentCount;
    }

    /**
     * One of the words behind the command, its bytes as ISO 8859-1. Allocates.
     *
     * @param index 0 to {@link #argumentCount()} - 1
     * @return the word, never empty
     * @throws IndexOutOfBoundsException if there is no such argument
     */
    public String argument(final int index) {
        Objects.checkIndex(index, argumentCount);
        int start = AsciiScan.skipSpaces(buffer, keyCursor, lineEnd);
        int end = AsciiScan.indexOfSpace(buffer, start, lineEnd);
        for (int i = 0; i < index; i++) {
            start = AsciiScan.skipSpaces(buffer, end, lineEnd);
            end = AsciiScan.indexOfSpace(buffer, start, lineEnd);
        }
        final byte[] word = new byte[end - start];
        buffer.get(start, word);
        return new String(word, StandardCharsets.ISO_8859_1);
    }

    /**
     * Begins a request: every field is forgotten, and the line is taken to be right.
     *
     * @param buffer  the bytes that are decoded
     * @param verb    the command
     * @param lineEnd index behind the last byte of the line, without its line end
     */
    public void begin(final ByteBuffer buffer, final Opcode verb, final int lineEnd) {
        this.buffer = buffer;
        this.verb = verb;
        this.lineEnd = lineEnd;
        error = null;
        noreply = false;
        keyOffset = 0;
        keyLength = 0;
        keyCursor = lineEnd;
        flags = 0;
        exptime = 0;
        valueLength = 0;
        argumentCount = 0;
        casUnique = 0;
        delta = 0;
        number = 0;
        swallow = 0;
    }

    /**
     * Refuses the request.
     *
     * @param error   why
     * @param swallow the bytes to discard behind the line
     */
    public void setError(final DecodeError error, final long swallow) {
        this.error = error;
        this.swallow = swallow;
    }

    /**
     * Sets {@link #noreply()}.
     *
     * @param noreply whether nothing may be answered
     */
    public void setNoreply(final boolean noreply) {
        this.noreply = noreply;
    }

    /**
     * Sets the only key of the request.
     *
     * @param offset where it begins
     * @param length its length
     */
    public void setKey(final int offset, final int length) {
        keyOffset = offset;
        keyLength = length;
    }

    /**
     * Sets where the list of keys begins; it ends at {@link #lineEnd()}.
     *
     * @param from an index at or in front of the first key
     */
    public void setKeys(final int from) {
        keyCursor = from;
    }

    /**
     * Sets where the words behind the command begin, and how many there are.
     *
     * @param from  an index at or in front of the first of them
     * @param count their number
     */
    public void setArguments(final int from, final int count) {
        keyCursor = from;
        argumentCount = count;
    }

    /**
     * Sets {@link #flags()}.
     *
     * @param flags 32 bits, unsigned
     */
    public void setFlags(final int flags) {
        this.flags = flags;
    }

    /**
     * Sets {@link #exptime()}.
     *
     * @param exptime seconds as the client wrote them
     */
    public void setExptime(final int exptime) {
        this.exptime = exptime;
    }

    /**
     * Sets {@link #valueLength()}.
     *
     * @param valueLength bytes
     */
    public void setValueLength(final int valueLength) {
        this.valueLength = valueLength;
    }

    /**
     * Sets {@link #casUnique()}.
     *
     * @param casUnique 64 bits, unsigned
     */
    public void setCasUnique(final long casUnique) {
        this.casUnique = casUnique;
    }

    /**
     * Sets {@link #delta()}.
     *
     * @param delta 64 bits, unsigned
     */
    public void setDelta(final long delta) {
        this.delta = delta;
    }

    /**
     * Sets {@link #number()}.
     *
     * @param number 0 to 2<sup>32</sup>-1
     */
    public void setNumber(final long number) {
        this.number = number;
    }
}
