/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;

/** For whom it is enough that there is an item. */
final class NoReader extends ItemReader {
    @Override
    protected void onItem(final ItemView item) {
        // That it is there is all.
    }
}
