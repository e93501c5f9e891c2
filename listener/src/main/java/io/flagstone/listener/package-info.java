/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * The memcached server: embeddable ({@link io.flagstone.listener.MemcachedServer}) and standalone
 * ({@link io.flagstone.listener.Main}), both told what to do by a {@link io.flagstone.listener.ServerConfig}.
 *
 * <p>Start with {@code ServerConfig}, which has every setting and its default. {@code CommandLine} reads memcached's
 * options into one, from the command line, the environment ({@code OptionVariables}) and a file ({@code OptionFile});
 * {@code ServerProcess} is the life of the standalone server from binding to exit code.
 */
package io.flagstone.listener;
