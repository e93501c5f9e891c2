/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/** Bytes to requests, and outcomes to bytes. */
module io.flagstone.protocol {
    exports io.flagstone.protocol;
    exports io.flagstone.protocol.binary;
    exports io.flagstone.protocol.meta;
    exports io.flagstone.protocol.text;
    exports io.flagstone.protocol.udp;
}
