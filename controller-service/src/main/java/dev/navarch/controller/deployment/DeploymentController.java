package dev.navarch.controller.deployment;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.ownership.Claims;
import dev.navarch.controller.ownership.ControlledObjects;
import dev.navarch.controller.ownership.ControllerReferences;
import dev.navarch.controller.ownership.InterestedOwners;
import dev.navarch.controller.pods.PodState;
import dev.navarch.controller.selector.LabelSelectors;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** One step towards the wanted ReplicaSets a run; the changes that it causes bring the next. */
public final class DeploymentController {
    private final ResourceClient<V1Deployment> client;
    private final ResourceClient<V1ReplicaSet> replicaSetClient;
    private final Informer<V1Deployment> deployments;
    private final InterestedOwners<V1Deployment> interested;
    private final Informer<V1ReplicaSet> replicaSetCopy;
    private final ControlledObjects<V1ReplicaSet> replicaSets;
    private final ControlledObjects<V1Pod> pods;
    private final Claims<V1Deployment, V1ReplicaSet> claims;
    private final DeploymentStatuses statuses;
    private final CurrentReplicaSet currents;
    private final ReplicaSetSizes sizes;
    private final RollingUpdate rollingUpdate;
    private final ProportionalScaling scaling;
    private final EventRecorder events;

