/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * memcached's classic text dialect, to the byte of version 1.6.45: lines in, requests out; results in, lines out.
 *
 * <p>A line ends at a line feed; one carriage return in front of it is dropped. Words are separated by spaces and by
 * nothing else: a tab is part of a word. Commands are lower case and must begin the line. Of a line only the first
 * {@value io.flagstone.protocol.ProtocolLimits#MAX_TOKENS} words are looked at, except for the keys of get, gets, gat
 * and gats, of which there may be any number. {@link io.flagstone.protocol.text.TextRequestDecoder} finds the line and
 * names the command; the rest is one class for each kind of line:
 * <pre>
 *   RetrievalLine   get gets gat gats                       keys are found as they are looked up
 *   StorageLine     set add replace append prepend cas      the data block is left to whoever reads the connection
 *   KeyLine         delete touch incr decr
 *   MetaLine        mg ms md ma me                          only the length of the data block of ms is read
 *   AdminLine       everything else, known or not           the words are left to whoever carries the command out
 * </pre>
 *
 * <h2>What is refused, and what becomes of the data block</h2>
 * <ul>
 * <li>Nothing more is known than that the line is bad: fewer than four bytes with the line end, words missing, a length
 *     that is negative, no number, or beyond 2<sup>31</sup>-3. The data block, if there is one, is then read as
 *     commands.
 * <li>The length of the data block is known: the block is discarded with the line
 *     ({@link io.flagstone.protocol.Request#swallow()}). A key too long, bad flags, a bad expiry, a bad or missing
 *     unique.
 * <li>The connection is closed without a word: what speaks HTTP, and what sends more than
 *     {@value io.flagstone.protocol.ProtocolLimits#MAX_LINE_WITHOUT_END} bytes without a line end and does not begin
 *     with get or gets. A longer line of which the end is already there is decoded as any other.
 * </ul>
 *
 * <h2>Intentional</h2>
 * Each of these looks like a mistake, is what memcached does, and is relied upon by some client.
 * <ul>
 * <li>Runs of spaces, and spaces before the line end, mean nothing ({@code get  a b}, {@code cas k 32 0 3       71},
 *     {@code stats }): folsom and Memcached-Java-Client send them.
 * <li>Words too many are ignored: {@code delete k 0}, {@code incr n 1 x}, {@code quit now}.
 * <li>{@code gat 40 k 40} asks for the keys {@code k} and {@code 40}: the ElastiCache client sends that.
 * <li>{@code noreply} counts as the exact last word only, and then silences errors too; but words missing and an
 *     unreadable length are found before it is looked for. It silences an unknown command. {@code delete noreply}
 *     deletes the key of that name, silently. In a list of keys it is a key.
 * <li>Flags and expiry of a store are read as C reads them: {@code +7} and {@code \t7} are 7, what exceeds 32 bits is
 *     cut off, so that an expiry of 4294967296 means never. Every other number is digits only; {@code -} alone is 0.
 * <li>A key holds any byte but space and line feed. The limit of
 *     {@value io.flagstone.protocol.ProtocolLimits#MAX_KEY_LENGTH} bytes holds for a list of keys only as each is
 *     reached, and its refusal has an empty line behind it ({@link io.flagstone.protocol.text.TextReplies}).
 * <li>Administrative commands work behind leading spaces, the others do not.
 * </ul>
 *
 * <h2>Otherwise than memcached</h2>
 * Where memcached reads beyond the line, this dialect stops at its end: the white space that may precede flags and
 * expiry, and the minus sign whose presence makes flags of 2<sup>63</sup> and more illegal, are sought in the line
 * only. {@code get KEY noreply} with a key too long gets the words that any other such list gets.
 */
package io.flagstone.protocol.text;
