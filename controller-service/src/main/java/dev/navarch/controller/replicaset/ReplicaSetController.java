package dev.navarch.controller.replicaset;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.ownership.Claims;
import dev.navarch.controller.ownership.ControlledObjects;
import dev.navarch.controller.ownership.ControllerReferences;
import dev.navarch.controller.pods.PodControl;
import dev.navarch.controller.pods.PodRanking;
import dev.navarch.controller.pods.PodState;
import dev.navarch.controller.replicaset.ReplicaSetStatuses.Failure;
import dev.navarch.controller.selector.LabelSelectors;
import dev.navarch.loop.Batches;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As many active pods as wanted; terminating ones are not waited for. */
public final class ReplicaSetController {
    private static final int AT_ONCE = 500;

    private final ResourceClient<V1ReplicaSet> client;
    private final Informer<V1ReplicaSet> replicaSets;
    private final ControlledObjects<V1Pod> pods;
    private final Claims<V1ReplicaSet, V1Pod> claims;
    private final PodControl podControl;
    private final ReplicaSetStatuses statuses;
    private final Clock clock;

    public ReplicaSetController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1ReplicaSet.class);
        this.replicaSets = cluster.informer(V1ReplicaSet.class);
        this.pods = new ControlledObjects<>(cluster.informer(V1Pod.class));
        this.claims = new Claims<>(client, cluster.resource(V1Pod.class));
        this.podControl = new PodControl(cluster, cluster.events("replicaset-controller"));
        this.statuses = new ReplicaSetStatuses(clock);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("replicaset")
                .workers(5)
                .watching(V1ReplicaSet.class)
                .watching(V1Pod.class, this::interestedIn)
                .reconciledBy(this::reconcile);
    }

    private Collection<Key> interestedIn(V1Pod pod) {
        if (ControllerReferences.of(pod) != null) {
            var owner = ControllerReferences.keyOf(pod, V1ReplicaSet.class);
            return owner == null ? List.of() : List.of(owner);
        }
        return replicaSets.list(pod.getMetadata().getNamespace()).stream()
                .filter(replicaSet -> LabelSelectors.matches(
                        replicaSet.getSpec().getSelector(), pod.getMetadata().getLabels()))
                .map(Key::of)
                .toList();
    }

    private Outcome reconcile(Key key) {
        var replicaSet = replicaSets.find(key.namespace(), key.name());
        if (replicaSet == null) {
            return Outcome.done();
        }
        var claimed = claims.claim(
                replicaSet,
                replicaSet.getSpec().getSelector(),
                pods.ofAndOrphans(replicaSet).stream()
                        .filter(pod -> !PodState.isTerminal(pod))
                        .toList());
        var active = claimed.stream().filter(PodState::isActive).toList();
        var terminating = claimed.size() - active.size();
        var failures = replicaSet.getMetadata().getDeletionTimestamp() == null
                ? manage(replicaSet, active)
                : new Batches.Result(0, List.of());
        writeStatus(replicaSet, active, terminating, failure(replicaSet, active, failures));
        failures.failures().stream()
                .filter(e -> !(e instanceof ApiFailure refused && refused.hasCause("NamespaceTerminating")))
                .findFirst()
                .ifPresent(e -> {
                    throw e;
                });
        return nextLook(replicaSet, active);
    }

    private Batches.Result manage(V1ReplicaSet replicaSet, List<V1Pod> active) {
        var missing = wanted(replicaSet) - active.size();
        if (missing > 0) {
            var template = replicaSet.getSpec().getTemplate();
            var fresh = Stream.generate(() -> PodControl.from(template, replicaSet))
                    .limit(Math.min(missing, AT_ONCE))
                    .toList();
            return Batches.slowStart(fresh, pod -> podControl.create(pod, replicaSet));
        }
        return Batches.all(surplus(replicaSet, active, -missing), pod -> podControl.delete(pod, replicaSet));
    }

    private List<V1Pod> surplus(V1ReplicaSet replicaSet, List<V1Pod> active, int count) {
        if (count == 0 || count == active.size()) {
            return active.subList(0, count);
        }
        return active.stream()
                .sorted(PodRanking.firstToGo(podsOnNode(replicaSet), clock.instant()))
                .limit(Math.min(count, AT_ONCE))
                .toList();
    }

    /** Of all ReplicaSets with the same owner. */
    private Map<String, Integer> podsOnNode(V1ReplicaSet replicaSet) {
        var owner = ControllerReferences.uidOf(replicaSet);
        var family = owner.isEmpty()
                ? List.of(replicaSet)
                : replicaSets.list(replicaSet.getMetadata().getNamespace()).stream()
                        .filter(other -> ControllerReferences.uidOf(other).equals(owner))
                        .toList();
        var counts = new HashMap<String, Integer>();
        family.stream()
                .flatMap(member -> pods.of(member).stream())
                .filter(PodState::isActive)
                .forEach(pod -> counts.merge(PodState.nodeName(pod), 1, Integer::sum));
        return counts;
    }

    private static @Nullable Failure failure(V1ReplicaSet replicaSet, List<V1Pod> active, Batches.Result result) {
        if (result.failures().isEmpty()) {
            return null;
        }
        var reason = wanted(replicaSet) > active.size() ? "FailedCreate" : "FailedDelete";
        return new Failure(reason, String.valueOf(result.failures().getFirst().getMessage()));
    }

    private void writeStatus(V1ReplicaSet replicaSet, List<V1Pod> active, int terminating, @Nullable Failure failure) {
        var status = statuses.of(replicaSet, active, terminating, failure);
        if (!ReplicaSetStatuses.same(replicaSet.getStatus(), status)) {
            try {
                client.updateStatus(ModelJson.copy(replicaSet).status(status));
            } catch (ApiFailure e) {
                if (!e.isNotFound()) {
                    throw e;
                }
            }
        }
    }

    /** A pod that is ready but not yet for long enough changes nothing when its time has come. */
    private Outcome nextLook(V1ReplicaSet replicaSet, List<V1Pod> active) {
        var minReady = minReadySeconds(replicaSet);
        var now = clock.instant();
        if (minReady == 0) {
            return Outcome.done();
        }
        return active.stream()
                .map(PodState::readySince)
                .filter(Objects::nonNull)
                .map(since -> Duration.between(now, since.plusSeconds(minReady)))
                .filter(Duration::isPositive)
                .min(Duration::compareTo)
                .map(left -> Outcome.requeueAfter(left.plusMillis(1)))
                .orElse(Outcome.done());
    }

    private static int wanted(V1ReplicaSet replicaSet) {
        return Objects.requireNonNullElse(replicaSet.getSpec().getReplicas(), 1);
    }

    static int minReadySeconds(V1ReplicaSet replicaSet) {
        return Objects.requireNonNullElse(replicaSet.getSpec().getMinReadySeconds(), 0);
    }
}
