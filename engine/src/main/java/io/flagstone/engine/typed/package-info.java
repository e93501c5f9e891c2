/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * The typed cache: objects over the byte cache, loaded when they are absent. {@link io.flagstone.engine.typed.Cache} is
 * the face; {@code Entries} has the operations on single entries, {@code Flights} the loads that are under way.
 *
 * <p>Imports the byte cache's public face, {@code serializer}, {@code time}, {@code events}, {@code waiting}, and of
 * {@code memory} and {@code item} the number of a thread and the longest key.
 *
 * <p><b>Who may store what he has loaded.</b> The item that a load found when it began is its claim: an absent one, the
 * empty one that announces it, or the old one that it refreshes. The value is stored by ADD or CAS, so that whatever
 * was stored meanwhile, here or over the wire, stays. What is removed meanwhile leaves no trace that ADD would see:
 * so {@code put} and {@code invalidate} take the load out of the flights and mark it, and its value is handed to those
 * who wait for it, and not stored. Who removes an absent key over the wire while it is loaded here is not noticed,
 * unless loads are announced.
 *
 * <p><b>Locks.</b> A {@code Flight} has one, held for one store in the byte cache, to mark it, to take its loader or to
 * name its thread; no code of a user runs under it, and nobody takes a second one. Loaders, serializers, expiry
 * functions and listeners run under none.
 *
 * <p><b>Who waits for whom.</b> A flight names the threads that load, and {@code waiting} the flight for which a thread
 * waits: so a circle of loaders is refused by the last one to come. Of a loader at the executor, its tasks name their
 * threads. Who waits runs nothing of others meanwhile, as {@code join} would in a worker of a pool: it would be done in
 * his name. A refresh that the executor has not begun is run by the first one who would wait for it: he may be in the
 * executor's last thread, and the executor may never come to it. So he waits for a loader to be left him as well as for
 * the end, and another one's announcement is waited for where {@code CompletableFuture} runs its tasks. What an
 * asynchronous loader does in threads of its own is not seen.
 *
 * <p><b>States on the wire.</b> An entry that is due is won by a fetch, as by {@code mg KEY R30}, and a load is
 * announced as by {@code mg KEY N30}: so clients and this cache wait for each other. An entry that tells that there is
 * no value is an empty item with the flag {@code 1 << 29}; one whose key is a digest has the flag {@code 1 << 30}. An
 * empty item without flags that is won or stale is taken for an announcement: so an empty value that has no flags of
 * its serializer's gets the flag {@code 1 << 28}.
 *
 * <p><b>Rejected.</b> {@code computeIfAbsent} with the loader inside: it holds a bin of the map, and with it other
 * keys. A loader that runs at the executor: its caller waits anyway, and would lose his context. An exception of its
 * own for those who waited: who catches what his loader throws would have to catch both. To wake those who wait for
 * somebody on the wire, in place of looking again every 1 to 32 ms: every store would look for them.
 */
package io.flagstone.engine.typed;
