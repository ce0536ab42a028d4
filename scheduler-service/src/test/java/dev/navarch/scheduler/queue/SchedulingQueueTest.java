package dev.navarch.scheduler.queue;

import static dev.navarch.scheduler.fixture.NodeBuilder.aNode;
import static dev.navarch.scheduler.fixture.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.plugins.noderesources.NodeResourcesFitPlugin;
import dev.navarch.scheduler.plugins.schedulinggates.SchedulingGatesPlugin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchedulingQueueTest {
    private static final Set<String> NO_ROOM = Set.of("NodeResourcesFit");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final SchedulingQueue queue = new SchedulingQueue(
            clock, Backoff.DEFAULT, List.of(new SchedulingGatesPlugin()), List.of(new NodeResourcesFitPlugin()));

    @Test
    void givesHigherPrioritiesFirstAndThenTheLongestWait() throws InterruptedException {
        queue.add(aPod("first").build());
        pass(Duration.ofMillis(1));
        queue.add(aPod("second").build());
        queue.add(aPod("important").priority(10).build());
        assertThat(List.of(next(), next(), next())).containsExactly("important", "first", "second");
        assertThat(next()).isEqualTo("-");
    }

    @Test
    void wakesARefusedPodOnlyForAChangeThatMayHelpAndOnlyAfterItsRest() throws InterruptedException {
        queue.add(aPod("big").requesting("cpu", "3").build());
        queue.refused(take(), NO_ROOM);
        queue.changed(new ClusterChange.NodeAdded(
                aNode("small").allocatable("cpu", "1").build()));
        pass(Duration.ofSeconds(20));
        assertThat(next()).isEqualTo("-");
        queue.changed(new ClusterChange.NodeAdded(aNode("large").build()));
        assertThat(next()).isEqualTo("big");
    }

    @Test
    void letsAWokenPodRestForASecondThenTwoThenFourAtMostTen() throws InterruptedException {
        queue.add(aPod("p").build());
        for (var seconds : List.of(1, 2, 4, 8, 10, 10)) {
            queue.refused(take(), NO_ROOM);
            queue.changed(new ClusterChange.PodGone(aPod("other").onNode("n").build()));
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(queue.depth()).isEqualTo(new SchedulingQueue.Depth(0, 1, 0, 0));
            assertThat(queue.take(Duration.ZERO)).isNull();
            pass(Duration.ofMillis(1));
            assertThat(queue.depth().backoff()).isEqualTo(1);
        }
    }

    @Test
    void countsAChangeThatCameWhileThePodWasOnTrial() throws InterruptedException {
        queue.add(aPod("p").build());
        var tried = take();
        queue.changed(new ClusterChange.PodGone(aPod("other").onNode("n").build()));
        queue.refused(tried, NO_ROOM);
        assertThat(queue.depth()).isEqualTo(new SchedulingQueue.Depth(0, 1, 0, 0));
    }

    @Test
    void triesARefusedPodAgainAfterFiveMinutesWhateverHappens() throws InterruptedException {
        queue.add(aPod("p").build());
        queue.refused(take(), NO_ROOM);
        pass(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(next()).isEqualTo("-");
        pass(Duration.ofSeconds(31));
        assertThat(next()).isEqualTo("p");
    }

    @Test
    void holdsAGatedPodUntilItsLastGateIsGone() throws InterruptedException {
        queue.add(aPod("p").gated("example.test/g").build());
        queue.changed(new ClusterChange.NodeAdded(aNode("n").build()));
        pass(Duration.ofMinutes(10));
        assertThat(next()).isEqualTo("-");
        queue.update(aPod("p").build());
        assertThat(next()).isEqualTo("p");
    }

    @Test
    void forgetsADeletedPodEvenOnTrial() throws InterruptedException {
        queue.add(aPod("p").build());
        var tried = take();
        queue.remove("uid-p");
        queue.refused(tried, NO_ROOM);
        assertThat(queue.depth()).isEqualTo(new SchedulingQueue.Depth(0, 0, 0, 0));
    }

    @Test
    void triesAgainWithTheNewerPodWhenItChangedOnTrial() throws InterruptedException {
        queue.add(aPod("p").requesting("cpu", "9").build());
        var tried = take();
        queue.update(aPod("p").requesting("cpu", "1").build());
        queue.refused(tried, NO_ROOM);
        pass(Duration.ofSeconds(1));
        var again = take();
        assertThat(again.pod().request().milliCpu()).isEqualTo(1000);
        assertThat(again.attempts()).isEqualTo(2);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private String next() throws InterruptedException {
        var queued = queue.take(Duration.ZERO);
        if (queued == null) return "-";
        queue.done(queued);
        return queued.pod().name();
    }

    private QueuedPod take() throws InterruptedException {
        return Objects.requireNonNull(queue.take(Duration.ZERO));
    }
}
