/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.BindingProtocol;
import io.flagstone.listener.command.CommandExecutor;
import io.flagstone.listener.command.Conversation;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.InFlightMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** One client. Every method is its worker's. */
final class Connection implements NamedSocket {
    /** The longest request line that is waited for: a get of many keys. */
    static final int LONGEST_LINE = 4 << 20;
    private static final int LARGEST_READ = 64 << 10;
    private static final byte[] TOO_LONG = {'S', 'E', 'R', 'V', 'E', 'R', '_', 'E', 'R', 'R', 'O', 'R', ' ', 'o', 'u',
        't', ' ', 'o', 'f', ' ', 'm', 'e', 'm', 'o', 'r', 'y', ' ', 'r', 'e', 'a', 'd', 'i', 'n', 'g', ' ', 'r', 'e',
        'q', 'u', 'e', 's', 't', '\r', '\n'};

    private static final ByteBuffer NO_INPUT = ByteBuffer.allocate(0);

    private final Transport transport;
    private final Conversation conversation;
    private final Counters counters;
    private final BufferPool pool;
    private final Replies replies;
    private final boolean plain;
    private final SocketName server;
    /** What has to say who the client is, null if the socket knows. */
    private final ProxiedInput proxied;
    private final Consumer<Connection> ready;
    private SocketName client;
    private SelectionKey key;
    /** Input that is not used up, from index 0 to its position; null if there is none. */
    private ByteBuffer rest;
    private boolean closed;
    private boolean queued;
    private boolean arriving;
    private boolean draining;
    /** Whether the last read gave nothing, and nothing was done since. */
    private boolean dry;

    /**
     * Makes a connection of a socket.
     *
     * @param inFlight is told of values that the client does not take.
     * @param woken takes the connection when it has something to send that was not asked for; by any thread.
     * @param ready takes it when it is no longer {@link #isArriving}.
     * @param filter of what goes through it; null for none.
     */
    Connection(final Accepted accepted, final long id, final Counters counters, final BufferPool pool,
            final TlsBuffers buffers, final InFlightMemory inFlight, final Consumer<Connection> woken,
            final Consumer<Connection> ready, final TransportFilter filter) throws IOException {
        final SocketChannel channel = accepted.channel();
        final Listener listener = accepted.listener();
        proxied = listener.protocol() == BindingProtocol.PROXY ? new ProxiedInput(channel) : null;
        final ReadableByteChannel input = proxied == null ? channel : proxied;
        final Transport own = listener.tls() == null ? new PlainTransport(input, channel)
            : new TlsTransport(input, channel, listener.tls(), listener.place().tls(), buffers, counters);
        transport = filter == null ? own : filter.filter(own, channel, () -> woken.accept(this));
        plain = transport instanceof PlainTransport;
        arriving = proxied != null || !transport.isReady();
        this.counters = counters;
        this.pool = pool;
        this.ready = ready;
        client = SocketName.of(channel.getRemoteAddress());
        server = listener.nameFor(channel.getLocalAddress());
        conversation = new Conversation(id, listener.protocol(), () -> woken.accept(this));
        replies = new Replies(transport, counters, pool, inFlight);
    }

    /** @param second in which it was accepted, of the cache's clock. */
    void registered(final SelectionKey as, final int second) {
        key = as;
        conversation.active(second);
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
        final int read = transport.read(target);
        dry = read <= 0;
        if (arriving) {
            arrive();
            dry &= arriving;
        }
        if (read < 0) {
            conversation.leave();
            return false;
        }
        if (read == 0) {
            interest(transport.readsOn());
            return true;
        }
        counters.add(Counter.BYTES_READ, read);
        if (rest == null) {
            return work(executor, shared, 0, shared.position());
        }
        rest.limit(rest.capacity());
        return work(executor, rest, 0, rest.position());
    }

    /** Whether it can be read into a buffer that others are read into too, before any of them is answered. */
    boolean readsTogether() {
        return plain && rest == null && !arriving && !conversation.isUnfinished();
    }

    /** Reads once, behind what is in a buffer. Returns the bytes that came, -1 if the client has gone. */
    int read(final ByteBuffer behind) throws IOException {
        final int read = transport.read(behind);
        if (read < 0) {
            conversation.leave();
        } else {
            counters.add(Counter.BYTES_READ, read);
        }
        return read;
    }

    /** Answers what was read into a part of a buffer. False if the connection is over. */
    boolean answer(final CommandExecutor executor, final ByteBuffer in, final int from, final int to)
            throws IOException {
        return work(executor, in, from, to);
    }

    private void arrive() {
        if (transport.isReady() && !awaitsAddress()) {
            arriving = false;
            if (proxied != null && proxied.client() != null) {
                client = proxied.client();
            }
            ready.accept(this);
        }
    }

    /** Whether the two sides are not through with what comes before the first request. */
    boolean isArriving() {
        return arriving;
    }

    /** Whether somebody else tells where the client is. */
    boolean isProxied() {
        return proxied != null;
    }

    /** Whether it is not known yet where the client is. */
    boolean awaitsAddress() {
        return proxied != null && !proxied.isComplete();
    }

