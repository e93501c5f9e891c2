/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.binary.BinaryOpcode;
import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The commands by which a client says who it is, and what it may ask for before it has. */
final class BinarySasl {
    /** Longer messages are refused, so that no more than this is buffered for a client that nobody knows. */
    private static final int LONGEST_MESSAGE = 16 << 10;
    private static final int LONGEST_MECHANISM = 32;
    private static final byte[] AUTHENTICATED = "Authenticated".getBytes(StandardCharsets.US_ASCII);

    private final ServerState state;
    private final Counters counters;
    private final BinaryRequest request;
    private final BinaryReplies replies;

    BinarySasl(final ServerState state, final Counters counters, final BinaryRequest request,
            final BinaryReplies replies) {
        this.state = state;
        this.counters = counters;
        this.request = request;
        this.replies = replies;
    }

    /** Tells whether the client may have the request carried out. */
    boolean admits(final Conversation conversation) {
        return conversation.authenticated || state.authenticator() == null || switch (request.opcode()) {
            case SASL_LIST, SASL_AUTH, SASL_STEP, VERSION -> true;
            default -> false;
        };
    }

    /** Tells whether the request has to wait until its message is whole. */
    boolean waits(final int available) {
        return isMessage() && request.valueLength() <= LONGEST_MESSAGE && available < request.valueLength();
    }

    private boolean isMessage() {
        return state.authenticator() != null
            && (request.opcode() == BinaryOpcode.SASL_AUTH || request.opcode() == BinaryOpcode.SASL_STEP);
    }

    void list(final Conversation conversation) {
        final SaslAuthenticator authenticator = state.authenticator();
        if (authenticator == null) {
            replies.error(conversation, request, BinaryStatus.UNKNOWN_COMMAND);
        } else {
            replies.words(conversation, request, BinaryStatus.SUCCESS,
                authenticator.mechanisms().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Carries a request out whose message begins at an index, whole if it is not too long. */
    void authenticate(final Conversation conversation, final ByteBuffer in, final int at) {
        if (!isMessage()) {
            replies.error(conversation, request, BinaryStatus.UNKNOWN_COMMAND);
        } else if (request.keyLength() > LONGEST_MECHANISM) {
            replies.error(conversation, request, BinaryStatus.INVALID_ARGUMENTS);
        } else if (request.valueLength() > LONGEST_MESSAGE) {
            replies.error(conversation, request, BinaryStatus.OUT_OF_MEMORY);
        } else {
            decide(conversation, in, at);
        }
        DataBlock.swallow(conversation, request.valueLength());
    }

    private void decide(final Conversation conversation, final ByteBuffer in, final int at) {
        final byte[] mechanism = new byte[request.keyLength()];
        in.get(request.keyOffset(), mechanism);
        final byte[] message = new byte[request.valueLength()];
        in.get(at, message);
        counters.increment(Counter.AUTH_COMMANDS);
        // There is no second step to any mechanism here, and so none to go on with.
        final boolean believed = request.opcode() == BinaryOpcode.SASL_AUTH
            && state.authenticator().believes(new String(mechanism, StandardCharsets.ISO_8859_1), message);
        Arrays.fill(message, (byte) 0);
        if (believed) {
            conversation.authenticated = true;
            replies.words(conversation, request, BinaryStatus.SUCCESS, AUTHENTICATED);
        } else {
            conversation.authenticated = false;
            counters.increment(Counter.AUTH_ERRORS);
            replies.error(conversation, request, BinaryStatus.AUTHENTICATION_FAILED);
        }
    }
}
