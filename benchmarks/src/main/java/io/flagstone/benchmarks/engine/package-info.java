/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * The embedded cache beside other embedded caches, by JMH: one class per operation, the caches as its parameter
 * {@code peer}, so that one run on one machine compares them.
 *
 * <p>How the comparison is kept fair, and where it leans:
 * <ul>
 * <li>All keys are {@link io.flagstone.benchmarks.workload.Keys}: 20 bytes. The operations are built before the clock
 * starts: a ring of two million, each with a key object of its own, one behind the other in memory. The processor
 * fetches the next key while the present one is looked up, as if the key had just been decoded from a request; what is
 * measured is the cache and not the walk over a million scattered keys, which costs more than some of the caches. A
 * fork holds one cache and nothing of the others, and has the flags that any of them needs
 * ({@link io.flagstone.benchmarks.engine.Peer#flags}).</li>
 * <li>Every peer is handed the bytes of the key ({@code -p lookup=BYTES}, the default), as a service has them that
 * has just decoded a request. A cache on the heap needs an object with {@code equals} and makes one of them,
 * {@link io.flagstone.benchmarks.engine.HeapKey}, which the compiler keeps off the heap where it can; Flagstone and OHC
 * hash the bytes. {@code -p lookup=EQUAL} gives the caches on the heap objects that were made and hashed before the
 * clock started, which leans far towards them; {@code -p lookup=SAME} the stored objects themselves, which gives them
 * the identity shortcut of {@code equals} too, and makes every peer fetch its keys from all over the heap.</li>
 * <li>{@code CAFFEINE} and {@code CONCURRENT_HASH_MAP} hand out and take references, as their users do, and the
 * benchmark does not touch the bytes behind them: 256 bytes are never read. This leans towards them.
 * {@code CAFFEINE_COPY} and {@code CONCURRENT_HASH_MAP_COPY} do what the caches off the heap do: a get copies the
 * value into the caller's array, a set stores an array of its own.</li>
 * <li>{@code OHC} is its typed API with serializers of {@code byte[]}; {@code OHC_DIRECT} is its zero-copy read, from
 * which the benchmark copies into the caller's array. {@code FLAGSTONE} copies into the caller's array,
 * {@code FLAGSTONE_ALLOCATING} returns a new one.</li>
 * <li>{@code EHCACHE}, {@code CHRONICLE_MAP} and {@code MAPDB} are set up as their own documentation advises for bytes;
 * a get returns a new array. Ehcache needs an object as key, too, and takes all its memory at the start. Chronicle Map
 * does not evict, and is told how many items come, and of which size. MapDB is bounded by its size. They run on 17 and
 * on 25, where Chronicle Map and MapDB are warned of {@code System.load} and Chronicle Map of {@code sun.misc.Unsafe}
 * as well. Chronicle's part that tells its maker who uses it is left out.</li>
 * <li>Carrot Cache is not among them: {@code io.carrotdata:carrot-cache}, which its pages name, is not to be had
 * ("Could not find artifact io.carrotdata:carrot-cache:jar:0.18.1 in central"; 0.18.2 was not found either).</li>
 * <li>{@code FLAGSTONE_TYPED} and {@code OHC_TYPED} keep strings under strings, of ASCII alone; the key of each
 * operation is a string that was made before the clock started, and has to be written as bytes by the operation.</li>
 * <li>Every cache has room for all items: nothing is evicted, which the set-up verifies. Otherwise each has its own
 * defaults, as its users would have; see the classes.</li>
 * <li>{@code BASELINE} is no cache: it reads the key and returns. What it costs is in every other figure.</li>
 * </ul>
 */
package io.flagstone.benchmarks.engine;
