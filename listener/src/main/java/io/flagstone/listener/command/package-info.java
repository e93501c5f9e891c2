/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * What the commands mean: requests on one side, a cache on the other, and no socket anywhere.
 *
 * <p>Imports {@code io.flagstone.engine}, {@code io.flagstone.protocol} and the configuration; bytes come in as a
 * buffer and go out to a {@link io.flagstone.listener.command.ReplySink}, so that every rule can be tested in memory.
 *
 * <p><b>Threads.</b> A {@link io.flagstone.listener.command.CommandExecutor} belongs to one worker, a
 * {@link io.flagstone.listener.command.Conversation} to one connection of it. What workers share
 * ({@link io.flagstone.listener.command.ServerState}) is immutable, volatile, or counters with one writer each.
 *
 * <p><b>Dialects.</b> The first byte of a connection says which it speaks, for good. The text dialect is read by
 * {@code CommandExecutor} itself, the binary one by {@code BinaryCommands}, which answers in packets and shares what
 * does not depend on words: data blocks, counters, events, reports. Clients who have to say
 * who they are speak one dialect: binary if a {@link io.flagstone.listener.command.SaslAuthenticator} decides about
 * them, text if a {@link io.flagstone.listener.command.PasswordCheck} does. What a stranger says in text is neither
 * looked at nor logged, but by {@code TextLogin}; what it sends in advance is not kept.
 *
 * <p><b>Values.</b> Up to 16 KiB they are copied into the worker's reply buffer, under the item's version; longer
 * ones are pinned and go out from the arena. A body that has arrived whole is stored from the input buffer; any other
 * goes into the item's own memory as it arrives.
 *
 * <p><b>Meta.</b> {@code mg} reads without a lock, but under the one of the key's stripe with the flags N, T and R, and
 * when it finds an item that is stale and not announced, which it then wins. An {@code ms} whose body comes in pieces
 * keeps a copy of its flags and key in the conversation.
 *
 * <p><b>Events.</b> Commands tell {@link io.flagstone.listener.command.EventLog} what they do; while nobody watches and
 * {@code stats detail} is off, that is one branch on a volatile mask. Else the worker makes the line and offers it to
 * each {@code Watcher}: a queue bounded by lines and bytes, which any thread adds to and the watching connection's
 * worker sends from. What finds no room is skipped and counted; nobody waits. The hub's lock guards who watches.
 * Evictions are told under a stripe's lock. <i>Rejected:</i> memcached's buffer for each worker and the thread that
 * carries lines from there to watchers: a second copy, a thread that sleeps and wakes, and lines up to a second late.
 *
 * <p><b>Recording.</b> With an admin port, {@code CommandSampler} times one command in 61 and offers its key; without
 * one that is a branch on a null.
 *
 * <p><b>Intentional.</b> {@code mg} with a time to live counts as a touch if it hits and as a get if it does not; an
 * {@code ms} that cannot be stored deletes the old item in every mode; {@code ma} with an opaque too long counts and
 * then refuses. What memcached tunes and this cache has no use for (the crawler's pace, the balance's ratio
 * and window) is remembered and shown.
 *
 * <p><b>Otherwise than memcached.</b> A time to live that has passed is shown as {@code t0}, not as what is left of
 * 2<sup>32</sup>. Items that mg, ma and md make of a base64 key remember that it is one; memcached forgets, and then
 * shows a key that may break the line. {@code ma} gives a number that needs more room its time to live and unique too;
 * memcached gives them to the item that it has just replaced. An {@code mg} with an opaque too long does nothing;
 * one with {@code u} and {@code v} marks a value that goes out from the arena as fetched all the same.
 * {@code -vv} shows the line of every answer of the meta dialect.
 */
package io.flagstone.listener.command;
