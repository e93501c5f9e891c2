/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.agrona.collections.MutableLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a closed cache answers to every public method that it has, and to those of what it handed out before. */
class ClosedCacheTest {
    private static final byte[] KEY = bytes("key");
    private static final Set<String> ALLOWED = Set.of("close", "toString");
    private static final ItemReader READER = new ItemCopier();
    private static final ItemVisitor VISITOR = item -> { };
    private static final RemovalObserver OBSERVER = (item, cause) -> { };
    /** Takes nothing. */
    private static final Object GATHERING = Proxy.newProxyInstance(ClosedCacheTest.class.getClassLoader(),
        new Class<?>[] {GatheringByteChannel.class}, (channel, method, arguments) -> 0L);
    private static final PageMoveObserver PAGES = (from, to, moved) -> { };
    private static final Runnable NOTHING = () -> { };
    /** For each type an argument that an open cache takes, and writes to if it is one that can be written to. */
    private static final Map<Class<?>, Object> ARGUMENTS = Map.ofEntries(
        Map.entry(byte[].class, KEY.clone()),
        Map.entry(int[].class, new int[0]),
        Map.entry(int.class, 1),
        Map.entry(long.class, 64L << 20),
        Map.entry(boolean.class, true),
        Map.entry(Duration.class, SECOND),
        Map.entry(List.class, List.of()),
        Map.entry(MutableLong.class, new MutableLong()),
        Map.entry(StoreMode.class, StoreMode.SET),
        Map.entry(StoreTerms.class, new StoreTerms()),
        Map.entry(FetchTerms.class, new FetchTerms()),
        Map.entry(DeleteTerms.class, new DeleteTerms()),
        Map.entry(CountTerms.class, new CountTerms()),
        Map.entry(ItemReader.class, READER),
        Map.entry(ItemVisitor.class, VISITOR),
        Map.entry(RemovalObserver.class, OBSERVER),
        Map.entry(PageMoveObserver.class, PAGES),
        Map.entry(Runnable.class, NOTHING),
        Map.entry(EvictionPolicy.class, EvictionPolicy.S3_FIFO),
        Map.entry(LruTuning.class, LruTuning.DEFAULT),
        Map.entry(GatheringByteChannel.class, GATHERING),
        Map.entry(WritableByteChannel.class, Channels.newChannel(OutputStream.nullOutputStream())));

    /** A method, and how to come by what has it. */
    private record Call(Method method, Function<ByteCache, Object> target) {
        Object on(final Object object) throws Throwable {
            final Object[] arguments = Arrays.stream(method.getParameterTypes()).map(Call::argument).toArray();
            try {
                return method.invoke(object, arguments);
            } catch (final InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private static Object argument(final Class<?> type) {
            return type == ByteBuffer.class ? ByteBuffer.wrap(KEY.clone()) : ARGUMENTS.get(type);
        }

        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + '.' + method.getName()
                + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
        }
    }

    static Stream<Call> calls() {
        return Stream.of(
            callsOf(ByteCache.class, cache -> cache),
            callsOf(BufferOperations.class, ByteCache::buffers),
            callsOf(Eviction.class, ByteCache::eviction),
            callsOf(ValueView.class, cache -> cache.view(KEY))).flatMap(Function.identity());
    }

    private static Stream<Call> callsOf(final Class<?> type, final Function<ByteCache, Object> target) {
        return Arrays.stream(type.getMethods())
            .filter(method -> method.getDeclaringClass() != Object.class && !Modifier.isStatic(method.getModifiers()))
            .filter(method -> !ALLOWED.contains(method.getName()))
            .map(method -> new Call(method, target));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void shouldRefuseEveryMethodOnceClosed(final Call call) throws Throwable {
        final CacheBed bed = new CacheBed(builder -> builder.name("users"));
        bed.set("key", "value");
        final Object target = call.target.apply(bed.cache);
        call.on(target);
        bed.close();

        final Exception e = assertThrows(IllegalStateException.class, () -> call.on(target), call::toString);

        assertEquals("the cache is closed: name=users", e.getMessage());
        bed.close();
    }
}
