package dev.navarch.nodeagent.volume;

import dev.navarch.nodeagent.reference.ReferencedObjects;
import io.kubernetes.client.openapi.models.V1HostPathVolumeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Volumes that a claim stands for: directories of this node, named by hostPath or local PersistentVolumes. */
final class ClaimedVolumes {
    private static final int ANYBODY = 0777;
    private static final int SET_GROUP = 02000;

    private final Path madeHere;
    private final ReferencedObjects references;

    /** @param madeHere the folder of the volumes that the local provisioner makes; these are made when first used */
    ClaimedVolumes(Path madeHere, ReferencedObjects references) {
        this.madeHere = madeHere;
        this.references = references;
    }

    Path prepare(String volume, String namespace, String claimName, @Nullable Long group) throws IOException {
        var name = volumeName(volume, namespace, claimName);
        var found = references.findVolume(name);
        if (found == null || found.getSpec() == null)
            throw new VolumeException(volume, "persistentvolume \"" + name + "\" not found");
        var spec = found.getSpec();
        if ("Block".equals(spec.getVolumeMode()))
            throw new VolumeException(volume, "block volumes are not supported by this node");
        if (spec.getHostPath() != null) return directory(volume, spec.getHostPath(), group);
        if (spec.getLocal() == null)
            throw new VolumeException(
                    volume,
                    "persistentvolume \"" + name + "\" is neither hostPath nor local: this node mounts no other kind");
        var existing =
                new V1HostPathVolumeSource().path(spec.getLocal().getPath()).type("Directory");
        return HostPaths.prepare(volume, existing);
    }

    private Path directory(String volume, V1HostPathVolumeSource source, @Nullable Long group) throws IOException {
        var place = Path.of(source.getPath()).normalize();
        if (!madeHere.equals(place.getParent()) || Files.exists(place)) return HostPaths.prepare(volume, source);
        Files.createDirectories(place);
        if (group != null) Files.setAttribute(place, "unix:gid", group.intValue());
        Files.setAttribute(place, "unix:mode", group == null ? ANYBODY : ANYBODY | SET_GROUP);
        return place;
    }

    private String volumeName(String volume, String namespace, String claimName) {
        var claim = references.findClaim(namespace, claimName);
        if (claim == null) throw new VolumeException(volume, "persistentvolumeclaim \"" + claimName + "\" not found");
        var phase = claim.getStatus() == null ? null : claim.getStatus().getPhase();
        var name = claim.getSpec() == null ? null : claim.getSpec().getVolumeName();
        if (name == null || !"Bound".equals(phase))
            throw new VolumeException(
                    volume, "error processing PVC " + namespace + "/" + claimName + ": PVC is not bound");
        return name;
    }
}
