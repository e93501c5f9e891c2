/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One connection of the binary dialect to commands without a socket, which asks and looks at what comes back. */
final class BinaryDesk extends KeptReplies implements AutoCloseable {
    private static final int HEADER = 24;

    final ServerState state;
    private final ByteCache cache = ByteCache.builder().callerMaintains().build();
    private final CommandExecutor executor;
    private final Conversation conversation = new Conversation(1);
    private ByteBuffer replies = ByteBuffer.allocate(0);

    BinaryDesk(final ServerConfigBuilder config) {
        state = new ServerState(cache, config.port(0).build(), 1_800_000_000L);
        executor = new CommandExecutor(state, state.newCounters());
    }

    BinaryDesk() {
        this(ServerConfig.builder());
    }

    static byte[] packet(final int opcode, final int extras, final String key, final String value) {
        return ByteBuffer.allocate(HEADER + extras + key.length() + value.length())
            .put((byte) 0x80).put((byte) opcode).putShort((short) key.length()).put((byte) extras).put((byte) 0)
            .putShort((short) 0).putInt(extras + key.length() + value.length()).putInt(opcode * 3).putLong(0)
            .put(new byte[extras]).put(bytes(key)).put(bytes(value)).array();
    }

    static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Asks, and makes what came back what {@link #next} looks at. */
    BinaryDesk ask(final int opcode, final int extras, final String key, final String value) {
        send(packet(opcode, extras, key, value));
        return this;
    }

    /** Returns how many bytes of the input were used. */
    int send(final byte[] input) {
        final ByteBuffer in = ByteBuffer.allocateDirect(input.length).put(0, input);
        int used = 0;
        do {
            used += executor.process(conversation, in, used, input.length, this);
        } while (conversation.isUnfinished());
        replies = ByteBuffer.wrap(sent.toByteArray());
        sent.reset();
        return used;
    }

    /** All that came back and was not looked at yet. */
    ByteBuffer received() {
        return replies.slice();
    }

    /** The next response: opcode, status in hex, key, and value. */
    String next() {
        assertEquals((byte) 0x81, replies.get());
        final int opcode = replies.get() & 0xFF;
        final int keyLength = replies.getShort();
        final int extras = replies.get();
        replies.get();
        final int status = replies.getShort();
        final int body = replies.getInt();
        assertEquals(opcode * 3, replies.getInt(), "the opaque must come back");
        replies.getLong();
        final byte[] rest = new byte[body];
        replies.get(rest);
        final String text = new String(rest, StandardCharsets.ISO_8859_1).substring(extras);
        return Integer.toHexString(opcode) + " " + Integer.toHexString(status) + " " + text.substring(0, keyLength)
            + "=" + text.substring(keyLength);
    }

    /** Asks for statistics, up to the packet that ends them. */
    Map<String, String> stats(final String about) {
        ask(0x10, 0, about, "");
        final Map<String, String> stats = new LinkedHashMap<>();
        for (String next = next(); !"10 0 =".equals(next); next = next()) {
            assertTrue(next.startsWith("10 0 "), next);
            final int equals = next.indexOf('=');
            stats.put(next.substring(5, equals), next.substring(equals + 1));
        }
        assertFalse(replies.hasRemaining());
        return stats;
    }

    boolean isSilent() {
        return !replies.hasRemaining();
    }

    boolean isClosing() {
        return conversation.isClosing();
    }

    @Override
    public void close() {
        conversation.end();
        cache.close();
    }
}
