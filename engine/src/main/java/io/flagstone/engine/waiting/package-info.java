/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * Who waits for whom: a thread that waits for what another one loads, or for a key that another one has, says so here,
 * and is refused if that one waits for him in his turn, over however many others. The typed caches and JCache share
 * it, so that a circle over both is seen too.
 *
 * <p>Imports nothing of Flagstone.
 *
 * <p><b>Locks.</b> None: a concurrent map from threads to what they wait for. Each thread writes its own entry, before
 * it looks; so of those who close a circle the last one to come sees it whole. A circle stays as it is, but what moves
 * may look like one to who reads its links one after the other: so he looks until two looks after each other meet the
 * same waits, which then have lasted from the first look to the second, all at the same time.
 *
 * <p><b>Rejected.</b> A lock around all looks: whoever waits for anything would wait for it, too. Two looks that both
 * see a circle: it need not be the same one.
 */
package io.flagstone.engine.waiting;
