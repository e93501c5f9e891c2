/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.stripe.Stripe;
import org.agrona.collections.MutableLong;

/**
 * Increments and decrements decimal numbers, as memcached does: modulo 2^64 upwards, stopping at 0 downwards; in place
 * when the new number is not longer than the old text, which is then padded with spaces.
 */
final class Counting {
    private static final long UNSIGNED_MAX_TENTH = Long.divideUnsigned(-1L, 10);

    private final CacheCore core;
    private final Reservation reservation;

    Counting(final CacheCore core, final Reservation reservation) {
        this.core = core;
        this.reservation = reservation;
    }

    /** Adds or takes away; the new number goes to {@code result}. */
    DeltaResult add(final Object base, final long key, final int keyLength, final long delta, final boolean up,
            final MutableLong result) {
        final long hash = core.hash(base, key, keyLength);
        final Stripe stripe = core.stripe(hash);
        int longer = 0;
        while (true) {
            final int wanted;
            final int flags;
            final int deadline;
            stripe.lock();
            try {
                final int reference = stripe.findLive(hash, base, key, keyLength, core.clock.now());
                if (reference == 0) {
                    return abandon(longer, DeltaResult.NOT_FOUND);
                }
                final long address = core.arena.address(reference);
                final long control = Item.control(address);
                if (ControlWord.isChained(control) || !parse(address, control, result)) {
                    return abandon(longer, DeltaResult.NOT_NUMERIC);
                }
                final long number = result.value;
                result.value = up ? number + delta
                    : Long.compareUnsigned(number, delta) < 0 ? 0 : number - delta;
                wanted = digits(result.value);
                flags = Item.flags(address, control);
                deadline = Item.deadline(address, control);
                if (wanted <= ControlWord.valueLength(control) && !ControlWord.isPinned(control)) {
                    countHit(stripe, reference, up);
                    writeInPlace(stripe, hash, reference, result.value);
                    return abandon(longer, DeltaResult.OK);
                }
                if (longer != 0 && suits(longer, wanted, flags, deadline)) {
                    print(Item.valueAddress(core.arena.address(longer), Item.control(core.arena.address(longer))),
                        wanted, result.value);
                    countHit(stripe, reference, up);
                    stripe.replace(hash, reference, longer, stripe.nextCas(), core.clock.now());
                    return DeltaResult.OK;
                }
            } finally {
                stripe.unlock();
            }
            abandon(longer, DeltaResult.OK);
            longer = reservation.reserve(hash, base, key, keyLength, wanted, flags, deadline);
            if (longer == Reservation.NO_MEMORY || longer == Reservation.TOO_LARGE) {
                return DeltaResult.OUT_OF_MEMORY;
            }
        }
    }

    private static void countHit(final Stripe stripe, final int reference, final boolean up) {
        if (up) {
            stripe.countersOf(reference).incrementHits++;
        } else {
            stripe.countersOf(reference).decrementHits++;
        }
    }

    private DeltaResult abandon(final int spare, final DeltaResult result) {
        if (spare != 0) {
            reservation.abandon(spare);
        }
        return result;
    }

    private boolean suits(final int spare, final int length, final int flags, final int deadline) {
        final long address = core.arena.address(spare);
        final long control = Item.control(address);
        return ControlWord.valueLength(control) == length && Item.flags(address, control) == flags
            && Item.deadline(address, control) == deadline;
    }

    private void writeInPlace(final Stripe stripe, final long hash, final int reference, final long number) {
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        stripe.index().beginChange(hash);
        print(Item.valueAddress(address, control), ControlWord.valueLength(control), number);
        Item.casUnique(address, stripe.nextCas());
        stripe.index().endChange(hash);
        Item.casControl(address, control, ControlWord.hit(control, core.clock.second()));
    }

    /** Writes a number and fills up with spaces. */
    private static void print(final long address, final int length, final long number) {
        final int digits = digits(number);
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            final long quotient = Long.divideUnsigned(rest, 10);
            Memory.putByte(address + i, (byte) ('0' + (rest - quotient * 10)));
            rest = quotient;
        }
        for (int i = digits; i < length; i++) {
            Memory.putByte(address + i, (byte) ' ');
        }
    }

    private static int digits(final long number) {
        int digits = 1;
        long rest = number;
        while (rest < 0 || rest > 9) {
            rest = Long.divideUnsigned(rest, 10);
            digits++;
        }
        return digits;
    }

    /**
     * Reads a number as strtoull does for memcached: white space, a plus sign, digits, then the end or white space,
     * whatever comes behind that.
     */
    private static boolean parse(final long address, final long control, final MutableLong result) {
        final long value = Item.valueAddress(address, control);
        final int length = ControlWord.valueLength(control);
        int i = 0;
        while (i < length && isSpace(Memory.getByte(value + i))) {
            i++;
        }
        if (i < length && Memory.getByte(value + i) == '+') {
            i++;
        }
        final int start = i;
        long number = 0;
        for (; i < length; i++) {
            final int digit = Memory.getByte(value + i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (Long.compareUnsigned(number, UNSIGNED_MAX_TENTH) > 0) {
                return false;
            }
            final long next = number * 10 + digit;
            if (Long.compareUnsigned(next, number * 10) < 0) {
                return false;
            }
            number = next;
        }
        result.value = number;
        return i > start && (i == length || isSpace(Memory.getByte(value + i)));
    }

    private static boolean isSpace(final byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }
}
