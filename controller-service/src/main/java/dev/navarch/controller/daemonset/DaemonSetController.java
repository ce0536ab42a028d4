package dev.navarch.controller.daemonset;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.history.Revision;
import dev.navarch.controller.history.RevisionHistory;
import dev.navarch.controller.ownership.Claims;
import dev.navarch.controller.ownership.ControlledObjects;
import dev.navarch.controller.ownership.InterestedOwners;
import dev.navarch.controller.pods.NextAvailable;
import dev.navarch.controller.pods.PodControl;
import dev.navarch.controller.selector.LabelSelectors;
import dev.navarch.loop.Batches;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1ControllerRevision;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts pods where they should be and, where all is well, replaces those of an earlier template. */
public final class DaemonSetController {
    private static final int AT_ONCE = 250;

    private final ResourceClient<V1DaemonSet> client;
    private final Informer<V1DaemonSet> sets;
    private final InterestedOwners<V1DaemonSet> interested;
    private final Informer<V1Node> nodes;
    private final ControlledObjects<V1Pod> pods;
    private final Claims<V1DaemonSet, V1Pod> claims;
    private final RevisionHistory<V1DaemonSet> history;
    private final PodControl podControl;
    private final FailedPodBackoff backoff;
    private final Placement placement;
    private final EventRecorder events;
    private final Clock clock;

    public DaemonSetController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1DaemonSet.class);
        this.sets = cluster.informer(V1DaemonSet.class);
        this.interested = new InterestedOwners<>(
                V1DaemonSet.class, sets, set -> set.getSpec().getSelector());
        this.nodes = cluster.informer(V1Node.class);
        this.pods = new ControlledObjects<>(cluster.informer(V1Pod.class));
        this.claims = new Claims<>(client, cluster.resource(V1Pod.class));
        this.history = new RevisionHistory<>(cluster, V1DaemonSet.class, DaemonPodTemplate.HASH);
        this.events = cluster.events("daemonset-controller");
        this.podControl = new PodControl(cluster, events);
        this.backoff = new FailedPodBackoff(clock);
        this.placement = new Placement(events, backoff);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("daemonset")
                .workers(2)
                .watching(V1DaemonSet.class)
                .watching(V1Pod.class, interested::of)
                .watchingChanges(V1Node.class, this::interestedInChange)
                .reading(V1ControllerRevision.class)
                .reconciledBy(this::reconcile);
    }

    /** Heartbeats change nothing for anybody. */
    private Collection<Key> interestedInChange(@Nullable V1Node before, @Nullable V1Node after) {
        var same = before != null
                && after != null
                && NodeFit.taints(before).equals(NodeFit.taints(after))
                && Objects.equals(
                        before.getMetadata().getLabels(), after.getMetadata().getLabels());
        return same ? List.of() : sets.list().stream().map(Key::of).toList();
    }

    private Outcome reconcile(Key key) {
        var set = sets.find(key.namespace(), key.name());
        if (set == null) {
            backoff.forget(key);
            return Outcome.done();
        }
        if (LabelSelectors.isEmpty(set.getSpec().getSelector())) {
            events.warning(
                    set, "SelectingAll", "This daemon set is selecting all pods. A non-empty selector is required.");
            return Outcome.done();
        }
        if (set.getMetadata().getDeletionTimestamp() != null) {
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

    private Outcome reconcile(V1DaemonSet set) {
        var selector = set.getSpec().getSelector();
        var own = claims.claim(set, selector, pods.ofAndOrphans(set));
        var known = history.of(set, selector);
        var collisions =
                Objects.requireNonNullElse(DaemonSetStatuses.before(set).getCollisionCount(), 0);
        var current = history.current(set, set.getSpec().getTemplate(), known, collisions);
        var daemons = Daemons.of(set, current.revision(), nodes.list(), own, clock.instant());
        var changes = new Changes();
        var wait = placement.plan(daemons, changes);
        if (UpdateBounds.isRolling(set)) {
            RollingUpdate.plan(daemons, changes);
        }
        try {
            carryOut(daemons, changes);
        } finally {
            writeStatus(daemons, current.collisionCount());
        }
        dropHistory(daemons, known, own);
        return Outcome.soonest(wait, NextAvailable.in(own.stream(), Daemons.minReadySeconds(set), clock.instant()));
    }

    private void carryOut(Daemons daemons, Changes changes) {
        var set = daemons.set();
        var fresh = changes.nodes().stream()
                .limit(AT_ONCE)
                .map(node -> DaemonPodTemplate.pod(set, daemons.revision(), node))
                .toList();
        var created = Batches.slowStart(fresh, pod -> podControl.create(pod, set));
        var going = changes.going().stream().limit(AT_ONCE).toList();
        Batches.all(going, pod -> podControl.delete(pod, set)).throwFirst();
        created.throwFirst();
    }

    private void dropHistory(Daemons daemons, List<Revision> known, List<V1Pod> own) {
        var hashes = own.stream()
                .map(pod -> pod.getMetadata().getLabels().get(DaemonPodTemplate.HASH))
                .collect(Collectors.toCollection(HashSet::new));
        hashes.add(daemons.revision().hash());
        var live = known.stream()
                .filter(revision -> hashes.contains(revision.hash()))
                .map(Revision::name)
                .collect(Collectors.toSet());
        var limit = Objects.requireNonNullElse(daemons.set().getSpec().getRevisionHistoryLimit(), 10);
        history.truncate(known, live, limit);
    }

    private void writeStatus(Daemons daemons, int collisionCount) {
        var set = daemons.set();
        var status = DaemonSetStatuses.of(daemons, collisionCount);
        if (!status.equals(set.getStatus())) {
            client.updateStatus(ModelJson.copy(set).status(status));
        }
    }
}
