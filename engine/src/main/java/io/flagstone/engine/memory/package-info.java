/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * Raw memory: the one door to it, the check of every address, and the arena that takes it from the operating system.
 *
 * <p>Imports nothing of Flagstone. Everything else in the engine goes through {@link
 * io.flagstone.engine.memory.Memory}.
 *
 * <p><b>The order of an access is in its name</b>: nothing for plain, then {@code Opaque}, {@code Acquire},
 * {@code Release}, {@code Volatile}. Plain reads of memory that another thread may write are allowed only between
 * the two version checks of a bucket (see {@code io.flagstone.engine.index}), with
 * {@link io.flagstone.engine.memory.Memory#loadFence()} before the second.
 *
 * <p><b>Addresses.</b> A null base means native memory; else the base is a {@code byte[]} and the address an offset
 * into it. With {@code -ea} every native address is checked against the arenas that are open; what takes a base may
 * also be given memory of a caller, as long as it overlaps no arena.
 *
 * <p><b>Files.</b> Regions come from the system's memory or from a {@link io.flagstone.engine.memory.MemoryFile}; only
 * the source of their addresses differs. A {@link io.flagstone.engine.memory.StateStream} carries what the parts of a
 * cache know beside the memory: one method per part saves and loads, so that the two cannot differ.
 *
 * <p><b>Rejected.</b> {@code ByteBuffer.allocateDirect}: its limit is the size of the heap, so a cache larger than
 * {@code -Xmx} would need a flag. One reservation of the whole limit: a limit above what the system grants in one
 * piece would not start.
 */
package io.flagstone.engine.memory;
