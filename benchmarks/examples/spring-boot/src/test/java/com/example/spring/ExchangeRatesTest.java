/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package com.example.spring;

import static org.assertj.core.api.Assertions.assertThat;

import javax.cache.Caching;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cache.CacheManager;
import org.springframework.cache.jcache.JCacheCacheManager;

@SpringBootTest
class ExchangeRatesTest {
    @Autowired
    private ExchangeRates rates;

    @Autowired
    private CacheManager manager;

    @Test
    void shouldAskTheBankOnceForEachPair() {
        int before = rates.asked();
        for (int i = 0; i < 100; i++) {
            assertThat(rates.rate("CHF", "EURO")).isEqualByComparingTo("4.3");
            assertThat(rates.rate("EURO", "CHF")).isEqualByComparingTo("3.4");
        }
        assertThat(rates.asked() - before).isEqualTo(2);
        rates.forget("CHF", "EURO");
        rates.rate("CHF", "EURO");
        assertThat(rates.asked() - before).isEqualTo(3);
    }

    @Test
    void shouldHaveFoundFlagstoneByItself() {
        assertThat(Caching.getCachingProvider().getClass().getName()).startsWith("io.flagstone.engine.jcache.");
        assertThat(manager).isInstanceOf(JCacheCacheManager.class);
        assertThat(manager.getCacheNames()).containsExactly("exchange-rates");
        assertThat(manager.getCache("exchange-rates").getNativeCache().getClass().getName())
            .startsWith("io.flagstone.engine.jcache.");
    }
}
