/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * What all commands share towards the person who runs them: progress on standard error, and numbers of bytes as people
 * write them. Imports nothing of the project.
 */
package io.flagstone.benchmarks.console;
