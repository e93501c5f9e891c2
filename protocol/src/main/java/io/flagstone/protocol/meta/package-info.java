/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * memcached's meta dialect, to the byte of version 1.6.45: {@code mg ms md ma me} with their flags, and what answers
 * them. Imports the text dialect, which finds the line, names the command, and reads how long the data block is.
 *
 * <p>{@link io.flagstone.protocol.meta.MetaDecoder} fills a {@link io.flagstone.protocol.meta.MetaRequest}: which flags
 * are there as a set, their letters in the order in which they have to be answered, and their numbers.
 * {@link io.flagstone.protocol.meta.MetaReplyEncoder} writes answers piece by piece, because only who holds the item
 * knows what belongs into them. What the flags mean is for the listener.
 *
 * <h2>Intentional</h2>
 * Each of these looks like a mistake and is what memcached does.
 * <ul>
 * <li>Flags that mean nothing to a command are taken and ignored ({@code D} on mg), and so are {@code L} and {@code P}
 *     everywhere, which are meant for proxies. Behind flags without a token anything may stand: {@code valve} is
 *     {@code v}. Of a mode only the first letter is read: {@code MINCR}.
 * <li>A word that begins with neither a letter, nor a digit, nor one of {@code [ \ ] ^ _ `} makes the whole line
 *     worthless: the data block of such an {@code ms} is not discarded but taken for commands.
 * <li>{@code ma} has the same words for every mistake in its flags, be it a key too long.
 * <li>Of several unreadable numbers the last one is told, but unreadable client flags hide nothing.
 * <li>An opaque too long is found when it is to be answered: {@code ma} has counted by then, and has the times to live
 *     that stand in front of it.
 * <li>{@code M} without a letter is no mode and refused, {@code M} with a zero byte is as none.
 * <li>Base64 is read leniently (see {@code Base64Key}); the limit of a key's length holds
 *     for what stands on the line.
 * <li>{@code me KEY b} takes {@code b} for a flag only as the first word behind the key.
 * </ul>
 *
 * <h2>Otherwise than memcached</h2>
 * <ul>
 * <li>{@code me KEY b} works; 1.6.40 to 1.6.45 want one more word behind it.
 * <li>An item that {@code mg} or {@code ma} makes, and one that is added to or whose number has grown, keeps the form
 *     of its key: memcached forgets that it is binary, and sends it as it is, be there a line feed in it.
 * <li>{@code T} and {@code E} of {@code ma} hold for a number that has grown too: memcached gives them to the item that
 *     it has just replaced.
 * <li>{@code mg} with an opaque too long neither makes nor touches the item.
 * </ul>
 */
package io.flagstone.protocol.meta;
