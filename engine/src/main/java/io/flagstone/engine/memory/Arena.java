/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The off-heap memory of one cache, cut into pages of one size and named by 32-bit references.
 *
 * <pre>
 *   region 0                        region 1
 *   +------+------+------+-- --+----+------+------+-- --+
 *   |  --  |page 1|page 2|      tail|page n|      |      tail     tail: belongs to no page and is never touched but
 *   +------+------+------+-- --+----+------+------+-- --+         by a reader whom a recycled length misleads
 *
 *   reference (32 bits, unsigned) = granule number from the start of region 0; page 0 is never used, so 0 is null
 * </pre>
 *
 * <p>Regions are taken from the system as their first page is taken, and are given back only by {@link #close()}: an
 * address that was valid once can be read as long as the arena is open. A region is about a quarter of the limit, at
 * most 64 MiB. Taking a page is guarded by the arena's own monitor, once per page; everything else takes no lock.
 */
public final class Arena implements AutoCloseable {
    /** Bytes behind each region that may be read and belong to no page: more than any length of a chunk can say. */
    public static final int TAIL = (2 << 20) + 4096;

    private static final int MAX_REGION_SHIFT = 26;
    private static final int REGIONS_WANTED_SHIFT = 2;
    private static final int MIN_GRANULE_SHIFT = 3;
    private static final long SYSTEM_PAGE = 4096;
    /** That of a huge page of the system, without which a region would have none at its ends. */
    private static final long ALIGNMENT = 2 << 20;
    private static final long REFERENCE_MASK = 0xFFFFFFFFL;

    private final int pageShift;
    private final int granuleShift;
    private final int regionShift;
    private final int regionRefShift;
    private final int maxPages;
    private final MemoryFile file;
    private int limitPages;
    /** Where each region would start if it were region 0; so a reference is added to it as it is. */
    private final long[] origin;
    private final long[] regionAllocation;
    private final LinesAhead linesAhead;
    private int freshPage = 1;
    private int takenPages;
    private int[] freePages = new int[16];
    private int freePageCount;
    private boolean hugePages;
    private boolean closed;

    /**
     * Describes an arena that keeps its limit; takes no memory yet.
     *
     * @param bytes     at most taken, at least one page.
     * @param pageBytes of one page, a power of two up to 64 MiB.
     */
    public Arena(final long bytes, final int pageBytes) {
        this(bytes, bytes, pageBytes, null);
    }

    /**
     * Describes an arena; takes no memory yet.
     *
     * @param bytes     at most taken, at least one page.
     * @param maximum   that the limit can be raised to.
     * @param pageBytes of one page, a power of two up to 64 MiB.
     * @param file      whose pages are the arena's memory, and which is closed with it; null for memory that ends with
     *                  the process.
     */
    public Arena(final long bytes, final long maximum, final int pageBytes, final MemoryFile file) {
        this.file = file;
        pageShift = Integer.numberOfTrailingZeros(pageBytes);
        maxPages = (int) Math.min(maximum >>> pageShift, Integer.MAX_VALUE - 1);
        limitPages = (int) Math.min(bytes >>> pageShift, maxPages);
        final long span = ((long) maxPages + 1) << pageShift;
        granuleShift = granuleShift(span);
        final int quarterShift = Long.SIZE - Long.numberOfLeadingZeros(span - 1) - REGIONS_WANTED_SHIFT;
        regionShift = Math.max(pageShift, Math.min(MAX_REGION_SHIFT, quarterShift));
        regionRefShift = regionShift - granuleShift;
        final int regions = (int) ((span + (1L << regionShift) - 1) >>> regionShift);
        origin = new long[regions];
        regionAllocation = new long[regions];
        linesAhead = new LinesAhead(regions << regionShift - pageShift, pageShift - granuleShift);
    }

    /**
     * Chooses the granule, so that 32 bits name every granule of a span.
     *
     * @param span in bytes.
     * @return the granule's binary logarithm, at least 3.
     */
    public static int granuleShift(final long span) {
        int shift = MIN_GRANULE_SHIFT;
        while (span >>> shift >= 1L << 32) {
            shift++;
        }
        return shift;
    }

    /**
     * Tells the granule: every chunk starts at, and is as long as, a multiple of it.
     *
     * @return bytes, a power of two, at least 8.
     */
    public int granule() {
        return 1 << granuleShift;
    }

    /**
     * Turns a reference into an address.
     *
     * @param reference not 0.
     * @return the native address.
     */
    public long address(final int reference) {
        return origin[reference >>> regionRefShift] + ((reference & REFERENCE_MASK) << granuleShift);
    }

    /**
     * Names the place some bytes behind another one.
     *
     * @param reference of a place.
     * @param bytes     behind it, a multiple of the granule.
     * @return the reference of that place.
     */
    public int plus(final int reference, final long bytes) {
        return reference + (int) (bytes >>> granuleShift);
    }

    /**
     * Names the start of a page.
     *
     * @param page 1 or more.
     * @return its reference.
     */
    public int pageReference(final int page) {
        return (int) ((long) page << (pageShift - granuleShift));
    }

    /**
     * Tells the page that a reference lies in.
     *
     * @param reference not 0.
     * @return the page's number.
     */
    public int page(final int reference) {
        return reference >>> (pageShift - granuleShift);
    }

    /**
     * Tells how far behind the start of its page a reference lies.
     *
     * @param reference not 0.
     * @return bytes.
     */
    public int offsetInPage(final int reference) {
        final int granules = reference & ((1 << (pageShift - granuleShift)) - 1);
        return granules << granuleShift;
    }

    /**
     * Tells which lines behind an item's first one to read ahead.
     *
     * @return what knows it, to be told of each page that gets other chunks.
     */
    public LinesAhead linesAhead() {
        return linesAhead;
    }

    /**
     * Takes a page.
     *
     * @return its number, or 0 if the limit is reached or the system refuses more memory.
     */
    public synchronized int takePage() {
        if (closed) {
            throw new IllegalStateException("the arena is closed");
        }
        if (takenPages >= limitPages) {
            return 0;
        }
        if (freePageCount > 0) {
            takenPages++;
            return freePages[--freePageCount];
        }
        if (freshPage > maxPages || !regionReady(freshPage)) {
            return 0;
        }
        takenPages++;
        return freshPage++;
    }

    private boolean regionReady(final int page) {
        final int region = (int) (((long) page << pageShift) >>> regionShift);
        if (regionAllocation[region] != 0) {
            return true;
        }
        final long bytes = file == null ? (1L << regionShift) + TAIL + ALIGNMENT
            : Math.min(1L << regionShift, span() - ((long) region << regionShift)) + TAIL;
        final long allocation;
        try {
            allocation = file == null ? Memory.allocate(bytes) : file.map((long) region << regionShift, bytes);
        } catch (final OutOfMemoryError | UncheckedIOException e) {
            return false;
        }
        assert OpenRegions.open(allocation, bytes);
        if (hugePages) {
            adviseHugePages(allocation);
        }
        regionAllocation[region] = allocation;
        origin[region] = start(allocation) - ((long) region << regionShift);
        return true;
    }

    /** Asks the system for huge pages, for what was taken and for all that will be. */
    public synchronized void useHugePages() {
        hugePages = true;
        for (final long allocation : regionAllocation) {
            if (allocation != 0) {
                adviseHugePages(allocation);
            }
        }
    }

    private void adviseHugePages(final long allocation) {
        MemoryAdvice.useHugePages(start(allocation), Math.min(1L << regionShift, span()));
    }

    private long start(final long allocation) {
        return file == null ? allocation + ALIGNMENT - 1 & -ALIGNMENT : allocation;
    }

    /**
     * Takes all memory up to the limit, and has the system commit it.
     *
     * @return false if the system refuses.
     */
    public synchronized boolean prefault() {
        for (int page = 1; page <= limitPages; page++) {
            if (!regionReady(page)) {
                return false;
            }
            final long start = address(pageReference(page));
            for (long at = start; page >= freshPage && at < start + pageBytes(); at += SYSTEM_PAGE) {
                Memory.putByte(at, (byte) 0);
            }
        }
        return true;
    }

    /**
     * Sets another limit. Above it, no page is taken; those that are too many have to be returned.
     *
     * @param bytes at most the maximum.
     */
    public synchronized void limit(final long bytes) {
        limitPages = (int) Math.min(bytes >>> pageShift, maxPages);
        final int wanted = Math.max(0, limitPages - takenPages);
        for (int i = 0; i < freePageCount - wanted; i++) {
            release(freePages[i]);
        }
    }

    /**
     * Tells whether more pages are in use than the limit allows.
     *
     * @return whether there are.
     */
    public synchronized boolean isOverLimit() {
        return takenPages > limitPages;
    }

    /**
     * Gives a page back to the pool. It stays readable: an optimistic reader may still look at it.
     *
     * @param page that nothing refers to any more.
     */
    public synchronized void returnPage(final int page) {
        if (takenPages > limitPages) {
            release(page);
        }
        if (freePageCount == freePages.length) {
            freePages = Arrays.copyOf(freePages, freePageCount * 2);
        }
        freePages[freePageCount++] = page;
        takenPages--;
    }

    /** Gives the memory of a page back to the system, where that can be; its addresses stay readable. */
    private void release(final int page) {
        if (pageBytes() % Memory.systemPage() == 0) {
            MemoryAdvice.drop(address(pageReference(page)), pageBytes());
        }
    }

    /**
     * Tells the size of a page.
     *
     * @return bytes.
     */
    public int pageBytes() {
        return 1 << pageShift;
    }

    /**
     * Tells how many pages the highest limit allows.
     *
     * @return pages.
     */
    public int maxPages() {
        return maxPages;
    }

    /**
     * Tells how many pages the limit allows.
     *
     * @return pages.
     */
    public synchronized int limitPages() {
        return limitPages;
    }

    /**
     * Tells how many pages are in use.
     *
     * @return pages.
     */
    public synchronized int takenPages() {
        return takenPages;
    }

    /**
     * Tells how many pages were used once and wait for a new use.
     *
     * @return pages.
     */
    public synchronized int pooledPages() {
        return freePageCount;
    }

    /**
     * Tells how long the file of such an arena is: all its pages, page 0 among them, and the tail of the last region.
     *
     * @return bytes.
     */
    public long fileBytes() {
        return span() + TAIL;
    }

    private long span() {
        return (long) maxPages + 1 << pageShift;
    }

    /**
     * Maps the file as a whole: to find out later that the system refuses, or the file has been renamed, is too late.
     *
     * @throws UncheckedIOException if it cannot be mapped.
     */
    public synchronized void mapFile() {
        for (int region = 0; file != null && region < regionAllocation.length; region++) {
            if (!regionReady((int) Math.max(1, ((long) region << regionShift) >>> pageShift))) {
                throw new UncheckedIOException(new IOException("memoryFile must be a file that can be mapped:"
                    + " memoryFile=" + file.path() + " bytes=" + fileBytes()));
            }
        }
    }

    private int reference(final long address) {
        for (int i = 0; i < regionAllocation.length; i++) {
            final int start = i << regionRefShift;
            final long offset = address - address(start);
            if (regionAllocation[i] != 0 && offset >= 0 && offset < 1L << regionShift) {
                return start + (int) (offset >>> granuleShift);
            }
        }
        throw new IllegalArgumentException("the address must lie in the arena: address=" + address);
    }

    /**
     * Saves or loads which pages are taken; when loading, they hold what the file holds.
     *
     * @param stream that knows which.
     */
    public synchronized void pass(final StateStream stream) {
        freshPage = stream.next(freshPage, 1, maxPages + 1);
        takenPages = stream.next(takenPages, 0, freshPage - 1);
        freePageCount = stream.nextCount(freePageCount);
        freePages = stream.next(freePages, freePageCount);
        for (int i = 0; i < freePageCount; i++) {
            checkPage(freePages[i]);
        }
        if (takenPages + freePageCount != freshPage - 1) {
            throw new IllegalStateException("each page must be taken or free: pages=" + (freshPage - 1) + " taken="
                + takenPages + " free=" + freePageCount);
        }
        for (int page = 1; page < freshPage; page++) {
            if (!regionReady(page)) {
                throw new IllegalStateException("the memory file must be mapped as a whole: page=" + page);
            }
        }
    }

    /**
     * Checks a page that was loaded.
     *
     * @param page that must be one that was taken once.
     * @return it.
     * @throws IllegalStateException if it is none.
     */
    public int checkPage(final int page) {
        if (page < 1 || page >= freshPage) {
            throw new IllegalStateException("a saved page must be 1 to " + (freshPage - 1) + ": page=" + page);
        }
        return page;
    }

    /**
     * Saves or loads a reference.
     *
     * @param stream    that knows which.
     * @param reference to save, perhaps 0.
     * @return the one that was saved.
     * @throws IllegalStateException if what is loaded does not lie in the arena.
     */
    public int passReference(final StateStream stream, final int reference) {
        final int passed = stream.next(reference);
        if (stream.isLoading() && passed != 0) {
            checkPage(page(passed));
        }
        return passed;
    }

    /**
     * Saves or loads an address, by its reference.
     *
     * @param stream  that knows which.
     * @param address of the start of a granule, to save.
     * @return the address that was saved, as it is now.
     */
    public long pass(final StateStream stream, final long address) {
        if (stream.isLoading()) {
            final int loaded = stream.next(0);
            checkPage(page(loaded));
            return address(loaded);
        }
        stream.next(reference(address));
        return address;
    }

    /** Gives all memory back; the caller has made sure that nobody reads or writes it any more. */
    @Override
    public synchronized void close() {
        if (!closed) {
            abandon();
            if (file != null) {
                file.close();
            }
        }
    }

    /** Gives all memory back, but leaves the file open for another arena. */
    public synchronized void abandon() {
        closed = true;
        for (int i = 0; i < origin.length; i++) {
            if (regionAllocation[i] != 0) {
                assert OpenRegions.close(regionAllocation[i]);
                if (file == null) {
                    Memory.free(regionAllocation[i]);
                }
                regionAllocation[i] = 0;
                origin[i] = 0;
            }
        }
        if (file != null) {
            file.unmap();
        }
    }
}
