/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.CrawledItem;
import io.flagstone.engine.ItemCrawl;
import io.flagstone.engine.ItemVisitor;
import io.flagstone.protocol.meta.MetaReplies;
import io.flagstone.protocol.text.TextReplies;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A list of the cache's items on its way to one client: made a little at a time, and not before the client has taken
 * what was made already.
 */
final class ItemDump implements ItemVisitor, SlowReply {
    /** What is said of each item, and behind the last. */
    enum Form {
        METADUMP(TextReplies.END),
        MGDUMP(MetaReplies.MISS_LINE),
        CACHEDUMP(TextReplies.END);

        private final byte[] end;

        Form(final byte[] end) {
            this.end = end;
        }

        byte[] end() {
            return end;
        }
    }

    private static final int LONGEST_LINE = 1024;
    private static final int ITEMS_AT_A_TIME = 64;
    private static final int SLICES_PER_TURN = 64;
    private static final long LONGEST_CACHEDUMP = 2 << 20;

    private final Form form;
    private final ItemCrawl crawl;
    private final ServerState state;
    private final WireClock clock;
    private final StringBuilder line = new StringBuilder(LONGEST_LINE);
    private ReplyBuffer out;
    private long itemsLeft;
    private long bytesLeft;
    private boolean ended;

    /** @param maxItems 0 for no limit. */
    ItemDump(final Form form, final ItemCrawl crawl, final ServerState state, final long maxItems) {
        this.form = form;
        this.crawl = crawl;
        this.state = state;
        clock = state.clock;
        state.crawls.begin();
        itemsLeft = maxItems == 0 ? Long.MAX_VALUE : maxItems;
        bytesLeft = form == Form.CACHEDUMP ? LONGEST_CACHEDUMP : Long.MAX_VALUE;
    }

    @Override
    public boolean goOn(final ReplyBuffer to) {
        out = to;
        for (int slices = 0; slices < SLICES_PER_TURN; slices++) {
            if (itemsLeft == 0 || bytesLeft <= 0 || crawl.isAtEnd()) {
                out.put(form.end);
                end();
                return true;
            }
            if (!out.ensure(ITEMS_AT_A_TIME * LONGEST_LINE)) {
                return false;
            }
            itemsLeft -= crawl.next(this, (int) Math.min(ITEMS_AT_A_TIME, itemsLeft));
        }
        return false;
    }

    @Override
    public void end() {
        if (!ended) {
            ended = true;
            state.crawls.end();
        }
    }

    @Override
    public void onItem(final CrawledItem item) {
        state.crawls.looksAt(item.slabClass());
        line.setLength(0);
        switch (form) {
            case METADUMP -> metadump(item);
            case MGDUMP -> {
                line.append("mg ");
                if (item.hasBinaryKey()) {
                    line.append(Base64.getEncoder().encodeToString(item.key())).append(" b\r\n");
                } else {
                    key(item);
                    line.append("\r\n");
                }
            }
            default -> cachedump(item);
        }
        bytesLeft -= line.length();
        if (bytesLeft > 0) {
            send();
        }
    }

    private void metadump(final CrawledItem item) {
        line.append("key=");
        uriEncodedKey(item);
        line.append(" exp=").append(item.deadline() == 0 ? -1 : clock.unixTime(item.deadline()))
            .append(" la=").append(clock.unixSecond() - item.idleSeconds())
            .append(" cas=").append(Long.toUnsignedString(state.uniqueOrNone(item.casUnique())))
            .append(" fetch=").append(item.isFetched() ? "yes" : "no")
            .append(" cls=").append(item.slabClass())
            .append(" size=").append(item.itemLength())
            .append(" flags=").append(Integer.toUnsignedString(item.flags()))
            .append(" \n");
    }

    /** As in memcached, keys that are no text are left out. */
    private void cachedump(final CrawledItem item) {
        if (item.hasBinaryKey()) {
            return;
        }
        line.append("ITEM ");
        key(item);
        line.append(" [").append(item.valueLength()).append(" b; ")
            .append(item.deadline() == 0 ? 0 : clock.unixTime(item.deadline())).append(" s]\r\n");
    }

    private void key(final CrawledItem item) {
        for (int i = 0; i < item.keyLength(); i++) {
            line.append((char) (item.keyByte(i) & 0xFF));
        }
    }

    private void uriEncodedKey(final CrawledItem item) {
        for (int i = 0; i < item.keyLength(); i++) {
            UriText.append(line, item.keyByte(i));
        }
    }

    private void send() {
        final ByteBuffer buffer = out.buffer();
        int index = out.index();
        for (int i = 0; i < line.length(); i++) {
            buffer.put(index++, (byte) line.charAt(i));
        }
        out.advance(index);
    }
}
