package dev.navarch.controller.persistentvolume;

import dev.navarch.controller.selector.LabelSelectors;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which volume suits which claim. */
final class VolumeMatch {
    private static final String OLDER_CLASS = "volume.beta.kubernetes.io/storage-class";

    private VolumeMatch() {}

    /** The volume that was set aside for the claim, or else the smallest free one that is large enough. */
    static @Nullable V1PersistentVolume best(V1PersistentVolumeClaim claim, Collection<V1PersistentVolume> volumes) {
        var kept = setAside(claim, volumes);
        return kept != null
                ? kept
                : volumes.stream()
                        .filter(volume -> isFree(volume)
                                && refusal(claim, volume) == null
                                && selects(claim, volume)
                                && offersModes(claim, volume))
                        .min(Comparator.comparing(VolumeMatch::capacity)
                                .thenComparing(volume -> volume.getMetadata().getName()))
                        .orElse(null);
    }

    static @Nullable V1PersistentVolume setAside(
            V1PersistentVolumeClaim claim, Collection<V1PersistentVolume> volumes) {
        return volumes.stream()
                .filter(volume -> isFor(volume, claim) && refusal(claim, volume) == null)
                .findFirst()
                .orElse(null);
    }

    /** Whether the volume's reference means this claim: by name, and by uid where it has one. */
    static boolean isFor(V1PersistentVolume volume, V1PersistentVolumeClaim claim) {
        var reference = volume.getSpec().getClaimRef();
        return reference != null
                && Objects.equals(reference.getNamespace(), claim.getMetadata().getNamespace())
                && Objects.equals(reference.getName(), claim.getMetadata().getName())
                && (uid(reference).isEmpty()
                        || uid(reference).equals(claim.getMetadata().getUid()));
    }

    static String uid(V1ObjectReference reference) {
        return Objects.requireNonNullElse(reference.getUid(), "");
    }

    /** Why the volume cannot serve the claim even if an administrator says so; null when it can. */
    static @Nullable String refusal(V1PersistentVolumeClaim claim, V1PersistentVolume volume) {
        if (capacity(volume).compareTo(requested(claim)) < 0) {
            return "requested PV is too small";
        }
        if (!className(claim).equals(className(volume))) {
            return "storageClassName does not match";
        }
        if (!mode(claim.getSpec().getVolumeMode()).equals(mode(volume.getSpec().getVolumeMode()))) {
            return "incompatible volumeMode";
        }
        return offersModes(claim, volume) ? null : "incompatible accessMode";
    }

    static String className(V1PersistentVolumeClaim claim) {
        var older = BindingMarks.find(claim, OLDER_CLASS);
        return older != null
                ? older
                : Objects.requireNonNullElse(claim.getSpec().getStorageClassName(), "");
    }

    static boolean namesNoClass(V1PersistentVolumeClaim claim) {
        return claim.getSpec().getStorageClassName() == null && !BindingMarks.has(claim, OLDER_CLASS);
    }

    private static String className(V1PersistentVolume volume) {
        var older = BindingMarks.find(volume, OLDER_CLASS);
        return older != null
                ? older
                : Objects.requireNonNullElse(volume.getSpec().getStorageClassName(), "");
    }

    private static boolean isFree(V1PersistentVolume volume) {
        return volume.getSpec().getClaimRef() == null
                && volume.getMetadata().getDeletionTimestamp() == null
                && volume.getStatus() != null
                && "Available".equals(volume.getStatus().getPhase());
    }

    private static boolean selects(V1PersistentVolumeClaim claim, V1PersistentVolume volume) {
        var selector = claim.getSpec().getSelector();
        return selector == null
                || LabelSelectors.matches(selector, volume.getMetadata().getLabels());
    }

    private static boolean offersModes(V1PersistentVolumeClaim claim, V1PersistentVolume volume) {
        var offered = Objects.requireNonNullElse(volume.getSpec().getAccessModes(), List.<String>of());
        var wanted = Objects.requireNonNullElse(claim.getSpec().getAccessModes(), List.<String>of());
        return offered.containsAll(wanted);
    }

    private static BigDecimal capacity(V1PersistentVolume volume) {
        var capacity = volume.getSpec().getCapacity();
        var storage = capacity == null ? null : capacity.get("storage");
        return storage == null ? BigDecimal.ZERO : storage.getNumber();
    }

    private static BigDecimal requested(V1PersistentVolumeClaim claim) {
        var resources = claim.getSpec().getResources();
        var requests = resources == null ? null : resources.getRequests();
        var storage = requests == null ? null : requests.get("storage");
        return storage == null ? BigDecimal.ZERO : storage.getNumber();
    }

    private static String mode(@Nullable String mode) {
        return Objects.requireNonNullElse(mode, "Filesystem");
    }
}
