package dev.navarch.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    @Test
    void doublesTheBatchWhileAllGoesWell() {
        var calls = new AtomicInteger();
        var result = Batches.slowStart(IntStream.range(0, 20).boxed().toList(), _ -> calls.incrementAndGet());
        assertThat(result.succeeded()).isEqualTo(20);
        assertThat(calls).hasValue(20);
    }

    @Test
    void stopsAfterTheFirstBatchWithAFailure() {
        var result = Batches.slowStart(IntStream.range(0, 20).boxed().toList(), item -> {
            if (item >= 2) {
                throw new IllegalStateException("no more than two");
            }
        });
        assertThat(result.attempted()).isEqualTo(3);
        assertThat(result.succeeded()).isEqualTo(2);
    }

    @Test
    void handsEachCallTheTraceOfItsRun() {
        var key = ContextKey.<String>named("run");
        var seen = new ConcurrentLinkedQueue<String>();
        try (var _ = Context.current().with(key, "this").makeCurrent()) {
            Batches.all(
                    List.of(1, 2, 3),
                    _ -> seen.add(String.valueOf(Context.current().get(key))));
        }
        assertThat(seen).containsExactly("this", "this", "this");
    }
}
