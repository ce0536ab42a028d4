package dev.navarch.controller.statefulset;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.history.Revision;
import dev.navarch.controller.history.RevisionHistory;
import dev.navarch.controller.ownership.Claims;
import dev.navarch.controller.ownership.ControlledObjects;
import dev.navarch.controller.ownership.InterestedOwners;
import dev.navarch.controller.pods.NextAvailable;
import dev.navarch.controller.selector.LabelSelectors;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1ControllerRevision;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1StatefulSetStatus;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** One step towards the wanted pods a run: first their number, then, when all are well, their revision. */
public final class StatefulSetController {
    private final ResourceClient<V1StatefulSet> client;
    private final Informer<V1StatefulSet> sets;
    private final InterestedOwners<V1StatefulSet> interested;
    private final ControlledObjects<V1Pod> pods;
    private final Claims<V1StatefulSet, V1Pod> claims;
    private final RevisionHistory<V1StatefulSet> history;
    private final OrderedWalk walk;
    private final RollingUpdate update;
    private final Clock clock;

    public StatefulSetController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1StatefulSet.class);
        this.sets = cluster.informer(V1StatefulSet.class);
        this.interested = new InterestedOwners<>(
                V1StatefulSet.class, sets, set -> set.getSpec().getSelector());
        this.pods = new ControlledObjects<>(cluster.informer(V1Pod.class));
        this.claims = new Claims<>(client, cluster.resource(V1Pod.class));
        this.history = new RevisionHistory<>(cluster, V1StatefulSet.class, "controller.kubernetes.io/hash");
        var statefulPods = new StatefulPods(cluster, cluster.events("statefulset-controller"));
        this.walk = new OrderedWalk(statefulPods);
        this.update = new RollingUpdate(statefulPods);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("statefulset")
                .workers(5)
                .watching(V1StatefulSet.class)
                .watching(V1Pod.class, interested::of)
                .watching(V1PersistentVolumeClaim.class, this::waitingFor)
                .reading(V1ControllerRevision.class)
                .reconciledBy(this::reconcile);
    }

    /** A pod waits for a claim of its name that is still going away. */
    private Collection<Key> waitingFor(V1PersistentVolumeClaim claim) {
        return sets.list(claim.getMetadata().getNamespace()).stream()
                .filter(set -> VolumeClaims.templates(set).stream()
                        .anyMatch(template -> claim.getMetadata()
                                .getName()
                                .startsWith(template.getMetadata().getName() + "-"
                                        + set.getMetadata().getName() + "-")))
                .map(Key::of)
                .toList();
    }

    private Outcome reconcile(Key key) {
        var set = sets.find(key.namespace(), key.name());
        if (set == null || LabelSelectors.isEmpty(set.getSpec().getSelector())) {
            return Outcome.done();
        }
        try {
            return reconcile(set);
        } catch (ApiFailure e) {
            if (e.hasCause("NamespaceTerminating")) {
                return Outcome.done();
            }
            throw e;
        }
    }

    private Outcome reconcile(V1StatefulSet set) {
        var selector = set.getSpec().getSelector();
        var own = claims.claim(
                set,
                selector,
                pods.ofAndOrphans(set).stream()
                        .filter(pod -> Ordinals.of(set, pod) != null)
                        .toList());
        var before = StatefulSetStatuses.before(set);
        var known = history.of(set, selector);
        var update = history.current(
                set, set.getSpec().getTemplate(), known, Objects.requireNonNullElse(before.getCollisionCount(), 0));
        var current = known.stream()
                .filter(revision -> revision.name().equals(before.getCurrentRevision()))
                .findFirst()
                .orElse(update.revision());
        var replicas = Replicas.of(set, own, current, update.revision(), clock.instant());
        try {
            if (set.getMetadata().getDeletionTimestamp() == null && walk.isSettled(replicas)) {
                this.update.step(replicas);
            }
        } finally {
            writeStatus(set, StatefulSetStatuses.of(replicas, update.collisionCount()));
        }
        dropHistory(replicas, known);
        return Outcome.soonest(NextAvailable.in(replicas.all(), Replicas.minReadySeconds(set), clock.instant()));
    }

    private void dropHistory(Replicas replicas, List<Revision> known) {
        var live = new HashSet<>(
                List.of(replicas.current().name(), replicas.update().name()));
        replicas.all()
                .map(pod -> pod.getMetadata().getLabels().get(PodIdentity.REVISION))
                .filter(Objects::nonNull)
                .forEach(live::add);
        var limit = Objects.requireNonNullElse(replicas.set().getSpec().getRevisionHistoryLimit(), 10);
        history.truncate(known, live, limit);
    }

    private void writeStatus(V1StatefulSet set, V1StatefulSetStatus status) {
        if (!status.equals(set.getStatus())) {
            client.updateStatus(ModelJson.copy(set).status(status));
        }
    }
}
