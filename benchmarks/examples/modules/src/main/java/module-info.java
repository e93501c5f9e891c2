/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

module com.example.modules {
    requires io.flagstone.engine;
    requires io.flagstone.listener;

    // Records are read back by their constructors.
    opens com.example.modules to io.flagstone.engine;
}
