package dev.navarch.nodeagent.proxy;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Runs something on a thread of its own inside another network namespace; sockets made there stay there. */
final class InNetwork {
    private static final int CLONE_NEWNET = 0x40000000;

    private InNetwork() {}

    static <T> T call(String namespace, Callable<T> what) throws Exception {
        var task = new FutureTask<T>(() -> {
            enter(namespace);
            return what.call();
        });
        Thread.ofPlatform().daemon().start(task);
        return task.get(10, TimeUnit.SECONDS);
    }

    private static void enter(String namespace) throws Exception {
        var linker = Linker.nativeLinker();
        var lookup = linker.defaultLookup();
        var open =
                linker.downcallHandle(lookup.findOrThrow("open"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        var setns =
                linker.downcallHandle(lookup.findOrThrow("setns"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        var close = linker.downcallHandle(lookup.findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            var file = (int) open.invokeExact(arena.allocateFrom("/run/netns/" + namespace), 0);
            var entered = (int) setns.invokeExact(file, CLONE_NEWNET);
            var _ = (int) close.invokeExact(file);
            if (entered != 0) throw new IllegalStateException("setns failed: " + namespace);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
