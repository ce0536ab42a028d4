package dev.navarch.nodeagent.volume;

import static dev.navarch.nodeagent.podspec.PodParts.nameOf;
import static dev.navarch.nodeagent.podspec.PodParts.namespaceOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.nodeagent.podspec.Amounts;
import dev.navarch.nodeagent.podspec.ContainerAmounts;
import dev.navarch.nodeagent.podspec.PodFields;
import dev.navarch.nodeagent.reference.ReferencedObjects;
import dev.navarch.nodeagent.settings.NodeDirectories;
import io.kubernetes.client.openapi.models.V1EmptyDirVolumeSource;
import io.kubernetes.client.openapi.models.V1Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sets up a pod's volumes and brings those made from API objects up to date; both by calling {@link #setUp} again. What was set
 * up before a restart of the agent is found again by its path.
 */
public final class PodVolumes {
    private static final int ANYBODY = 0777;
    private static final int SET_GROUP = 02000;
    private final NodeDirectories directories;
    private final ReferencedObjects references;
    private final ClaimedVolumes claimed;

    public PodVolumes(NodeDirectories directories, ReferencedObjects references) {
        this.directories = directories;
        this.references = references;
        this.claimed = new ClaimedVolumes(directories.volumes(), references);
    }

    /**
     * Where each volume lies, by name.
     *
     * @throws VolumeException for the first that cannot be set up
     */
    public Map<String, Path> setUp(PodFields fields, ContainerAmounts amounts) {
        var places = new HashMap<String, Path>();
        var volumes = Objects.requireNonNullElse(specOf(fields.pod()).getVolumes(), List.<V1Volume>of());
        for (var volume : volumes) {
            try {
                places.put(volume.getName(), setUp(volume, fields, amounts));
            } catch (IOException e) {
                throw new VolumeException(volume.getName(), String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                throw new VolumeException(volume.getName(), String.valueOf(e.getMessage()));
            }
        }
        return places;
    }

    /** Unmounts and deletes everything the pod had; its containers must be gone. */
    public void tearDown(String podUid) throws IOException {
        var pod = directories.pod(podUid);
        for (var point : Mounts.below(pod)) Mounts.unmount(point);
        AtomicWriter.deleteTree(pod);
    }

    private Path setUp(V1Volume volume, PodFields fields, ContainerAmounts amounts) throws IOException {
        var name = volume.getName();
        var contents = new ProjectedContents(references, fields, amounts, name);
        if (volume.getEmptyDir() != null) return emptyDir(name, fields, volume.getEmptyDir());
        if (volume.getHostPath() != null) return HostPaths.prepare(name, volume.getHostPath());
        if (volume.getConfigMap() != null) {
            return write(place("configmap", name, fields), fields, contents.of(volume.getConfigMap()));
        }
        if (volume.getSecret() != null) {
            return write(inMemory(place("secret", name, fields)), fields, contents.of(volume.getSecret()));
        }
        if (volume.getDownwardAPI() != null) {
            var source = volume.getDownwardAPI();
            var files = contents.of(Objects.requireNonNullElse(source.getItems(), List.of()), source.getDefaultMode());
            return write(place("downward-api", name, fields), fields, files);
        }
        if (volume.getProjected() != null) {
            return write(inMemory(place("projected", name, fields)), fields, contents.of(volume.getProjected()));
        }
        if (volume.getPersistentVolumeClaim() != null) {
            return claimed(name, volume.getPersistentVolumeClaim().getClaimName(), fields);
        }
        if (volume.getEphemeral() != null) return claimed(name, nameOf(fields.pod()) + "-" + name, fields);
        throw new VolumeException(name, "this kind of volume is not supported yet");
    }

    private Path claimed(String name, String claim, PodFields fields) throws IOException {
        return claimed.prepare(name, namespaceOf(fields.pod()), claim, fsGroup(fields));
    }

    private Path emptyDir(String name, PodFields fields, V1EmptyDirVolumeSource source) throws IOException {
        var place = directories.emptyDir(uidOf(fields.pod()), name);
        var existed = Files.isDirectory(place);
        Files.createDirectories(place);
        if (Objects.equals(source.getMedium(), "Memory") && Mounts.below(place).isEmpty()) {
            var size = Amounts.whole(source.getSizeLimit());
            Mounts.memory(place, size > 0 ? "size=" + size : "");
            existed = false;
        }
        if (existed) return place;
        var group = fsGroup(fields);
        if (group != null) Files.setAttribute(place, "unix:gid", group.intValue());
        Files.setAttribute(place, "unix:mode", group == null ? ANYBODY : ANYBODY | SET_GROUP);
        return place;
    }

    /** What is secret never reaches a disk. */
    private static Path inMemory(Path place) throws IOException {
        Files.createDirectories(place);
        if (Mounts.below(place).isEmpty()) Mounts.memory(place, "mode=0755");
        return place;
    }

    private static Path write(Path place, PodFields fields, Map<String, ProjectedFile> files) throws IOException {
        Files.createDirectories(place);
        new AtomicWriter(place, fsGroup(fields)).write(files);
        return place;
    }

    private Path place(String plugin, String name, PodFields fields) {
        return directories.volume(uidOf(fields.pod()), plugin, name);
    }

    private static @Nullable Long fsGroup(PodFields fields) {
        var context = specOf(fields.pod()).getSecurityContext();
        return context == null ? null : context.getFsGroup();
    }
}
