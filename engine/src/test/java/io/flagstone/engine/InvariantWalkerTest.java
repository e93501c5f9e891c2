/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Innards;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.slab.SlabInnards;
import io.flagstone.engine.stripe.ClassCounters;
import io.flagstone.engine.stripe.Stripe;
import io.flagstone.engine.stripe.StripeInnards;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.collections.Int2IntCounterMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvariantWalkerTest {
    private static final int ITEMS = 1_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final byte[] LONG = bytes("long");

    /** A cache with something of everything, and how to break it. */
    private static final class Victim implements AutoCloseable {
        private final CacheBed bed = new CacheBed(builder -> builder.memoryLimit(64 << 20));
        private final CacheCore core = Innards.get(bed.cache, "core", CacheCore.class);
        private final InvariantWalker walker = new InvariantWalker(bed.cache);

        Victim() {
            for (int i = 0; i < ITEMS; i++) {
                bed.cache.set(key(i), pattern(i % 700, i), i % 3, i % 2 == 0 ? MINUTE : CacheBed.FOREVER);
            }
            bed.cache.set(LONG, pattern(200_000, 1));
            for (int i = 0; i < ITEMS; i += 10) {
                bed.cache.delete(key(i));
            }
        }

        int reference(final byte[] key) {
            return core.stripe(hash(key)).index().findLocked(hash(key), key, Memory.ARRAY_BASE, key.length);
        }

        long hash(final byte[] key) {
            return core.hash(key, Memory.ARRAY_BASE, key.length);
        }

        long address(final byte[] key) {
            return core.arena.address(reference(key));
        }

        Stripe stripe(final byte[] key) {
            return core.stripe(hash(key));
        }

        ClassCounters counters(final byte[] key) {
            return stripe(key).counters(core.slabs.classOf(reference(key)));
        }

        /** Makes an item another key's, of the same stripe. */
        void rename() {
            for (int i = 1;; i++) {
                final byte[] other = key(i);
                other[0] = 'K';
                if (reference(key(i)) != 0 && stripe(other) == stripe(key(i))) {
                    Memory.putByte(Item.keyAddress(address(key(i)), control(key(i))), other[0]);
                    return;
                }
            }
        }

        void control(final byte[] key, final long control) {
            Item.control(address(key), control);
        }

        long control(final byte[] key) {
            return Item.control(address(key));
        }

        int second() {
            return Item.secondPart(address(LONG), control(LONG));
        }

        void indexed(final byte[] key, final int reference) {
            stripe(key).index().beginChange(hash(key));
            stripe(key).index().replace(hash(key), reference(key), reference);
            stripe(key).index().endChange(hash(key));
        }

        @Override
        public void close() {
            bed.close();
        }
    }

    private static Arguments mutation(final String sentence, final String name, final Consumer<Victim> mutation) {
        return Arguments.of(name, sentence, mutation);
    }

    static Stream<Arguments> mutationsOfItems() {
        return Stream.of(
            mutation("an item does not say what it is", "an item's state",
                v -> v.control(key(1), ControlWord.withState(v.control(key(1)), ControlWord.DETACHED))),
            mutation("an item does not fit its chunk", "the length of a value",
                v -> v.control(key(1), v.control(key(1)) | 1L << 20)),
            mutation("the parts of a value do not add up", "the length of a chained value",
                v -> Memory.putInt(v.address(LONG) + ItemLayout.chainOffset(v.control(LONG)), 199_999)),
            mutation("a part is not its item's", "the owner of a part",
                v -> Memory.putInt(v.core.arena.address(v.second()) + ItemLayout.PART_OWNER, v.reference(key(1)))),
            mutation("a part is not its item's", "the state of a part",
                v -> Item.control(v.core.arena.address(v.second()), 0)),
            mutation("a chunk is in two places", "the end of a chain",
                v -> Memory.putInt(v.core.arena.address(v.second()) + ItemLayout.PART_NEXT, v.second())),
            mutation("a chunk is lost", "a chain that ends too early", v -> {
                final int last = Memory.getInt(v.core.arena.address(v.second()) + ItemLayout.PART_NEXT);
                final long chain = v.address(LONG) + ItemLayout.chainOffset(v.control(LONG));
                Memory.putInt(v.core.arena.address(v.second()) + ItemLayout.PART_NEXT, 0);
                int rest = 0;
                for (int part = last; part != 0;
                        part = Memory.getInt(v.core.arena.address(part) + ItemLayout.PART_NEXT)) {
                    rest += ControlWord.valueLength(Item.control(v.core.arena.address(part)));
                }
                Memory.putInt(chain, 200_000 - rest);
                v.counters(LONG).bytes -= rest;
            }),
            mutation("an item is in the wrong place of the index", "a key", Victim::rename),
            mutation("items say that they are pinned", "a pinned bit",
                v -> Item.pinnedVolatile(v.address(key(1)), true)),
            mutation("the table of pins holds what is not pinned", "a pinned item's bit", v -> {
                v.bed.cache.view(key(1));
                Item.pinnedVolatile(v.address(key(1)), false);
            }),
            mutation("items are in no index", "a pin that is forgotten", v -> {
                final int reference = v.reference(key(1));
                v.bed.cache.view(key(1));
                v.bed.cache.delete(key(1));
                Innards.get(v.stripe(key(1)), "pins", Int2IntCounterMap.class).remove(reference);
            }),
            mutation("items are in no index", "an item that is being filled", v -> {
                final ItemWriter writer = v.bed.cache.buffers().newWriter();
                writer.begin(ByteBuffer.wrap(LONG), 0, 4, 100_000, 0, 0);
            }),
            mutation("a flushed item was left behind", "a generation", v -> v.control(key(1),
                ControlWord.withGeneration(v.control(key(1)), 3))));
    }

    static Stream<Arguments> mutationsOfLists() {
        return Stream.of(
            mutation("a class is miscounted", "the items of a class",
                v -> v.counters(key(1)).items++),
            mutation("a class is miscounted", "the bytes of a class",
                v -> v.counters(key(1)).bytes--),
            mutation("an item is in the wrong queue", "the queue of an item",
                v -> Item.requeueVolatile(v.address(key(1)), ControlWord.MAIN, 0)),
            mutation("a queue is broken", "the neighbour of an item in its queue",
                v -> Memory.putInt(v.address(key(1)) + ItemLayout.TOWARDS_HEAD, 8)),
            mutation("a queue does not end as it should", "a queue that is cut short",
                v -> StripeInnards.cutQueue(v.stripe(key(1)), v.core.slabs.classOf(v.reference(key(1))))),
            mutation("the queues of all classes are miscounted", "the count of a queue",
                v -> Innards.get(StripeInnards.queues(v.stripe(key(1))), "total", int[].class)[0]++),
            mutation("the wheel and the index disagree", "an item that is not in the wheel",
                v -> Innards.get(StripeInnards.wheel(v.stripe(key(2))), "heads", int[].class)[wheelBucket(v)] = 0),
            mutation("an item is in the wrong bucket of the wheel", "a deadline",
                v -> Item.deadline(v.address(key(2)), 100_000)),
            mutation("a bucket of the wheel is broken", "the neighbour of an item in the wheel",
                v -> Memory.putInt(v.address(key(2)) + ItemLayout.HEADER + ItemLayout.WHEEL_PREVIOUS, 7)),
            mutation("the index is miscounted", "the items of the index",
                v -> Innards.putInt(v.stripe(key(1)).index(), "items", 0)),
            mutation("a bucket is in the midst of a change", "a version",
                v -> v.stripe(key(1)).index().beginChange(v.hash(key(1)))),
            mutation("a class is miscounted", "an item that is not in the index", v -> v.indexed(key(1), 0)),
            mutation("a reference does not lead to the start of a chunk", "a reference",
                v -> v.indexed(key(1), v.reference(key(1)) + 1)),
            mutation("a reference leads to a page of no class", "a reference into the index",
                v -> v.indexed(key(1), v.core.arena.pageReference(1))),
            mutation("a reference leads out of the pages in use", "a reference out of all",
                v -> v.indexed(key(1), v.core.arena.pageReference(900))),
            mutation("a chunk is in two places", "two references to an item",
                v -> v.stripe(key(1)).index().insert(v.hash(key(1)), v.reference(key(1)))),
            mutation("an operation has begun and not ended", "the gate", v -> v.core.counters.enter()));
    }

    private static int wheelBucket(final Victim v) {
        final long field = v.address(key(2)) + ItemLayout.HEADER;
        int previous = Memory.getInt(field + ItemLayout.WHEEL_PREVIOUS);
        while (previous >= 6 * 64) {
            previous = Memory.getInt(v.core.arena.address(previous) + ItemLayout.HEADER + ItemLayout.WHEEL_PREVIOUS);
        }
        return previous;
    }

    static Stream<Arguments> mutationsOfPages() {
        return Stream.of(
            mutation("the free list is miscounted", "the count of free chunks",
                v -> SlabInnards.add(v.core.slabs, 1, "freeCount", 1)),
            mutation("the free list is broken", "the neighbour of a free chunk",
                v -> Memory.putInt(v.core.arena.address(freeChunk(v)) + ItemLayout.FREE_PREVIOUS, 8)),
            mutation("the free list holds a chunk that does not say so", "the state of a free chunk",
                v -> Item.control(v.core.arena.address(freeChunk(v)), ControlWord.part(3))),
            mutation("a chunk is lost", "a free chunk that is not listed", v -> {
                final int chunk = freeChunk(v);
                v.core.slabs.take(v.core.slabs.classOf(chunk));
                Item.control(v.core.arena.address(chunk), 0);
            }),
            mutation("a chunk is in two places", "a chunk that was given back while it was in use",
                v -> v.core.slabs.give(v.reference(key(1)))),
            mutation("a chunk is lost", "the uncut rest of a page",
                v -> SlabInnards.add(v.core.slabs, v.core.slabs.classOf(v.reference(key(1))), "uncutCount", -1)),
            mutation("a page is in two places", "a page of the pool that a class has", v -> v.core.arena.returnPage(
                v.core.arena.page(v.reference(key(1))))),
            mutation("the free chunks of a page are miscounted", "the free chunks of a page",
                v -> SlabInnards.addToFreeChunks(v.core.slabs, v.core.arena.page(v.reference(key(1))), 1)),
            mutation("the empty pages of a class are miscounted", "the empty pages",
                v -> SlabInnards.add(v.core.slabs, 1, "emptyPages", 1)),
            mutation("the pages do not add up", "the count of pages",
                v -> Innards.putInt(v.core.arena, "takenPages", v.core.arena.takenPages() + 1)),
            mutation("the memory of the index does not add up", "a page that nobody has",
                v -> v.core.arena.takePage()),
            mutation("the memory of the index does not add up", "a block that nobody has",
                v -> Innards.putInt(v.core.blocks, "left", Innards.getInt(v.core.blocks, "left") - 1)));
    }

    private static int freeChunk(final Victim v) {
        return SlabInnards.freeHead(v.core.slabs);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"mutationsOfItems", "mutationsOfLists", "mutationsOfPages"})
    void shouldTellWhatIsBroken(final String name, final String sentence, final Consumer<Victim> mutation) {
        try (Victim victim = new Victim()) {
            victim.walker.walk();
            mutation.accept(victim);
            final AssertionError error = assertThrows(AssertionError.class, victim.walker::walk);
            assertTrue(error.getMessage().startsWith(sentence), error::getMessage);
            while (!victim.core.counters.isEmpty()) {
                victim.core.counters.add(OperationCounters.LEFT);
            }
        }
    }

    @Test
    void shouldFindNothingWrongWithViewsAndWritersThatAreKnown() {
        try (Victim victim = new Victim()) {
            final ValueView live = victim.bed.cache.view(LONG);
            final ValueView removed = victim.bed.cache.view(key(1));
            victim.bed.cache.delete(key(1));
            final ItemWriter writer = victim.bed.cache.buffers().newWriter();
            writer.begin(ByteBuffer.wrap(LONG), 0, 4, 100_000, 0, 0);
            victim.walker.walk(1);
            writer.abort();
            live.close();
            removed.close();
            victim.walker.walk();
            assertEquals(0, victim.core.arena.pooledPages());
        }
    }

    @Test
    void shouldAllocateNothingForAnItem() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (CacheBed bed = new CacheBed(builder -> builder.memoryLimit(64 << 20))) {
            final InvariantWalker walker = new InvariantWalker(bed.cache);
            for (int i = 0; i < 20_000; i++) {
                bed.cache.set(key(i), pattern(i % 200, i), i % 3, i % 2 == 0 ? MINUTE : CacheBed.FOREVER);
            }
            walker.walk();
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                walker.walk();
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertTrue(least < 20_000, "bytes=" + least);
        }
    }
}
