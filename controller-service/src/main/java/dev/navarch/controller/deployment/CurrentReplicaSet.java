package dev.navarch.controller.deployment;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.ownership.ControllerReferences;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicaSetSpec;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sees to it that the ReplicaSet of the Deployment's template exists, carries the newest revision, and is known of in its status. */
final class CurrentReplicaSet {
    private final ResourceClient<V1Deployment> deployments;
    private final ResourceClient<V1ReplicaSet> replicaSets;
    private final ReplicaSetSizes sizes;
    private final DeploymentStatuses statuses;
    private final EventRecorder events;

    CurrentReplicaSet(
            ResourceClient<V1Deployment> deployments,
            ResourceClient<V1ReplicaSet> replicaSets,
            ReplicaSetSizes sizes,
            EventRecorder events,
            Clock clock) {
        this.deployments = deployments;
        this.replicaSets = replicaSets;
        this.sizes = sizes;
        this.statuses = new DeploymentStatuses(clock);
        this.events = events;
    }

    /** Brings the current ReplicaSet's annotations, and the Deployment's, up to date. */
    Rollout refresh(Rollout rollout) {
        var current = rollout.current();
        if (current == null) {
            return rollout;
        }
        var wanted = Revisions.wanted(rollout.deployment(), current, Revisions.next(rollout.old()));
        var minReady = rollout.deployment().getSpec().getMinReadySeconds();
        if (!wanted.equals(Revisions.annotations(current))
                || !Objects.equals(minReady, current.getSpec().getMinReadySeconds())) {
            var changed = ModelJson.copy(current);
            changed.getMetadata().setAnnotations(new HashMap<>(wanted));
            changed.getSpec().setMinReadySeconds(minReady);
            return rollout.withCurrent(replicaSets.update(changed));
        }
        return noted(rollout, "FoundNewReplicaSet", "Found new replica set \"%s\"");
    }

    /** Creates it where it does not exist. */
    Rollout ensure(Rollout rollout) {
        return rollout.current() == null ? create(rollout) : rollout;
    }

    private Rollout create(Rollout rollout) {
        var fresh = fresh(rollout);
        try {
            var created = replicaSets.create(fresh);
            var size = Rollout.replicas(created);
            var next = noted(rollout.withCurrent(created), "NewReplicaSetCreated", "Created new replica set \"%s\"");
            if (size > 0) {
                sizes.tell(next, created, 0, size);
            }
            return next;
        } catch (ApiFailure e) {
            if (e.isAlreadyExists()) {
                return resolveCollision(rollout, fresh);
            }
            if (!e.hasCause("NamespaceTerminating")) {
                noteFailure(rollout, fresh, e);
            }
            throw e;
        }
    }

    private static V1ReplicaSet fresh(Rollout rollout) {
        var deployment = rollout.deployment();
        var template = ModelJson.read(ModelJson.tree(deployment.getSpec().getTemplate()), V1PodTemplateSpec.class);
        var hash =
                TemplateHash.of(template, DeploymentStatuses.before(deployment).getCollisionCount());
        var metadata = Objects.requireNonNullElseGet(template.getMetadata(), V1ObjectMeta::new);
        template.setMetadata(metadata.labels(TemplateHash.labelled(metadata.getLabels(), hash)));
        var selector = deployment.getSpec().getSelector();
        var fresh = new V1ReplicaSet()
                .metadata(new V1ObjectMeta()
                        .namespace(deployment.getMetadata().getNamespace())
                        .name(deployment.getMetadata().getName() + "-" + hash)
                        .labels(metadata.getLabels())
                        .ownerReferences(List.of(ControllerReferences.to(deployment))))
                .spec(new V1ReplicaSetSpec()
                        .replicas(rollout.currentSize())
                        .minReadySeconds(deployment.getSpec().getMinReadySeconds())
                        .selector(new V1LabelSelector()
                                .matchLabels(TemplateHash.labelled(selector.getMatchLabels(), hash))
                                .matchExpressions(selector.getMatchExpressions()))
                        .template(template));
        Map<String, String> annotations = Revisions.wanted(deployment, fresh, Revisions.next(rollout.old()));
        Revisions.noteSize(annotations, rollout.bounds());
        fresh.getMetadata().setAnnotations(annotations);
        return fresh;
    }

    /** Ours under another cache's eyes, or a stranger's: then the next try gets another name. */
    private Rollout resolveCollision(Rollout rollout, V1ReplicaSet fresh) {
        var metadata = fresh.getMetadata();
        var taken = replicaSets.find(metadata.getNamespace(), metadata.getName());
        if (taken != null
                && ControllerReferences.isControlledBy(taken, rollout.deployment())
                && TemplateHash.sameTemplate(
                        taken.getSpec().getTemplate(),
                        rollout.deployment().getSpec().getTemplate())) {
            return rollout.withCurrent(taken);
        }
        var changed = ModelJson.copy(rollout.deployment());
        var status = DeploymentStatuses.before(changed);
        status.setCollisionCount(Objects.requireNonNullElse(status.getCollisionCount(), 0) + 1);
        deployments.updateStatus(changed.status(status));
        throw new ApiFailure(409, "Conflict", "The name " + metadata.getName() + " is taken", null);
    }

    private void noteFailure(Rollout rollout, V1ReplicaSet fresh, ApiFailure failure) {
        var message = "Failed to create new replica set \"%s\": %s"
                .formatted(fresh.getMetadata().getName(), failure.getMessage());
        events.warning(rollout.deployment(), "ReplicaSetCreateError", message);
        if (DeploymentStatuses.hasDeadline(rollout.deployment())) {
            var conditions = statuses.conditions(rollout.deployment());
            conditions.set(DeploymentConditions.PROGRESSING, "False", "ReplicaSetCreateError", message);
            writeConditions(rollout.deployment(), conditions);
        }
    }

    /** Writes the revision to the Deployment, and the first word on progress where it has none. */
    private Rollout noted(Rollout rollout, String reason, String message) {
        var current = Objects.requireNonNull(rollout.current());
        var deployment = rollout.deployment();
        var conditions = statuses.conditions(deployment);
        var revision = Revisions.of(current);
        var created = reason.equals("NewReplicaSetCreated");
        var first = DeploymentStatuses.hasDeadline(deployment)
                && (created || conditions.find(DeploymentConditions.PROGRESSING) == null);
        if (!first && Revisions.of(deployment) == revision) {
            return rollout;
        }
        if (first) {
            conditions.set(
                    DeploymentConditions.PROGRESSING,
                    "True",
                    reason,
                    message.formatted(current.getMetadata().getName()));
        }
        return rollout.with(write(deployment, revision, conditions));
    }

    /** By way of the status: a change of annotations by the front door would be a new generation. */
    private V1Deployment write(V1Deployment deployment, long revision, DeploymentConditions conditions) {
        var changed = ModelJson.copy(deployment);
        var annotations = new HashMap<>(Revisions.annotations(changed));
        annotations.put(Revisions.REVISION, Long.toString(revision));
        changed.getMetadata().setAnnotations(annotations);
        return deployments.updateStatus(
                changed.status(DeploymentStatuses.before(changed).conditions(conditions.all())));
    }

    private void writeConditions(V1Deployment deployment, DeploymentConditions conditions) {
        var changed = ModelJson.copy(deployment);
        deployments.updateStatus(
                changed.status(DeploymentStatuses.before(changed).conditions(conditions.all())));
    }

    static @Nullable Integer historyLimit(V1Deployment deployment) {
        var limit = deployment.getSpec().getRevisionHistoryLimit();
        return limit == null || limit == Integer.MAX_VALUE ? null : limit;
    }
}
