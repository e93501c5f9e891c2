/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import static io.flagstone.listener.golden.MetaDialogue.play;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the meta dialect does to an item and tells of it, beyond what was recorded. */
class MetaStatesTest {
    @Test
    void shouldTakeABinaryKeyInEveryCommand() throws IOException {
        play("""
            > ms AAo= 1 b k O1
            > 1
            < HD kAAo= b O1
            > mg AAo= b k v
            < VA 1 kAAo= b
            < 1
            > ma AAo= b k v
            < VA 1 kAAo= b
            < 2
            > ma A.A.o= b k q C1
            < EX kAAo= b
            > ms AAo= 1 b k MA
            > 0
            < HD kAAo= b
            > me AAo= b
            < ME AAo= exp=-1 la=0 cas=<<num>> fetch=no cls=<<num>> size=<<num>>
            > me AAo= x b
            < EN
            > md AAo= b k
            < HD kAAo= b
            > ma AAo= b k
            < NF kAAo= b
            > ma AAo= b k N0 J3 v
            < VA 1 kAAo= b
            < 3
            > mg AAo= b k
            < HD kAAo= b
            > md AAo= b x k
            < HD kAAo= b
            > mg AAo= b k s
            < HD kAAo= b s0
            > md AAo= b k q
            > mg AAo= b k N30 v
            < VA 0 kAAo= b W
            <\s
            > mg AAo= b k v
            < VA 0 kAAo= b Z
            <\s
            """);
    }

    @Test
    void shouldShowTheFormOfAKeyThatItWasStoredWith() throws IOException {
        play("""
            > ms a2V5 1 b
            > a
            < HD
            > mg key k
            < HD ka2V5 b
            > me key
            < ME a2V5 exp=-1 la=0 cas=<<num>> fetch=yes cls=<<num>> size=<<num>>
            > set key 0 0 1
            > b
            < STORED
            > mg a2V5 b k v
            < VA 1 kkey
            < b
            > ms a2V5 1 b k MA
            > c
            < HD ka2V5 b
            > mg a2V5 b k v
            < VA 2 kkey
            < bc
            > md a2V5 b k
            < HD ka2V5 b
            > ms a2V5 1 b
            > a
            < HD
            > append key 0 0 1
            > b
            < STORED
            > mg key k v
            < VA 2 ka2V5 b
            < ab
            """);
    }

    @Test
    void shouldTellTheTimeToLiveAtTheFlagsPlace() throws IOException {
        play("""
            > ms k 1 T100
            > 1
            < HD
            > mg k t T30
            < HD t100
            > mg k T40 t
            < HD t40
            > mg k t T0
            < HD t40
            > mg k t
            < HD t-1
            > ma k t T50
            < HD t-1
            > ma k T60 t
            < HD t60
            > ma k t T70 v
            < VA 1 t60
            < 4
            > ma k t
            < HD t70
            > ma n N20 t
            < HD t20
            > ma m t N20
            < HD t-1
            > ma m t
            < HD t20
            > ma o N20 T30
            < HD
            > ma o t
            < HD t30
            > ma p T30 N20
            < HD
            > ma p t
            < HD t20
            > mg q N20 t
            < HD t20 W
            > mg r t N20
            < HD t-1 W
            > mg s N20 T30
            < HD W
            > mg s t
            < HD t30 Z
            > mg u T30 N20
            < HD W
            > mg u t
            < HD t20 Z
            > mg k T-1 t
            < HD t0
            > mg k
            < EN
            """);
    }

    @Test
    void shouldLetOneClientWinAnItemThatIsAboutToExpire() throws IOException {
        play("""
            > ms k 1 T100
            > a
            < HD
            > mg k R100
            < HD
            > mg k R0
            < HD
            > mg k R-1
            < HD
            > mg k R101 T20 t
            < HD t20 W
            > mg k R200
            < HD Z
            > ms k 1 T100
            > a
            < HD
            > mg k T200 R150
            < HD
            > mg k t T100 R150 t
            < CLIENT_ERROR duplicate flag
            > mg k t T100 R150
            < HD t200 W
            > ms k 1
            > a
            < HD
            > mg k R100
            < HD
            > mg k T30 R100 t
            < HD t30 W
            > ms k 1 T50
            > a
            < HD
            > mg k t T-1 R100
            < HD t50 W
            > mg k
            < EN
            """);
    }

    @Test
    void shouldKeepAStaleItemUntilSomebodyBringsANewOne() throws IOException {
        play("""
            > ms k 1 T100 c F7
            > a
            < HD c<<cas:A>>
            > md k I E500
            < HD
            > me k
            < ME k exp=100 la=0 cas=500 fetch=no cls=<<num>> size=<<num>>
            > mg k h l t f c v
            < VA 1 h0 l0 t100 f7 c500 X W
            < a
            > mg k h u
            < HD h1 Z X
            > md k I T30
            < HD
            > mg k t
            < HD t30 X W
            > ms k 1 C<<cas:A>> I T900
            > b
            < HD
            > mg k v t
            < VA 1 t30 Z X
            < b
            > ms k 1 MA
            > c
            < HD
            > ms k 1 C99999999 I
            > d
            < EX
            > ms k 1 MS
            > e
            < HD
            > mg k v t
            < VA 1 t-1
            < e
            """);
    }

    @Test
    void shouldNotTakeCountingForFetching() throws IOException {
        play("""
            > ms n 1
            > 1
            < HD
            > ma n v
            < VA 1
            < 2
            > incr n 1
            < 3
            > mg n h u
            < HD h0
            > touch n 100
            < TOUCHED
            > mg n h u
            < HD h1
            > ma n
            < HD
            > mg n h
            < HD h1
            """);
    }

    @Test
    void shouldEmptyAnItem() throws IOException {
        play("""
            > ms k 3 T100 F7 E400
            > abc
            < HD
            > md k x C5
            < EX
            > md k x
            < HD
            > mg k c f s t v
            < VA 0 c400 f0 s0 t-1
            <\s
            > md k x T50 F9 E401
            < HD
            > mg k c f s t
            < HD c401 f9 s0 t50
            > md k x I T60
            < HD
            > mg k f s t
            < HD f0 s0 t60 X W
            > md none x
            < NF
            > md k C0
            < EX
            > md none C0
            < NF
            """);
    }

    @Test
    void shouldLeaveTheValueOutIfTheClientHasIt() throws IOException {
        play("""
            > ms k 3 E400
            > abc
            < HD
            > mg k v C400 c s
            < HD c400 s3
            > mg k C400 v q
            < HD
            > mg k v C401 c
            < VA 3 c400
            < abc
            > mg k C0 v
            < VA 3
            < abc
            > ma k C400
            < CLIENT_ERROR cannot increment or decrement non-numeric value
            """);
    }
}
