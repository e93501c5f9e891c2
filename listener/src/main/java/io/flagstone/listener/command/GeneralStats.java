/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.CacheStats;
import io.flagstone.engine.LruStats;
import io.flagstone.engine.PageMoveStats;
import io.flagstone.engine.SlabClassStats;
import java.util.function.ToLongFunction;

/** The answer to {@code stats}: memcached's fields, in its order. */
final class GeneralStats {
    private final ServerState state;

    GeneralStats(final ServerState state) {
        this.state = state;
    }

    byte[] report() {
        final StatLines lines = new StatLines();
        process(lines);
        connections(lines);
        commands(lines);
        final CacheStats cache = state.cacheStats();
        network(lines, cache);
        memory(lines, cache);
        items(lines, cache);
        return lines.end();
    }

    private long since(final Counter counter) {
        return state.sum(counter) - state.baseline().of(counter);
    }

    private StatLines add(final StatLines lines, final String name, final Counter counter) {
        return lines.add(name, since(counter));
    }

    private void process(final StatLines lines) {
        final CpuTime cpu = CpuTime.ofThisProcess();
        lines.add("pid", ProcessHandle.current().pid())
            .add("uptime", state.clock.second())
            .add("time", state.clock.unixSecond())
            .add("version", ServerState.VERSION)
            .add("libevent", "java.nio " + Runtime.version().feature())
            .add("pointer_size", System.getProperty("sun.arch.data.model", "64"))
            .add("rusage_user", cpu.user())
            .add("rusage_system", cpu.system());
    }

    private void connections(final StatLines lines) {
        lines.add("max_connections", state.config.maxConnections())
            .add("curr_connections", state.sum(Counter.CURR_CONNECTIONS));
        add(lines, "total_connections", Counter.TOTAL_CONNECTIONS);
        if (state.config.maxconnsFast()) {
            add(lines, "rejected_connections", Counter.REJECTED_CONNECTIONS);
        }
        lines.add("connection_structures", state.sum(Counter.CONNECTION_STRUCTURES))
            .add("response_obj_oom", since(Counter.RESPONSE_REFUSED))
            .add("response_obj_count", state.config.threads())
            .add("response_obj_bytes", (long) state.config.threads() * ReplyBuffer.CAPACITY)
            .add("read_buf_count", state.sum(Counter.READ_BUFFERS))
            .add("read_buf_bytes", state.sum(Counter.READ_BUFFER_BYTES))
            .add("read_buf_bytes_free", state.sum(Counter.READ_BUFFER_BYTES_FREE));
        add(lines, "read_buf_oom", Counter.READ_BUFFER_REFUSED);
        lines.add("reserved_fds", state.reservedDescriptors());
    }

    private void commands(final StatLines lines) {
        add(lines, "cmd_get", Counter.CMD_GET);
        add(lines, "cmd_set", Counter.CMD_SET);
        add(lines, "cmd_flush", Counter.CMD_FLUSH);
        add(lines, "cmd_touch", Counter.CMD_TOUCH);
        add(lines, "cmd_meta", Counter.CMD_META);
        add(lines, "get_hits", Counter.GET_HITS);
        add(lines, "get_misses", Counter.GET_MISSES);
        add(lines, "get_expired", Counter.GET_EXPIRED);
        add(lines, "get_flushed", Counter.GET_FLUSHED);
        add(lines, "delete_misses", Counter.DELETE_MISSES);
        add(lines, "delete_hits", Counter.DELETE_HITS);
        add(lines, "incr_misses", Counter.INCR_MISSES);
        add(lines, "incr_hits", Counter.INCR_HITS);
        add(lines, "decr_misses", Counter.DECR_MISSES);
        add(lines, "decr_hits", Counter.DECR_HITS);
        add(lines, "cas_misses", Counter.CAS_MISSES);
        add(lines, "cas_hits", Counter.CAS_HITS);
        add(lines, "cas_badval", Counter.CAS_BADVAL);
        add(lines, "touch_hits", Counter.TOUCH_HITS);
        add(lines, "touch_misses", Counter.TOUCH_MISSES);
        add(lines, "store_too_large", Counter.STORE_TOO_LARGE);
        add(lines, "store_no_memory", Counter.STORE_NO_MEMORY);
        add(lines, "auth_cmds", Counter.AUTH_COMMANDS);
        add(lines, "auth_errors", Counter.AUTH_ERRORS);
        if (state.config.idleTimeout() > 0) {
            add(lines, "idle_kicks", Counter.IDLE_KICKS);
        }
    }

    private void network(final StatLines lines, final CacheStats cache) {
        add(lines, "bytes_read", Counter.BYTES_READ);
        add(lines, "bytes_written", Counter.BYTES_WRITTEN);
        lines.add("limit_maxbytes", cache.memoryLimit())
            .add("accepting_conns", 1 - state.sum(Counter.LISTEN_PAUSED))
            .add("listen_disabled_num", since(Counter.LISTEN_DISABLED))
            .add("time_in_listen_disabled_us", since(Counter.LISTEN_DISABLED_MICROS))
            .add("threads", state.config.threads());
        add(lines, "conn_yields", Counter.CONN_YIELDS);
    }

