/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * Replays transcripts that were recorded from memcached 1.6.45 against a server, however that server is reached.
 *
 * <p>The transcripts are resources in {@code golden/}. A file is a list of cases, each on new connections to a freshly
 * flushed server. After the last step the client's side is shut down, and the server has to close without a word more.
 * A literal {@code <} or {@code >} is always written {@code \x3c} or {@code \x3e}.
 * <pre>
 *   == NAME            a new case; "(timed)" behind the name: it waits real seconds, or a virtual clock does
 *   -                  the next step of the case: a request, then its whole answer is awaited
 *   &#64; conn N           the step uses connection N, 1 if not said
 *   &#64; sleep S          the step waits S seconds first
 *   &#64; split N          the request is sent in pieces of N bytes
 *   &gt; BYTES            sent; lines are joined; \r \n \t \\ \xHH as usual
 *   &lt; BYTES            must come back, exactly; nothing awaited means that nothing may come
 *   ! closed           the server closes the connection after this step
 *
 *   &lt;&lt;h:HEX&gt;&gt;     plain bytes in hex
 *   &lt;&lt;rep:N:X&gt;&gt;   X, N times
 *   &lt;&lt;cas:A&gt;&gt;     a CAS unique, decimal
 *   &lt;&lt;cas8:A&gt;&gt;    a CAS unique, 8 bytes
 *   &lt;&lt;cas:A-1&gt;&gt;   one less
 *   &lt;&lt;t:S&gt;&gt;       remaining seconds, S or up to 3 less
 *   &lt;&lt;l:S&gt;&gt;       seconds since last access, from 1 less to 2 more
 *   &lt;&lt;num&gt;&gt;       any decimal number
 *   &lt;&lt;v&gt;&gt;         anything up to the end of the line
 *   &lt;&lt;now:S&gt;&gt;     in requests: the Unix time now plus S
 * </pre>
 * A CAS unique is never 0; one name has one value in a case, two names have two. In a request it is the value seen.
 *
 * <p>{@link io.flagstone.listener.golden.GoldenTranscript} reads the files,
 * {@link io.flagstone.listener.golden.GoldenReplay} plays a case against a
 * {@link io.flagstone.listener.golden.GoldenServer}.
 */
package io.flagstone.listener.golden;
