/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package com.example.spring;

import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

@Service
public class ExchangeRates {
    private final AtomicInteger asked = new AtomicInteger();

    @Cacheable("exchange-rates")
    public BigDecimal rate(String from, String to) {
        asked.incrementAndGet();
        return BigDecimal.valueOf(from.length() + 10L * to.length(), 1);
    }

    @CacheEvict("exchange-rates")
    public void forget(String from, String to) {
    }

    /** How often the bank, which is slow, has been asked. */
    public int asked() {
        return asked.get();
    }
}
