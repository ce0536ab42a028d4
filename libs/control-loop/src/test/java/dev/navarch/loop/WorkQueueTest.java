package dev.navarch.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.navarch.loop.WriteLog.Write;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private static final Key A = new Key("n", "a");
    private static final Key B = new Key("n", "b");
    private static final Key C = new Key("n", "c");

    private final AtomicLong reached = new AtomicLong();
    private final WorkQueue queue = new WorkQueue(
            "test",
            Clock.systemUTC(),
            writes -> writes.stream()
                    .allMatch(write -> write instanceof Write.Stored stored && stored.revision() <= reached.get()));

    @Test
    void aKeyWaitsOnceAndComesAgainWhenItWasAddedMeanwhile() throws InterruptedException {
        queue.add(A);
        queue.add(A);
        queue.add(B);
        assertThat(queue.take().key()).isEqualTo(A);
        queue.add(A);
        assertThat(queue.take().key()).isEqualTo(B);
        assertThat(queue.depth()).isZero();
        queue.finish(A, List.of());
        assertThat(queue.take().key()).isEqualTo(A);
    }

    @Test
    void aWorkerThatIsToStopTakesNothing() throws InterruptedException {
        queue.add(A);
        Thread.currentThread().interrupt();
        assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
        assertThat(queue.take().key()).isEqualTo(A);
    }

    @Test
    void holdsAKeyUntilTheCopiesShowItsWritesAndLetsOthersPass() throws InterruptedException {
        queue.add(A);
        queue.finish(queue.take().key(), List.of(new Write.Stored(V1Pod.class, 7)));
        queue.add(A);
        queue.add(B);
        assertThat(queue.take().key()).isEqualTo(B);
        reached.set(6);
        queue.copiesMoved();
        queue.add(C);
        assertThat(queue.take().key()).isEqualTo(C);
        reached.set(7);
        queue.copiesMoved();
        assertThat(queue.take().key()).isEqualTo(A);
    }

    @Test
    void retriesLaterEachTimeUntilForgotten() throws InterruptedException {
        var start = Instant.now();
        for (var i = 0; i < 4; i++) {
            queue.retry(A);
            queue.finish(queue.take().key(), List.of());
        }
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(5 + 10 + 20 + 40));
        queue.forget(A);
        assertThat(queue.retrying()).isZero();
    }

    @Test
    void theEarliestWakeUpStands() throws InterruptedException {
        queue.addAfter(A, Duration.ofHours(1));
        queue.addAfter(A, Duration.ofMillis(20));
        queue.addAfter(A, Duration.ofHours(2));
        assertThat(queue.take().key()).isEqualTo(A);
        queue.finish(A, List.of());
        assertThat(queue.depth()).isZero();
    }

    @Test
    void aWakeUpInAThousandYearsKeepsNobodyWaiting() throws Exception {
        queue.addAfter(A, Duration.ofDays(365_000));
        var taken = new CompletableFuture<Key>();
        var worker = Thread.ofPlatform().start(() -> {
            try {
                taken.complete(queue.take().key());
            } catch (InterruptedException | RuntimeException e) {
                taken.completeExceptionally(e);
            }
        });
        await("the worker at rest, or dead")
                .until(() -> worker.getState() == Thread.State.TIMED_WAITING || !worker.isAlive());
        queue.add(B);
        assertThat(taken.get(10, TimeUnit.SECONDS)).isEqualTo(B);
    }
}