    public DeploymentController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1Deployment.class);
        this.replicaSetClient = cluster.resource(V1ReplicaSet.class);
        this.deployments = cluster.informer(V1Deployment.class);
        this.interested = new InterestedOwners<>(
                V1Deployment.class,
                deployments,
                deployment -> deployment.getSpec().getSelector());
        this.replicaSetCopy = cluster.informer(V1ReplicaSet.class);
        this.replicaSets = new ControlledObjects<>(replicaSetCopy);
        this.pods = new ControlledObjects<>(cluster.informer(V1Pod.class));
        this.claims = new Claims<>(client, replicaSetClient);
        this.events = cluster.events("deployment-controller");
        this.statuses = new DeploymentStatuses(clock);
        this.sizes = new ReplicaSetSizes(replicaSetClient, events);
        this.currents = new CurrentReplicaSet(client, replicaSetClient, sizes, events, clock);
        this.rollingUpdate = new RollingUpdate(sizes);
        this.scaling = new ProportionalScaling(sizes);
    }

    public Loop loop() {
        return Loop.named("deployment")
                .workers(5)
                .watching(V1Deployment.class)
                .watching(V1ReplicaSet.class, interested::of)
                .watchingChanges(
                        V1Pod.class, (before, after) -> after == null && before != null ? ownersOf(before) : List.of())
                .reconciledBy(this::reconcile);
    }

    /** Recreate waits for the last old pod, which no ReplicaSet's status tells of. */
    private Collection<Key> ownersOf(V1Pod pod) {
        var key = ControllerReferences.keyOf(pod, V1ReplicaSet.class);
        var replicaSet = key == null ? null : replicaSetCopy.find(key.namespace(), key.name());
        return replicaSet == null ? List.of() : interested.of(replicaSet);
    }

    private Outcome reconcile(Key key) {
        var found = deployments.find(key.namespace(), key.name());
        if (found == null) {
            return Outcome.done();
        }
        var deployment = ModelJson.copy(found);
        if (LabelSelectors.isEmpty(deployment.getSpec().getSelector())) {
            return selectsAll(deployment);
        }
        try {
            return reconcile(deployment);
        } catch (ApiFailure e) {
            if (e.isNotFound() || e.hasCause("NamespaceTerminating")) {
                return Outcome.done();
            }
            throw e;
        }
    }

    private Outcome reconcile(V1Deployment deployment) {
        var owned = claims.claim(deployment, deployment.getSpec().getSelector(), replicaSets.ofAndOrphans(deployment));
        var rollout = Rollout.of(deployment, owned);
        if (deployment.getMetadata().getDeletionTimestamp() != null) {
            return write(rollout, statuses.counted(rollout));
        }
        rollout = notePause(rollout);
        if (isPaused(deployment) || rollout.isScaling()) {
            rollout = currents.refresh(rollout);
            scaling.scale(rollout);
            if (isPaused(deployment)) {
                dropHistory(rollout);
            }
            return write(rollout, statuses.counted(rollout));
        }
        return RolloutBounds.isRecreate(deployment) ? recreate(rollout) : roll(rollout);
    }

    private Outcome roll(Rollout start) {
        var rollout = currents.ensure(currents.refresh(start));
        if (!rollingUpdate.step(rollout)) {
            dropHistoryIfComplete(rollout);
        }
        return write(rollout, statuses.progressed(rollout));
    }

    private Outcome recreate(Rollout start) {
        var rollout = currents.refresh(start);
        var active = rollout.activeOld();
        if (!active.isEmpty()) {
            for (var old : active) {
                sizes.scaleTo(rollout, old, 0);
            }
            return write(rollout, statuses.progressed(rollout));
        }
        if (rollout.old().stream().anyMatch(this::hasPods)) {
            return write(rollout, statuses.progressed(rollout));
        }
        rollout = currents.ensure(rollout);
        var current = Objects.requireNonNull(rollout.current());
        sizes.scaleTo(rollout, current, rollout.bounds().replicas());
        dropHistoryIfComplete(rollout);
        return write(rollout, statuses.progressed(rollout));
    }

    private boolean hasPods(V1ReplicaSet replicaSet) {
        return Rollout.actual(replicaSet) > 0
                || pods.of(replicaSet).stream().anyMatch(pod -> !PodState.isTerminal(pod));
    }

    /** While paused the clock of progress stands still; it starts anew on resuming. */
    private Rollout notePause(Rollout rollout) {
        var deployment = rollout.deployment();
        var conditions = statuses.conditions(deployment);
        if (!DeploymentStatuses.hasDeadline(deployment)
                || conditions.hasReason(DeploymentConditions.PROGRESSING, DeploymentStatuses.TIMED_OUT)) {
            return rollout;
        }
        var noted = conditions.hasReason(DeploymentConditions.PROGRESSING, DeploymentStatuses.PAUSED);
        if (isPaused(deployment) == noted) {
            return rollout;
        }
        if (noted) {
            conditions.set(DeploymentConditions.PROGRESSING, "Unknown", "DeploymentResumed", "Deployment is resumed");
        } else {
            conditions.set(
                    DeploymentConditions.PROGRESSING, "Unknown", DeploymentStatuses.PAUSED, "Deployment is paused");
        }
        var status = DeploymentStatuses.before(deployment).conditions(conditions.all());
        return rollout.with(client.updateStatus(ModelJson.copy(deployment).status(status)));
    }

    private void dropHistoryIfComplete(Rollout rollout) {
        if (DeploymentStatuses.isComplete(rollout.deployment(), DeploymentStatuses.before(rollout.deployment()))) {
            dropHistory(rollout);
        }
    }

    private void dropHistory(Rollout rollout) {
        var limit = CurrentReplicaSet.historyLimit(rollout.deployment());
        if (limit == null) {
            return;
        }
        var alive = rollout.old().stream()
                .filter(old -> old.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparingLong(Revisions::of))
                .toList();
        alive.stream()
                .limit(Math.max(0, alive.size() - limit))
                .filter(DeploymentController::isIdle)
                .forEach(old -> replicaSetClient.delete(
                        old.getMetadata().getNamespace(),
                        old.getMetadata().getName(),
                        new DeleteRequest(null, old.getMetadata().getUid(), null)));
    }

    private static boolean isIdle(V1ReplicaSet replicaSet) {
        var status = replicaSet.getStatus();
        return Rollout.replicas(replicaSet) == 0
                && Rollout.actual(replicaSet) == 0
                && status != null
                && status.getObservedGeneration() != null
                && status.getObservedGeneration() >= replicaSet.getMetadata().getGeneration();
    }

    private Outcome write(Rollout rollout, V1DeploymentStatus status) {
        var deployment = rollout.deployment();
        if (!status.equals(deployment.getStatus())) {
            client.updateStatus(ModelJson.copy(deployment).status(status));
        }
        var left = statuses.untilDeadline(deployment, status);
        return left == null || isPaused(deployment) ? Outcome.done() : Outcome.requeueAfter(left);
    }

    private Outcome selectsAll(V1Deployment deployment) {
        events.warning(
                deployment, "SelectingAll", "This deployment is selecting all pods. A non-empty selector is required.");
        var status = DeploymentStatuses.before(deployment);
        var generation = deployment.getMetadata().getGeneration();
        if (!Objects.equals(status.getObservedGeneration(), generation)) {
            client.updateStatus(deployment.status(status.observedGeneration(generation)));
        }
        return Outcome.done();
    }

    private static boolean isPaused(V1Deployment deployment) {
        return Boolean.TRUE.equals(deployment.getSpec().getPaused());
    }
}
