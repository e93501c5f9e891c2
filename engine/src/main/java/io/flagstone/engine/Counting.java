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
    private final Storage storage;
    private final Reservation reservation;

    Counting(final CacheCore core, final Storage storage, final Reservation reservation) {
        this.core = core;
        this.storage = storage;
        this.reservation = reservation;
    }

    /** Adds or takes away; the new number goes to {@code result}. The terms may be null. */
    DeltaResult add(final Object base, final long key, final int keyLength, final long delta, final boolean up,
            final MutableLong result, final CountTerms terms) {
        final long hash = core.hash(base, key, keyLength);
        final Stripe stripe = core.stripe(hash);
        int longer = 0;
        while (true) {
            int wanted = 0;
            int flags = 0;
            int deadline = 0;
            final DeltaResult refusal;
            stripe.lock();
            try {
                final int reference = stripe.findLive(hash, base, key, keyLength, core.clock.now());
                refusal = compute(reference, delta, up, result, terms);
                if (refusal == null) {
                    final long address = core.arena.address(reference);
                    final long control = Item.control(address);
                    wanted = digits(result.value);
                    flags = Item.flags(address, control);
                    deadline = terms != null && terms.touches ? terms.newDeadline : Item.deadline(address, control);
                    if (wanted <= ControlWord.valueLength(control) && !ControlWord.isPinned(control)
                            && (deadline == 0 || ControlWord.hasExpiry(control))) {
                        countHit(stripe, reference, up);
                        writeInPlace(stripe, hash, reference, result.value, terms);
                        return abandon(longer, DeltaResult.OK);
                    }
                    if (longer != 0 && suits(longer, wanted, flags, deadline)) {
                        countHit(stripe, reference, up);
                        replace(stripe, hash, reference, longer, result.value, terms);
                        return DeltaResult.OK;
                    }
                }
            } finally {
                stripe.unlock();
            }
            abandon(longer, DeltaResult.OK);
            longer = 0;
            if (refusal != null) {
                final DeltaResult end = refusal == DeltaResult.NOT_FOUND && terms != null && terms.creates
                    ? create(hash, base, key, keyLength, terms) : refusal;
                if (end != null) {
                    return end;
                }
                continue;
            }
            longer = reservation.reserve(hash, base, key, keyLength, wanted, flags, deadline);
            if (longer == Reservation.NO_MEMORY || longer == Reservation.TOO_LARGE) {
                return DeltaResult.OUT_OF_MEMORY;
            }
        }
    }

    /** Computes the new number; null if it can be stored. */
    private DeltaResult compute(final int reference, final long delta, final boolean up, final MutableLong result,
            final CountTerms terms) {
        if (reference == 0) {
            return DeltaResult.NOT_FOUND;
        }
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        if (ControlWord.valueLength(control) == 0) {
            return DeltaResult.NOT_NUMERIC;
        }
        if (terms != null && terms.compareCas != 0 && Item.casUnique(address) != terms.compareCas) {
            return DeltaResult.EXISTS;
        }
        if (ControlWord.isChained(control) || !parse(address, control, result)) {
            return DeltaResult.NOT_NUMERIC;
        }
        final long number = result.value;
        result.value = up ? number + delta : Long.compareUnsigned(number, delta) < 0 ? 0 : number - delta;
        return null;
    }

    /** Stores the first number under a key that has none; null if somebody else was faster. */
    private DeltaResult create(final long hash, final Object base, final long key, final int keyLength,
            final CountTerms terms) {
        final int reference = reservation.reserve(hash, base, key, keyLength, digits(terms.initial), 0,
            terms.createdDeadline);
        if (reference == Reservation.NO_MEMORY || reference == Reservation.TOO_LARGE) {
            return DeltaResult.OUT_OF_MEMORY;
        }
        fill(reference, terms.initial, terms.binaryKey);
        final StoreResult linked =
            storage.link(StoreMode.ADD, hash, reference, 0, terms.creation.assignCas(terms.assignCas));
        if (linked != StoreResult.STORED) {
            reservation.abandon(reference);
            return linked == StoreResult.NOT_STORED ? null : DeltaResult.OUT_OF_MEMORY;
        }
        terms.number.value = terms.initial;
        terms.created = true;
        terms.counted(terms.creation.casUnique, 0, terms.createdDeadline);
        return DeltaResult.OK;
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

    private void writeInPlace(final Stripe stripe, final long hash, final int reference, final long number,
            final CountTerms terms) {
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        final long casUnique = terms == null || terms.assignCas == 0 ? stripe.nextCas() : terms.assignCas;
        if (terms != null) {
            note(terms, casUnique, Item.deadline(address, control));
        }
        stripe.index().beginChange(hash);
        print(Item.valueAddress(address, control), ControlWord.valueLength(control), number);
        Item.casUnique(address, casUnique);
        if (terms != null && terms.touches && ControlWord.hasExpiry(control)) {
            stripe.changeDeadline(reference, terms.newDeadline, core.clock.now());
        }
        stripe.index().endChange(hash);
        final long changed = Item.control(address);
        Item.casControl(address, changed, ControlWord.used(changed, core.clock.second()));
    }

    private static void note(final CountTerms terms, final long casUnique, final int deadline) {
        terms.counted(casUnique, deadline, terms.touches ? terms.newDeadline : deadline);
    }

    /** As memcached does it, the item that is new is neither stale nor announced; one that is written over stays so. */
    private void replace(final Stripe stripe, final long hash, final int from, final int to, final long number,
            final CountTerms terms) {
        final long old = core.arena.address(from);
        final long casUnique = terms == null || terms.assignCas == 0 ? stripe.nextCas() : terms.assignCas;
        if (terms != null) {
            note(terms, casUnique, Item.deadline(old, Item.control(old)));
        }
        fill(to, number, ControlWord.hasBinaryKey(Item.control(old)));
        stripe.replace(hash, from, to, casUnique, core.clock.now());
    }

    /** Writes a number into an item that has room for just its digits, and is in no index yet. */
    private void fill(final int reference, final long number, final boolean binaryKey) {
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        print(Item.valueAddress(address, control), ControlWord.valueLength(control), number);
        Item.binaryKey(address, binaryKey);
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
     * Reads a number as C's strtoull does: white space, a sign, digits, then the end, white space or a zero byte,
     * whatever comes behind that. A minus is refused unless the negated number is below 2<sup>63</sup>.
     */
    private static boolean parse(final long address, final long control, final MutableLong result) {
        final long value = Item.valueAddress(address, control);
        final int length = ControlWord.valueLength(control);
        int i = 0;
        while (i < length && isSpace(Memory.getByte(value + i))) {
            i++;
        }
        final byte sign = i < length ? Memory.getByte(value + i) : 0;
        if (sign == '+' || sign == '-') {
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
        result.value = sign == '-' ? -number : number;
        return i > start && (i == length || isSpace(Memory.getByte(value + i)) || Memory.getByte(value + i) == 0)
            && !(sign == '-' && result.value < 0);
    }

    private static boolean isSpace(final byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }
}
