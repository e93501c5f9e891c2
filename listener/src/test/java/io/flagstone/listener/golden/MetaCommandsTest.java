/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import static io.flagstone.listener.golden.MetaDialogue.play;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The lines of the meta dialect beyond what was recorded: what is refused, swallowed, quiet, or long. */
class MetaCommandsTest {
    @Test
    void shouldRefuseNoise() throws IOException {
        play("""
            > mg
            < CLIENT_ERROR bad command line format
            > ms
            < CLIENT_ERROR bad command line format
            > ms k
            < CLIENT_ERROR bad command line format
            > md
            < CLIENT_ERROR bad command line format
            > ma
            < CLIENT_ERROR bad command line format
            > me
            < CLIENT_ERROR bad command line format
            >  mg k
            < ERROR
            > me k !
            < CLIENT_ERROR bad command line format
            > me <<rep:251:k>>
            < CLIENT_ERROR bad command line format
            > me x b
            < CLIENT_ERROR bad command line format
            > mn and more
            < MN
            """);
    }

    @Test
    void shouldTakeKeysOf250BytesAndBase64OfAsMany() throws IOException {
        play("""
            > ms <<rep:250:k>> 1
            > a
            < HD
            > md <<rep:251:k>> q
            < CLIENT_ERROR bad command line format
            > ma <<rep:251:k>>
            < CLIENT_ERROR invalid or duplicate flag
            > ms <<rep:62:eHh4>> 1 b k
            > a
            < HD k<<rep:62:eHh4>> b
            > mg <<rep:186:x>> k v
            < VA 1 k<<rep:62:eHh4>> b
            < a
            > mg <<rep:62:eHh4>>.. b k
            < HD k<<rep:62:eHh4>> b
            > ms <<rep:63:eHh4>> 1 b
            > a
            < CLIENT_ERROR bad command line format
            > mn
            < MN
            """);
    }

    @Test
    void shouldSwallowTheDataBlockOfEveryRefusedStore() throws IOException {
        final StringBuilder dialogue = new StringBuilder();
        final String[][] refusals = {{"v v", "duplicate flag"}, {"w", "invalid flag"},
            {"Tx", "bad token in command line format"}, {"F", "bad command line format"},
            {"Jx", "invalid numeric initial value"}, {"Dx", "invalid numeric delta value"},
            {"Mx", "invalid mode for ms M token"}, {"M", "invalid mode for ms M token"},
            {"b", "error decoding key"}, {"O<<rep:32:o>>", "opaque token too long"},
            {"q O<<rep:32:o>>", "opaque token too long"},
            {"b c f h k l q s t u v x I T0 N0 R0 F0 O0", "options flags are too long"}};
        for (final String[] refusal : refusals) {
            dialogue.append("> ms k 9 ").append(refusal[0]).append("\n> flush_all\n> ms k 2 q\n> \\r\\n\n> mn\n")
                .append("< CLIENT_ERROR ").append(refusal[1]).append("\n< MN\n");
        }
        play(dialogue + "> ms k 9 !\n> flush_all\n< CLIENT_ERROR bad command line format\n< OK\n");
    }

    @Test
    void shouldDeleteTheOldItemWhateverTheModeOfAStoreThatIsTooLarge() throws IOException {
        final StringBuilder dialogue = new StringBuilder();
        for (final String mode : new String[] {"", "ME", "MA", "MP", "MR", "MS", "C5", "q I C1", "MA N30", "b",
            "O<<rep:32:o>>"}) {
            final String key = mode.equals("b") ? "a2V5" : "key";
            dialogue.append("> ms key 1\n> a\n< HD\n> ms ").append(key).append(" 1048577 ").append(mode)
                .append("\n> <<rep:1048577:a>>\n< SERVER_ERROR object too large for cache\n> mg key\n< EN\n");
        }
        play(dialogue.toString());
    }

    @Test
    void shouldBeQuietOnlyAboutWhatIsNominal() throws IOException {
        play("""
            > mg k v q
            > mg k q k O1
            > ms k 1 q c
            > 1
            > ma k q v
            > ma n q N0 J5 v
            > md n q
            > ms k 1 q
            > bad
            < CLIENT_ERROR bad data chunk
            < CLIENT_ERROR bad command line format
            > mg k q v c O<<rep:31:o>>
            < VA 1 c<<cas:A>> O<<rep:31:o>>
            < 2
            > mg none q O<<rep:32:o>>
            < CLIENT_ERROR opaque token too long
            > md none q
            < NF
            > md k q C1
            < EX
            > ma k q C1
            < EX
            > ma none q
            < NF
            > ms none 1 q MR
            > a
            < NS
            > ms none 1 q C7
            > a
            < NF
            > ms k 1 q C7 c s k
            > a
            < EX c0 s1 kk
            > mn
            < MN
            """);
    }