    private void memory(final StatLines lines, final CacheStats cache) {
        final long buckets = Math.max(1, cache.indexBuckets());
        long outOfMemory = 0;
        for (final SlabClassStats slab : cache.slabClasses()) {
            outOfMemory += slab.outOfMemory();
        }
        final CacheStats old = state.baseline().cache;
        if (old != null) {
            for (final SlabClassStats slab : old.slabClasses()) {
                outOfMemory -= slab.outOfMemory();
            }
        }
        final PageMoveStats now = cache.pageMoves();
        final PageMoveStats then = old == null ? PageMoveStats.NONE : old.pageMoves();
        lines.add("hash_power_level", Long.SIZE - 1 - Long.numberOfLeadingZeros(buckets))
            .add("hash_bytes", cache.indexBytes())
            .add("hash_is_expanding", Long.bitCount(buckets) == 1 ? 0 : 1)
            .add("slab_reassign_rescues", now.itemsRescued() - then.itemsRescued())
            .add("slab_reassign_chunk_rescues", now.partsRescued() - then.partsRescued())
            .add("slab_reassign_inline_reclaim", now.itemsEvicted() - then.itemsEvicted())
            .add("slab_reassign_busy_items", now.heldItems() - then.heldItems())
            .add("slab_reassign_busy_deletes", 0)
            .add("slab_reassign_busy_nomem", now.unhoused() - then.unhoused())
            .add("slab_reassign_last_busy_status", now.heldItems() == then.heldItems() ? "none" : "busy")
            .add("slab_reassign_running", state.cache.isMovingPage() ? 1 : 0)
            .add("slabs_moved", cache.pagesMoved() - (old == null ? 0 : old.pagesMoved()))
            .add("lru_crawler_running", state.crawls.isRunning() ? 1 : 0)
            .add("lru_crawler_starts", state.crawls.starts() - state.baseline().crawls)
            .add("lru_maintainer_juggles", 0)
            .add("malloc_fails", outOfMemory)
            .add("log_worker_dropped", 0)
            .add("log_worker_written", state.events.written() - state.baseline().written)
            .add("log_watcher_skipped", state.events.skipped() - state.baseline().skipped)
            .add("log_watcher_sent", state.events.sent() - state.baseline().sent)
            .add("log_watchers", state.events.watchers());
        tls(lines);
        lines.add("unexpected_napi_ids", 0)
            .add("round_robin_fallback", 0);
    }

    private void tls(final StatLines lines) {
        if (!state.hasCertificates()) {
            return;
        }
        if (state.config.tls().sessionCache()) {
            add(lines, "ssl_new_sessions", Counter.SSL_NEW_SESSIONS);
        }
        add(lines, "ssl_handshake_errors", Counter.SSL_HANDSHAKE_ERRORS);
        add(lines, "ssl_proto_errors", Counter.SSL_PROTOCOL_ERRORS);
        lines.add("time_since_server_cert_refresh", state.secondsSinceCertificates());
    }

    /** Adds up a counter of the lists of a segmented LRU, which are 0 under another policy. */
    private long lists(final CacheStats cache, final ToLongFunction<LruStats> counter) {
        long sum = 0;
        for (final SlabClassStats slab : cache.slabClasses()) {
            final SlabClassStats old = state.baseline().of(slab.classId());
            sum += counter.applyAsLong(slab.lru()) - (old == null ? 0 : counter.applyAsLong(old.lru()));
        }
        return sum;
    }

    private void items(final StatLines lines, final CacheStats cache) {
        final CacheStats old = state.baseline().cache;
        lines.add("bytes", cache.itemBytes())
            .add("curr_items", cache.items())
            .add("total_items", cache.totalItems() - (old == null ? 0 : old.totalItems()))
            .add("slab_global_page_pool", cache.pooledPages())
            .add("expired_unfetched", cache.expiredUnfetched() - (old == null ? 0 : old.expiredUnfetched()))
            .add("evicted_unfetched", cache.evictedUnfetched() - (old == null ? 0 : old.evictedUnfetched()))
            .add("evicted_active", 0)
            .add("evictions", cache.evictions() - (old == null ? 0 : old.evictions()))
            .add("reclaimed", cache.reclaimed() - (old == null ? 0 : old.reclaimed()))
            .add("crawler_reclaimed", 0)
            .add("crawler_items_checked", state.crawls.checked() - state.baseline().crawled)
            .add("lrutail_reflocked", 0)
            .add("moves_to_cold", lists(cache, LruStats::movesToCold))
            .add("moves_to_warm", cache.promotions() - (old == null ? 0 : old.promotions())
                + lists(cache, LruStats::movesToWarm))
            .add("moves_within_lru", cache.secondChances() - (old == null ? 0 : old.secondChances())
                + lists(cache, LruStats::movesWithinLru))
            .add("direct_reclaims", cache.evictions() - (old == null ? 0 : old.evictions()))
            .add("lru_bumps_dropped", 0);
    }
}
