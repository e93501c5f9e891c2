/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.engine.ValueView;
import io.flagstone.listener.command.CommandExecutor;
import io.flagstone.listener.command.ConnectionStatus;
import io.flagstone.listener.command.Conversation;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.ReplySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** One client. Every method is its worker's. */
final class Connection implements ReplySink, ConnectionStatus {
    /** The longest request line that is waited for: a get of many keys. */
    private static final int LONGEST_LINE = 4 << 20;
    private static final int LARGEST_READ = 64 << 10;
    private static final byte[] TOO_LONG = {'S', 'E', 'R', 'V', 'E', 'R', '_', 'E', 'R', 'R', 'O', 'R', ' ', 'o', 'u',
        't', ' ', 'o', 'f', ' ', 'm', 'e', 'm', 'o', 'r', 'y', ' ', 'r', 'e', 'a', 'd', 'i', 'n', 'g', ' ', 'r', 'e',
        'q', 'u', 'e', 's', 't', '\r', '\n'};

    private static final ByteBuffer NO_INPUT = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final Conversation conversation;
    private final Counters counters;
    private final BufferPool pool;
    private final PendingOutput pending;
    private final SocketName client;
    private final SocketName server;
    private SelectionKey key;
    /** Input that is not used up, from index 0 to its position; null if there is none. */
    private ByteBuffer rest;
    private boolean failed;
    private boolean closed;
    private boolean queued;

    /** @param woken takes the connection when it has something to send that was not asked for; by any thread. */
    Connection(final SocketChannel channel, final long id, final Counters counters, final BufferPool pool,
            final Consumer<Connection> woken) throws IOException {
        this.channel = channel;
        this.counters = counters;
        this.pool = pool;
        client = SocketName.of(channel.getRemoteAddress());
        server = SocketName.of(channel.getLocalAddress());
        conversation = new Conversation(id, () -> woken.accept(this));
        pending = new PendingOutput(pool);
    }

    void registered(final SelectionKey as) {
        key = as;
    }

    /** Reads once and answers what came. False if the connection is over. */
    boolean onReadable(final ByteBuffer shared, final CommandExecutor executor) throws IOException {
        if (conversation.isUnfinished()) {
            return true;
        }
        final ByteBuffer target = rest == null ? shared.clear() : roomBehindRest();
        if (target == null) {
            return false;
        }
        final int read = channel.read(target);
        if (read < 0) {
            conversation.leave();
            return false;
        }
        counters.add(Counter.BYTES_READ, read);
        if (rest == null) {
            return work(executor, shared, shared.position());
        }
        rest.limit(rest.capacity());
        return work(executor, rest, rest.position());
    }

    /** The connection's own buffer with room for one more read, or null if the line has become too long. */
    private ByteBuffer roomBehindRest() throws IOException {
        if (!rest.hasRemaining()) {
            if (rest.position() >= LONGEST_LINE) {
                counters.increment(Counter.READ_BUFFER_REFUSED);
                channel.write(ByteBuffer.wrap(TOO_LONG));
                return null;
            }
            final ByteBuffer larger = pool.take(rest.capacity() * 2);
            rest.flip();
            larger.put(rest);
            pool.give(rest);
            rest = larger;
        }
        rest.limit(Math.min(rest.capacity(), rest.position() + LARGEST_READ));
        return rest;
    }

    /** Executes what lies in a buffer from index 0, and keeps what is left of it. False if the connection is over. */
    private boolean work(final CommandExecutor executor, final ByteBuffer in, final int limit) {
        final int used = executor.process(conversation, in, 0, limit, this);
        keep(in, used, limit);
        if (failed) {
            return false;
        }
        if (isBlocked()) {
            interest(SelectionKey.OP_WRITE);
            return true;
        }
        return !conversation.isClosing();
    }

