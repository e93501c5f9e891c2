/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * Where the log lines of the standalone server go: to stderr, bare, as memcached writes them. An embedder never meets
 * this: his lines go through SLF4J to whatever he has, by loggers named after the packages.
 *
 * <p>Imports SLF4J and nothing of this product. {@code Main} names the provider by a system property, so that the jar
 * needs no entry that an embedder would have too.
 *
 * <p><b>Levels.</b> ERROR is always written, WARN and INFO with {@code -v}, DEBUG (connections; commands and their
 * answers) with {@code -vv}, TRACE (changes of state) with {@code -vvv}, and the {@code verbosity} command changes that
 * while the server runs. DEBUG and TRACE cost too much to be offered to a logger that drops them: such lines are made
 * only while the server's own verbosity is 2 or more, which an embedder sets in its configuration.
 *
 * <p><b>Rejected.</b> slf4j-simple: it puts the level in front of every line, and its levels cannot change.
 */
package io.flagstone.listener.log;