    @Test
    void shouldStoreInEveryMode() throws IOException {
        play("""
            > ms k 2 MA N100 F5 s
            > ab
            < HD s2
            > ms k 2 MP N900 F6 s T3
            > cd
            < HD s4
            > mg k v f t
            < VA 4 f5 t100
            < cdab
            > ms k 1 ME s c
            > x
            < NS s1 c0
            > ms none 3 MA s c
            > xyz
            < NS s3 c0
            > ms none 3 MP C5
            > xyz
            < NS
            > ms k 1 MA C5 s c
            > x
            < EX s1 c0
            > ms k 1 MA C0
            > x
            < HD
            > ms k 1 ME C0
            > x
            < NS
            > ms e 1 ME C9 E77
            > x
            < HD
            > ms e 1 MR C77 E0 c
            > y
            < HD c<<cas:A>>
            > ms e 0 MSET
            >\s
            < HD
            > mg e v
            < VA 0
            <\s
            > ms k 4 M\\x00
            > last
            < HD
            """);
    }

    @Test
    void shouldCountAsAsked() throws IOException {
        play("""
            > ms n 2
            > 10
            < HD
            > ma n MD D18446744073709551615 v
            < VA 1
            < 0
            > ma n D18446744073709551615 v
            < VA 20
            < 18446744073709551615
            > ma n v
            < VA 1
            < 0
            > ma n C0 v
            < VA 1
            < 1
            > ma n E900 c v
            < VA 1 c900
            < 2
            > ma n C900 M+ D3 c s f h v
            < VA 1 c<<cas:A>>
            < 5
            > ma m N0 J18446744073709551615 E901 c v D5
            < VA 20 c901
            < 18446744073709551615
            > ma n O<<rep:32:o>>
            < CLIENT_ERROR opaque token too long
            > ma n v
            < VA 1
            < 7
            > ma none O<<rep:32:o>>
            < CLIENT_ERROR opaque token too long
            > ms n 3
            > abc
            < HD
            > ma n O<<rep:32:o>>
            < CLIENT_ERROR cannot increment or decrement non-numeric value
            > ma n O<<rep:32:o>> C5
            < CLIENT_ERROR opaque token too long
            > ma n C5
            < EX
            """);
    }

    @Test
    void shouldApplyOfMaWhatStandsInFrontOfAnOpaqueThatIsTooLong() throws IOException {
        play("""
            > ms n 1 T50
            > 1
            < HD
            > ma n O<<rep:32:o>> T90
            < CLIENT_ERROR opaque token too long
            > ma n t v
            < VA 1 t50
            < 3
            > ma n q T90 O<<rep:32:o>>
            < CLIENT_ERROR opaque token too long
            > ma n t v
            < VA 1 t90
            < 5
            > ma one O<<rep:32:o>> N50
            < CLIENT_ERROR opaque token too long
            > mg one t v
            < VA 1 t-1
            < 0
            > ma two N50 O<<rep:32:o>> T90
            < CLIENT_ERROR opaque token too long
            > mg two t
            < HD t50
            > ma three T90 O<<rep:32:o>> N50
            < CLIENT_ERROR opaque token too long
            > mg three t
            < HD t90
            > ma four N50 T90 O<<rep:32:o>>
            < CLIENT_ERROR opaque token too long
            > mg four t
            < HD t90
            """);
    }

    @Test
    void shouldSendValuesOfAnyLength() throws IOException {
        final StringBuilder dialogue = new StringBuilder();
        for (final int length : new int[] {16_384, 16_385, 100_000, 700_000}) {
            dialogue.append("> ms k ").append(length).append(" T100 F3 c\n> <<rep:").append(length).append(":v>>\n")
                .append("< HD c<<num>>\n> mg k k f v c t s h O1\n> mg k s\n< VA ").append(length)
                .append(" kk f3 c<<num>> t100 s").append(length).append(" h0 O1\n< <<rep:").append(length)
                .append(":v>>\n< HD s").append(length).append("\n> md k I\n< HD\n> mg k v\n> mg k v T0\n< VA ")
                .append(length).append(" X W\n< <<rep:").append(length).append(":v>>\n< VA ").append(length)
                .append(" Z X\n< <<rep:").append(length).append(":v>>\n");
        }
        play(dialogue.toString());
    }

    @Test
    void shouldLeaveNoTraceInALongValueWhenItIsNotToBeBumped() throws IOException {
        play("""
            > set k 0 0 20000
            > <<rep:20000:x>>
            < STORED
            > mg k u v h
            < VA 20000 h0
            < <<rep:20000:x>>
            > mg k h
            < HD h0
            > mg k h
            < HD h1
            """);
    }

    @Test
    void shouldCompareBeforeItLooksForANumberInALongValue() throws IOException {
        play("""
            > set k 0 0 20000
            > <<rep:20000:1>>
            < STORED
            > ma k C1
            < EX
            > ma k
            < CLIENT_ERROR cannot increment or decrement non-numeric value
            """);
    }

    @Test
    void shouldAnswerAPipelineInOrder() throws IOException {
        play("""
            > ms a 1 q
            > 1
            > ms b 1 q
            > 2
            > mg a v k q
            > mg none v k q
            > mg b v k q
            > get a
            > md a q
            > mg a v k q
            > mg a v k
            > mn
            > ma b v
            < VA 1 ka
            < 1
            < VA 1 kb
            < 2
            < VALUE a 0 1
            < 1
            < END
            < EN ka
            < MN
            < VA 1
            < 3
            """);
    }
}