    private void keep(final ByteBuffer in, final int used, final int limit) {
        final int left = conversation.isClosing() || failed ? 0 : limit - used;
        if (in == rest) {
            if (left == 0) {
                pool.give(rest);
                rest = null;
            } else if (used > 0) {
                rest.position(used).limit(limit);
                rest.compact();
            }
        } else if (left > 0) {
            rest = pool.take(left);
            rest.put(0, in, used, left).position(left);
        }
    }

    /** Sends what was kept, and goes on with the requests that had to wait. False if the connection is over. */
    boolean onWritable(final CommandExecutor executor) throws IOException {
        counters.add(Counter.BYTES_WRITTEN, pending.writeTo(channel));
        if (!pending.isEmpty()) {
            return true;
        }
        if (conversation.isClosing()) {
            return false;
        }
        interest(SelectionKey.OP_READ);
        return !conversation.isUnfinished() || goOn(executor);
    }

    /**
     * Tells whether requests are left that no event will tell of, so that the connection, which had its turn, has to
     * queue for another. A connection that stands in the queue does not queue again.
     */
    boolean queuesForTurn() {
        final boolean queues = !queued && wantsTurn();
        queued |= queues;
        return queues;
    }

    /** Takes the connection, which comes from the queue, out of it; true if it still wants its turn. */
    boolean leavesQueue() {
        queued = false;
        return wantsTurn();
    }

    private boolean wantsTurn() {
        return conversation.isUnfinished() && !isBlocked() && !closed;
    }

    /** Goes on with what was left. False if the connection is over. */
    boolean goOn(final CommandExecutor executor) {
        return rest == null ? work(executor, NO_INPUT, 0) : work(executor, rest, rest.position());
    }

    private void interest(final int operation) {
        if (key.interestOps() != operation) {
            key.interestOps(operation);
        }
    }

    @Override
    public void send(final ByteBuffer bytes, final int length) {
        int written = 0;
        if (pending.isEmpty() && !failed) {
            bytes.position(0).limit(length);
            try {
                written = channel.write(bytes);
                counters.add(Counter.BYTES_WRITTEN, written);
            } catch (final IOException e) {
                failed = true;
            } finally {
                bytes.clear();
            }
        }
        if (written < length && !failed) {
            pending.add(bytes, written, length);
        }
    }

    @Override
    public void send(final ValueView value) {
        if (pending.isEmpty() && !failed) {
            try {
                counters.add(Counter.BYTES_WRITTEN, value.writeTo(channel));
            } catch (final IOException e) {
                failed = true;
            }
        }
        if (value.remaining() > 0 && !failed) {
            pending.add(value);
        } else {
            value.close();
        }
    }

    @Override
    public boolean isBlocked() {
        return failed || !pending.isEmpty();
    }

    /** Closes the socket and gives everything back. */
    void close() {
        closed = true;
        conversation.end();
        pending.clear();
        if (rest != null) {
            pool.give(rest);
            rest = null;
        }
        try {
            channel.close();
        } catch (final IOException e) {
            // The socket is gone either way.
            failed = true;
        }
    }

    /** Notes that it has something to send that was not asked for; true if it has to queue for a turn. */
    boolean wake() {
        conversation.wake();
        return queuesForTurn();
    }

    /** Tells why it ends, in memcached's words. */
    String closeReason() {
        return conversation.closeReason();
    }

    @Override
    public long id() {
        return conversation.id();
    }

    @Override
    public String host() {
        return client.host();
    }

    @Override
    public int port() {
        return client.port();
    }

    @Override
    public String transport() {
        return client.transport();
    }

    @Override
    public String address() {
        return client.whole();
    }

    @Override
    public String listenAddress() {
        return server.whole();
    }

    @Override
    public String state() {
        return pending.isEmpty() ? conversation.status() : "conn_mwrite";
    }

    @Override
    public int repliesWaiting() {
        return pending.parts();
    }

    @Override
    public int lastSecond() {
        return conversation.lastSecond();
    }
}
