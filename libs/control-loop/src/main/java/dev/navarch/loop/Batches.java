package dev.navarch.loop;

import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Calls in parallel, on virtual threads, as part of the run that makes them. */
public final class Batches {
    private Batches() {}

    /** @param attempted how many were tried at all */
    public record Result(int attempted, List<RuntimeException> failures) {
        public Result {
            failures = List.copyOf(failures);
        }

        public int succeeded() {
            return attempted - failures.size();
        }

        /** The first failure decides what becomes of the key. */
        public void throwFirst() {
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
        }
    }

    /** In batches of 1, 2, 4 and so on; one with a failure is the last. A refusal costs little that way. */
    public static <E> Result slowStart(Collection<E> items, Consumer<E> call) {
        var left = new ArrayList<>(items);
        var attempted = 0;
        for (var size = 1; !left.isEmpty(); size *= 2) {
            var batch = left.subList(0, Math.min(size, left.size()));
            var result = all(List.copyOf(batch), call);
            attempted += result.attempted();
            if (!result.failures().isEmpty()) {
                return new Result(attempted, result.failures());
            }
            batch.clear();
        }
        return new Result(attempted, List.of());
    }

    public static <E> Result all(Collection<E> items, Consumer<E> call) {
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        var threads = items.stream()
                .map(item -> Thread.ofVirtual().start(inThisRun(() -> {
                    try {
                        call.accept(item);
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                })))
                .toList();
        for (var thread : threads) {
            join(thread);
        }
        return new Result(items.size(), List.copyOf(failures));
    }

    private static Runnable inThisRun(Runnable task) {
        var traced = Context.current().wrap(task);
        if (!WriteLog.CURRENT.isBound()) {
            return traced;
        }
        var run = WriteLog.CURRENT.get();
        return () -> ScopedValue.where(WriteLog.CURRENT, run).run(traced);
    }

    /** A run that is stopped still waits for its calls; each of them has a timeout. */
    private static void join(Thread thread) {
        var interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
