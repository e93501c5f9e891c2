/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/** Tests of who may come in. */
package io.flagstone.listener.access;
