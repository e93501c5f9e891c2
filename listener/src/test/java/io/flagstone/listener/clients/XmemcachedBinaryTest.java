/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.clients;

import net.rubyeye.xmemcached.CommandFactory;
import net.rubyeye.xmemcached.command.BinaryCommandFactory;

class XmemcachedBinaryTest extends XmemcachedTest {
    @Override
    CommandFactory commands() {
        return new BinaryCommandFactory();
    }
}