    /** The connection's own buffer with room for one more read, or null if there is none for so long a line. */
    private ByteBuffer roomBehindRest() throws IOException {
        if (!rest.hasRemaining()) {
            final ByteBuffer larger = rest.position() >= LONGEST_LINE ? null : pool.grow(rest, LONGEST_LINE);
            if (larger == null) {
                refuseInput();
                return null;
            }
            rest = larger;
        }
        rest.limit(Math.min(rest.capacity(), rest.position() + LARGEST_READ));
        return rest;
    }

    private void refuseInput() throws IOException {
        counters.increment(Counter.READ_BUFFER_REFUSED);
        replies.sendLast(TOO_LONG);
    }

    /** Executes what lies in a part of a buffer, and keeps what is left of it. False if the connection is over. */
    private boolean work(final CommandExecutor executor, final ByteBuffer in, final int from, final int limit)
            throws IOException {
        dry = false;
        final int used = executor.process(conversation, in, from, limit, replies);
        keep(in, from + used, limit);
        if (replies.hasFailed()) {
            return false;
        }
        if (isBlocked()) {
            interest(SelectionKey.OP_WRITE);
            return true;
        }
        return !conversation.isClosing();
    }

    private void keep(final ByteBuffer in, final int used, final int limit) throws IOException {
        final int left = conversation.isClosing() || replies.hasFailed() ? 0 : limit - used;
        if (in == rest) {
            if (left == 0) {
                giveRest();
            } else if (used > 0) {
                rest.position(used).limit(limit);
                rest.compact();
            }
        } else if (left > 0) {
            rest = pool.takeForInput(left);
            if (rest == null) {
                refuseInput();
                replies.fail();
            } else {
                rest.put(0, in, used, left).position(left);
            }
        }
    }

    /** Sends what was kept, and goes on with the requests that had to wait. False if the connection is over. */
    boolean onWritable(final ByteBuffer shared, final CommandExecutor executor) throws IOException {
        dry = false;
        if (replies.sendKept() > 0) {
            executor.active(conversation);
        }
        replies.flush();
        if (isBlocked()) {
            return true;
        }
        if (conversation.isClosing()) {
            return false;
        }
        interest(SelectionKey.OP_READ);
        if (conversation.isUnfinished()) {
            return goOn(shared, executor);
        }
        return transport.readsOn() != SelectionKey.OP_WRITE || onReadable(shared, executor);
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
        return (conversation.isUnfinished() || transport.holdsInput() || draining && !dry) && !isBlocked() && !closed;
    }

    /** Goes on with what was left. False if the connection is over. */
    boolean goOn(final ByteBuffer shared, final CommandExecutor executor) throws IOException {
        if (!conversation.isUnfinished()) {
            return onReadable(shared, executor);
        }
        return rest == null ? work(executor, NO_INPUT, 0, 0) : work(executor, rest, 0, rest.position());
    }

    private void interest(final int operation) {
        if (key.interestOps() != operation) {
            key.interestOps(operation);
        }
    }

    /** Where its replies go. */
    Replies replies() {
        return replies;
    }

    /** Tells whether its client has to take something before it is worth while to read on, or cannot be sent more. */
    boolean isBlocked() {
        return replies.isBlocked();
    }

    /** Tells whether the client has to send something, so that its time is running; as in memcached over TCP only. */
    boolean waitsForClient() {
        return !isBlocked() && !conversation.isWatching() && "tcp".equals(client.transport());
    }

    /** Tells whether input is kept for it. */
    boolean keepsInput() {
        return rest != null;
    }

    /** Tells whether output is kept for it. */
    boolean keepsOutput() {
        return !replies.isEmpty();
    }

    /** Tells whether an item's memory is kept for it, of either direction. */
    boolean holdsItem() {
        return conversation.isReceiving() || replies.holdsValue();
    }

    /** Has it read, whenever it is not blocked, until there is nothing more: no event tells of what came before. */
    void drain() {
        draining = true;
        dry = false;
    }

    /** Tells whether nothing was begun that is not done, nor has come and was not read. */
    boolean isDrained() {
        return dry && rest == null && !isBlocked() && !transport.holdsInput() && conversation.isAtRest();
    }

    boolean isClosed() {
        return closed;
    }

    /** Closes the socket and gives everything back. */
    void close() {
        closed = true;
        // Without any memory of its own: where there is none left, sockets have to be closed all the same.
        try {
            replies.clear();
        } finally {
            try {
                conversation.end();
            } finally {
                giveRestAndClose();
            }
        }
    }

    private void giveRestAndClose() {
        try {
            giveRest();
        } finally {
            closeTransport();
        }
    }

    private void giveRest() {
        if (rest != null) {
            pool.giveInput(rest);
            rest = null;
        }
    }

    private void closeTransport() {
        try {
            transport.close();
        } catch (final IOException e) {
            // The socket is gone either way.
            replies.fail();
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
    public SocketName name() {
        return client;
    }

    @Override
    public String listenAddress() {
        return server.whole();
    }

    @Override
    public String state() {
        return replies.isEmpty() ? conversation.status() : "conn_mwrite";
    }

    @Override
    public int repliesWaiting() {
        return replies.parts();
    }

    @Override
    public int lastSecond() {
        return conversation.lastSecond();
    }
}
