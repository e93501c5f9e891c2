/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * JCache (JSR-107) over byte caches: one for each cache, with a listener, loader, writer and expiry policy of the
 * application's. It may import the engine, its serializers, the key codec of its typed caches and {@code waiting};
 * nothing imports it, and nothing of it is loaded unless {@code javax.cache:cache-api} is there and asks for the
 * provider.
 *
 * <p><b>Locks.</b> {@code KeyLocks} guard one entry each: whoever changes an entry, loads it or lets an entry processor
 * at it has the lock of its key from the first look to the last listener. Reads take none. Several keys are locked only
 * for a bulk operation of a loader or a writer, in the order of their bytes. Who waits for a key is noted, so that of
 * loaders that read each other's keys the last one to come is refused. The configuration of a cache guards its
 * switches and its list of listeners; it is never taken under a key's lock. The engine's own locks are never held while
 * something of the application's is called.
 *
 * <p><b>Time.</b> Deadlines are the byte cache's. An entry that its policy ends at once (a duration of zero) is taken
 * out at once: when it would be created there is no entry and no event, when it is updated there is an update and then
 * an expiry, as the reference implementation has it. Other entries are found to have expired by whoever comes by.
 *
 * <p><b>Rejected.</b> A time in milliseconds before each value: eight bytes an item, and a value to be written anew at
 * each access that moves it. Locks by stripe: a slow loader would hold up keys that have nothing to do with it, and two
 * loaders that read other keys could wait for each other. Class names in the bytes of objects, with a filter for them:
 * whoever can write into the memory of the cache could name any class that the filter lets pass. An exception for an
 * entry that does not fit: a cache may forget at any time, and an annotated method would fail for its result's size.
 */
package io.flagstone.engine.jcache;
