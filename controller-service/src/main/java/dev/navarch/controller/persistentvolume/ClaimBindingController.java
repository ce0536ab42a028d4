package dev.navarch.controller.persistentvolume;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1StorageClass;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds a volume for each claim, or asks for one to be made; and says when a claim has lost its own. */
public final class ClaimBindingController {
    private static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
    private static final Duration RESYNC = Duration.ofSeconds(15);

    private final ResourceClient<V1PersistentVolumeClaim> client;
    private final Informer<V1PersistentVolumeClaim> claims;
    private final Informer<V1PersistentVolume> volumes;
    private final Informer<V1StorageClass> classes;
    private final Informer<V1Pod> pods;
    private final VolumeBinder binder;
    private final EventRecorder events;

    public ClaimBindingController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1PersistentVolumeClaim.class);
        this.claims = cluster.informer(V1PersistentVolumeClaim.class);
        this.volumes = cluster.informer(V1PersistentVolume.class);
        this.classes = cluster.informer(V1StorageClass.class);
        this.pods = cluster.informer(V1Pod.class);
        this.binder = new VolumeBinder(cluster, clock);
        this.events = cluster.events("persistentvolume-controller");
    }

    /** One worker: two claims must not be given the same volume. */
    public Loop loop() {
        return Loop.named("persistentvolume-binder-claims")
                .watching(V1PersistentVolumeClaim.class)
                .watching(V1PersistentVolume.class, this::claimsWaitingFor)
                .watching(V1StorageClass.class, this::claimsOf)
                .reading(V1Pod.class)
                .reconciledBy(this::reconcile);
    }

    private Collection<Key> claimsWaitingFor(V1PersistentVolume volume) {
        var reference = volume.getSpec().getClaimRef();
        return reference == null ? pending() : List.of(new Key(reference.getNamespace(), reference.getName()));
    }

    private Collection<Key> claimsOf(V1StorageClass storageClass) {
        return pending();
    }

    private Collection<Key> pending() {
        return claims.list().stream()
                .filter(claim -> !BindingMarks.has(claim, BindingMarks.BIND_COMPLETED))
                .map(Key::of)
                .toList();
    }

    private Outcome reconcile(Key key) {
        var claim = claims.find(key.namespace(), key.name());
        if (claim == null) {
            return Outcome.done();
        }
        if (BindingMarks.has(claim, BindingMarks.BIND_COMPLETED)) {
            checkBound(claim);
            return Outcome.done();
        }
        var bound = claim.getSpec().getVolumeName() == null ? findVolume(claim) : bindToNamed(claim);
        return bound ? Outcome.done() : Outcome.requeueAfter(RESYNC);
    }

    /** @return whether it is bound now */
    private boolean findVolume(V1PersistentVolumeClaim claim) {
        if (adoptsDefaultClass(claim)) {
            return false;
        }
        var className = VolumeMatch.className(claim);
        var storageClass = className.isEmpty() ? null : classes.find("", className);
        // Of such a class the scheduler chooses, since it knows which volumes the pod's node can reach.
        var chosenByScheduler =
                storageClass != null && "WaitForFirstConsumer".equals(storageClass.getVolumeBindingMode());
        var volume = chosenByScheduler
                ? VolumeMatch.setAside(claim, volumes.list())
                : VolumeMatch.best(claim, volumes.list());
        if (volume != null) {
            binder.bind(volume, claim);
            return true;
        }
        if (chosenByScheduler && !BindingMarks.has(claim, BindingMarks.SELECTED_NODE)) {
            sayWhatItWaitsFor(claim);
        } else if (className.isEmpty()) {
            events.normal(
                    claim,
                    "FailedBinding",
                    "no persistent volumes available for this claim and no storage class is set");
        } else {
            askForVolume(claim, className, storageClass);
        }
        return false;
    }

    /** A claim from before there was a default class. */
    private boolean adoptsDefaultClass(V1PersistentVolumeClaim claim) {
        if (!VolumeMatch.namesNoClass(claim)) {
            return false;
        }
        var chosen = classes.list().stream()
                .filter(ClaimBindingController::isDefault)
                .max(Comparator.comparing(
                                (V1StorageClass known) -> known.getMetadata().getCreationTimestamp(),
                                Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(known -> known.getMetadata().getName(), Comparator.reverseOrder()))
                .orElse(null);
        if (chosen == null) {
            return false;
        }
        var next = ModelJson.copy(claim);
        next.getSpec().setStorageClassName(chosen.getMetadata().getName());
        client.update(next);
        return true;
    }

    private static boolean isDefault(V1StorageClass storageClass) {
        var annotations = storageClass.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(DEFAULT_CLASS));
    }

    private void sayWhatItWaitsFor(V1PersistentVolumeClaim claim) {
        var waiting = pods.list(claim.getMetadata().getNamespace()).stream()
                .filter(pod -> usesUnscheduled(pod, claim))
                .findFirst();
        if (waiting.isPresent()) {
            events.normal(
                    claim,
                    "WaitForPodScheduled",
                    "waiting for pod " + waiting.get().getMetadata().getName() + " to be scheduled");
        } else {
            events.normal(claim, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
        }
    }

    private static boolean usesUnscheduled(V1Pod pod, V1PersistentVolumeClaim claim) {
        var spec = pod.getSpec();
        return spec != null
                && spec.getNodeName() == null
                && spec.getVolumes() != null
                && spec.getVolumes().stream()
                        .anyMatch(volume -> volume.getPersistentVolumeClaim() != null
                                && Objects.equals(
                                        volume.getPersistentVolumeClaim().getClaimName(),
                                        claim.getMetadata().getName()));
    }

    private void askForVolume(V1PersistentVolumeClaim claim, String className, @Nullable V1StorageClass storageClass) {
        if (storageClass == null) {
            events.warning(claim, "ProvisioningFailed", "storageclass.storage.k8s.io \"" + className + "\" not found");
            return;
        }
        var provisioner = storageClass.getProvisioner();
        if (provisioner.equals(NO_PROVISIONER)) {
            events.warning(claim, "ProvisioningFailed", "no volume plugin matched name: " + NO_PROVISIONER);
            return;
        }
        if (!provisioner.equals(BindingMarks.find(claim, BindingMarks.PROVISIONER))) {
            var next = ModelJson.copy(claim);
            Map.of(BindingMarks.PROVISIONER, provisioner, BindingMarks.OLDER_PROVISIONER, provisioner)
                    .forEach((mark, value) -> BindingMarks.set(next.getMetadata(), mark, value));
            client.update(next);
        }
        events.normal(
                claim,
                "ExternalProvisioning",
                "Waiting for a volume to be created either by the external provisioner '" + provisioner
                        + "' or manually by the system administrator. If volume creation is delayed, please verify that"
                        + " the provisioner is running and correctly registered.");
    }

    /** To the volume that the claim asks for by name. */
    private boolean bindToNamed(V1PersistentVolumeClaim claim) {
        var name = claim.getSpec().getVolumeName();
        var volume = volumes.find("", name);
        if (volume == null) {
            binder.claimPhase(claim, "Pending", null);
            return false;
        }
        var taken = volume.getSpec().getClaimRef() != null && !VolumeMatch.isFor(volume, claim);
        var refusal = taken ? null : VolumeMatch.refusal(claim, volume);
        if (taken) {
            events.normal(claim, "FailedBinding", "volume \"" + name + "\" already bound to a different claim.");
        } else if (refusal != null) {
            events.warning(claim, "VolumeMismatch", "Cannot bind to requested volume \"" + name + "\": " + refusal);
        } else {
            binder.bind(volume, claim);
            return true;
        }
        binder.claimPhase(claim, "Pending", null);
        return false;
    }

    private void checkBound(V1PersistentVolumeClaim claim) {
        var name = claim.getSpec().getVolumeName();
        var volume = name == null ? null : volumes.find("", name);
        if (name == null) {
            lose(claim, "ClaimLost", "Bound claim has lost reference to PersistentVolume. Data on the volume is lost!");
        } else if (volume == null) {
            lose(claim, "ClaimLost", "Bound claim has lost its PersistentVolume. Data on the volume is lost!");
        } else if (volume.getSpec().getClaimRef() == null || VolumeMatch.isFor(volume, claim)) {
            binder.bind(volume, claim);
        } else {
            lose(claim, "ClaimMisbound", "Two claims are bound to the same volume, this one is bound incorrectly");
        }
    }

    private void lose(V1PersistentVolumeClaim claim, String reason, String message) {
        if (claim.getStatus() == null || !"Lost".equals(claim.getStatus().getPhase())) {
            binder.claimPhase(claim, "Lost", null);
            events.warning(claim, reason, message);
        }
    }
}
