package dev.navarch.controller.replicaset;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.ownership.Claims;
import dev.navarch.controller.ownership.ControlledObjects;
import dev.navarch.controller.ownership.ControllerReferences;
import dev.navarch.controller.ownership.InterestedOwners;
import dev.navarch.controller.pods.NextAvailable;
import dev.navarch.controller.pods.PodControl;
import dev.navarch.controller.pods.PodRanking;
import dev.navarch.controller.pods.PodState;
import dev.navarch.controller.replicaset.ReplicaSetStatuses.Failure;
import dev.navarch.loop.Batches;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicaSetStatus;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As many active pods as wanted; terminating ones are not waited for. A ReplicationController is an older word for the same. */
public final class ReplicaSetController<T extends KubernetesObject> {
    private static final int AT_ONCE = 500;

    private final ReplicaKind<T> kind;
    private final ResourceClient<T> client;
    private final Informer<T> owners;
    private final InterestedOwners<T> interested;
    private final ControlledObjects<V1Pod> pods;
    private final Claims<T, V1Pod> claims;
    private final PodControl podControl;
    private final ReplicaSetStatuses statuses;
    private final Clock clock;

    private ReplicaSetController(ReplicaKind<T> kind, ClusterClient cluster, Clock clock) {
        this.kind = kind;
        this.client = cluster.resource(kind.type());
        this.owners = cluster.informer(kind.type());
        this.interested = new InterestedOwners<>(
                kind.type(),
                owners,
                owner -> kind.asReplicaSet().apply(owner).getSpec().getSelector());
        this.pods = new ControlledObjects<>(cluster.informer(V1Pod.class));
        this.claims = new Claims<>(client, cluster.resource(V1Pod.class));
        this.podControl = new PodControl(cluster, cluster.events(kind.component()));
        this.statuses = new ReplicaSetStatuses(clock);
        this.clock = clock;
    }

    public static ReplicaSetController<V1ReplicaSet> ofReplicaSets(ClusterClient cluster, Clock clock) {
        return new ReplicaSetController<>(ReplicaKind.REPLICA_SET, cluster, clock);
    }

    public static ReplicaSetController<V1ReplicationController> ofReplicationControllers(
            ClusterClient cluster, Clock clock) {
        return new ReplicaSetController<>(ReplicaKind.REPLICATION_CONTROLLER, cluster, clock);
    }

    public Loop loop() {
        return Loop.named(kind.loop())
                .workers(5)
                .watching(kind.type())
                .watching(V1Pod.class, interested::of)
                .reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var owner = owners.find(key.namespace(), key.name());
        if (owner == null) {
            return Outcome.done();
        }
        var replicaSet = kind.asReplicaSet().apply(owner);
        var claimed = claims.claim(
                owner,
                replicaSet.getSpec().getSelector(),
                pods.ofAndOrphans(owner).stream()
                        .filter(pod -> !PodState.isTerminal(pod))
                        .toList());
        var active = claimed.stream().filter(PodState::isActive).toList();
        var terminating = claimed.size() - active.size();
        var failures = replicaSet.getMetadata().getDeletionTimestamp() == null
                ? manage(owner, replicaSet, active)
                : new Batches.Result(0, List.of());
        writeStatus(
                owner,
                replicaSet.getStatus(),
                statuses.of(
                        replicaSet,
                        active,
                        kind.tellsOfTerminating() ? terminating : null,
                        failure(replicaSet, active, failures)));
        failures.failures().stream()
                .filter(e -> !(e instanceof ApiFailure refused && refused.hasCause("NamespaceTerminating")))
                .findFirst()
                .ifPresent(e -> {
                    throw e;
                });
        return Outcome.soonest(NextAvailable.in(active.stream(), minReadySeconds(replicaSet), clock.instant()));
    }

    private Batches.Result manage(T owner, V1ReplicaSet replicaSet, List<V1Pod> active) {
        var missing = wanted(replicaSet) - active.size();
        if (missing > 0) {
            var template = replicaSet.getSpec().getTemplate();
            var fresh = Stream.generate(() -> PodControl.from(template, owner))
                    .limit(Math.min(missing, AT_ONCE))
                    .toList();
            return Batches.slowStart(fresh, pod -> podControl.create(pod, owner));
        }
        return Batches.all(surplus(owner, active, -missing), pod -> podControl.delete(pod, owner));
    }

    private List<V1Pod> surplus(T owner, List<V1Pod> active, int count) {
        if (count == 0 || count == active.size()) {
            return active.subList(0, count);
        }
        return active.stream()
                .sorted(PodRanking.firstToGo(podsOnNode(owner), clock.instant()))
                .limit(Math.min(count, AT_ONCE))
                .toList();
    }

    /** Of all that have the same owner. */
    private Map<String, Integer> podsOnNode(T replicas) {
        var owner = ControllerReferences.uidOf(replicas);
        var family = owner.isEmpty()
                ? List.of(replicas)
                : owners.list(replicas.getMetadata().getNamespace()).stream()
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

    private void writeStatus(T owner, @Nullable V1ReplicaSetStatus before, V1ReplicaSetStatus status) {
        if (!ReplicaSetStatuses.same(before, status)) {
            try {
                client.updateStatus(kind.withStatus().apply(ModelJson.copy(owner), status));
            } catch (ApiFailure e) {
                if (!e.isNotFound()) {
                    throw e;
                }
            }
        }
    }

    private static int wanted(V1ReplicaSet replicaSet) {
        return Objects.requireNonNullElse(replicaSet.getSpec().getReplicas(), 1);
    }

    static int minReadySeconds(V1ReplicaSet replicaSet) {
        return Objects.requireNonNullElse(replicaSet.getSpec().getMinReadySeconds(), 0);
    }
}
