package dev.navarch.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.memory.InMemoryClusterClient;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicaSetSpec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loop as naive as they come, which creates what it does not see, under late watches. */
class ReadYourWritesTest {
    private final InMemoryClusterClient cluster = new InMemoryClusterClient();
    private final NotingClusterClient client = new NotingClusterClient(cluster);
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicInteger tooMany = new AtomicInteger();
    private final LoopRunner runner = new LoopRunner(
            Loop.named("naive")
                    .workers(4)
                    .watching(V1ReplicaSet.class)
                    .watching(V1Pod.class, pod -> List.of(owner(pod)))
                    .reconciledBy(this::reconcile),
            client,
            Clock.systemUTC(),
            new SimpleMeterRegistry(),
            TracerProvider.noop().get(""));

    @AfterEach
    void stop() {
        runner.close();
        cluster.close();
    }

    @Test
    void neverCreatesAPodTooManyWhenWatchesAreTwoSecondsLateUnderAHundredScaleChanges() {
        cluster.cluster().delayWatches(Duration.ofSeconds(2));
        scaleTo(1);
        runner.start();
        var random = new Random(42);
        var changes = new AtomicInteger();
        try (var scaler = Executors.newSingleThreadScheduledExecutor()) {
            scaler.scheduleAtFixedRate(() -> scaleToAnyNumber(random, changes), 0, 50, TimeUnit.MILLISECONDS);
            await("a hundred scale changes").atMost(Duration.ofSeconds(60)).until(() -> changes.get() >= 100);
        }
        scaleTo(5);
        awaitSettled(5);
        assertThat(tooMany).hasValue(0);
    }

    private void scaleToAnyNumber(Random random, AtomicInteger changes) {
        var replicas = random.nextInt(1, 12);
        wanted.accumulateAndGet(replicas, Math::max);
        scaleTo(replicas);
        changes.incrementAndGet();
    }

    /** Once the loop's own copies show the last write, no reconcile can want another pod. */
    private void awaitSettled(int replicas) {
        await("copies that show all writes").atMost(Duration.ofSeconds(60)).until(() -> {
            var replicaSet = client.informer(V1ReplicaSet.class).find("default", "web");
            return replicaSet != null
                    && replicaSet.getSpec().getReplicas() == replicas
                    && client.informer(V1Pod.class).list("default").size() == replicas
                    && pods() == replicas;
        });
        runner.close();
        assertThat(pods()).isEqualTo(replicas);
    }

    @Test
    void doesNotCreateAgainWhenACreateTookEffectButItsAnswerWasLost() {
        cluster.cluster().delayWatches(Duration.ofMillis(300));
        var lost = new AtomicBoolean();
        var inner = cluster.resource(V1Pod.class);
        cluster.cluster().intercept((verb, resource, _, _) -> {
            if (verb.equals("create") && resource.plural().equals("pods") && lost.compareAndSet(false, true)) {
                inner.create(pod("web"));
                throw new ApiFailure(0, "", "connection lost", null);
            }
        });
        wanted.set(1);
        scaleTo(1);
        runner.start();
        awaitSettled(1);
        assertThat(tooMany).hasValue(0);
    }

    @Test
    void doesNotWaitForKindsThatItDoesNotRead() {
        var runs = new AtomicInteger();
        var loop = Loop.named("writer").watching(V1ReplicaSet.class).reconciledBy(key -> {
            client.resource(V1ConfigMap.class)
                    .create(new V1ConfigMap()
                            .metadata(new V1ObjectMeta().namespace("default").generateName("c-")));
            return runs.incrementAndGet() < 3 ? Outcome.requeueAfter(Duration.ofMillis(1)) : Outcome.done();
        });
        scaleTo(1);
        try (var writer = new LoopRunner(
                loop,
                client,
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                TracerProvider.noop().get(""))) {
            writer.start();
            await("three runs").untilAtomic(runs, org.hamcrest.Matchers.equalTo(3));
        }
    }

    private Outcome reconcile(Key key) {
        var replicaSet = client.informer(V1ReplicaSet.class).find(key.namespace(), key.name());
        if (replicaSet == null) {
            return Outcome.done();
        }
        var pods = client.informer(V1Pod.class).list("default");
        var missing = replicaSet.getSpec().getReplicas() - pods.size();
        if (missing > 0) {
            Batches.slowStart(
                            Stream.generate(() -> pod(key.name()))
                                    .limit(missing)
                                    .toList(),
                            pod -> {
                                client.resource(V1Pod.class).create(pod);
                                if (pods() > wanted.get()) {
                                    tooMany.incrementAndGet();
                                }
                            })
                    .throwFirst();
        }
        pods.stream()
                .limit(Math.max(0, -missing))
                .forEach(pod -> client.resource(V1Pod.class)
                        .delete("default", pod.getMetadata().getName(), DeleteRequest.DEFAULT));
        return Outcome.done();
    }

    private static Key owner(V1Pod pod) {
        return new Key(
                "default", Objects.requireNonNull(pod.getMetadata().getLabels().get("app")));
    }

    private int pods() {
        return cluster.resource(V1Pod.class).list("default", "", "").size();
    }

    private void scaleTo(int replicas) {
        var replicaSets = cluster.resource(V1ReplicaSet.class);
        if (replicaSets.find("default", "web") == null) {
            replicaSets.create(new V1ReplicaSet()
                    .metadata(new V1ObjectMeta().namespace("default").name("web"))
                    .spec(new V1ReplicaSetSpec().replicas(replicas)));
        } else {
            replicaSets.patch("default", "web", PatchType.MERGE, "{\"spec\":{\"replicas\":" + replicas + "}}");
        }
    }

    private static V1Pod pod(String app) {
        return new V1Pod()
                .metadata(new V1ObjectMeta()
                        .namespace("default")
                        .generateName(app + "-")
                        .labels(Map.of("app", app)))
                .spec(new V1PodSpec());
    }
}
