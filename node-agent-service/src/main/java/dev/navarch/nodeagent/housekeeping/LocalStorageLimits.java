package dev.navarch.nodeagent.housekeeping;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.nodeagent.podspec.Amounts;
import dev.navarch.nodeagent.podspec.PodContainer;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evicts pods that keep more on the node's disk than they said they would. */
public final class LocalStorageLimits implements Runnable {
    private final Supplier<List<V1Pod>> pods;
    private final LocalStorage storage;
    private final Evictor evictor;

    /** @param pods those that run here */
    public LocalStorageLimits(Supplier<List<V1Pod>> pods, LocalStorage storage, Evictor evictor) {
        this.pods = pods;
        this.storage = storage;
        this.evictor = evictor;
    }

    @Override
    public void run() {
        for (var pod : pods.get()) {
            var message = excess(pod);
            if (message != null) evictor.evict(pod, message);
        }
    }

    private @Nullable String excess(V1Pod pod) {
        for (var volume : Objects.requireNonNullElse(specOf(pod).getVolumes(), List.<V1Volume>of())) {
            var source = volume.getEmptyDir();
            if (source == null || source.getSizeLimit() == null || "Memory".equals(source.getMedium())) continue;
            var limit = Amounts.whole(source.getSizeLimit());
            if (limit > 0 && storage.ofEmptyDir(pod, volume.getName()) > limit) {
                return "Usage of EmptyDir volume \"" + volume.getName() + "\" exceeds the limit \""
                        + source.getSizeLimit().toSuffixedString() + "\". ";
            }
        }
        for (var container : PodContainer.regular(pod)) {
            var limit = Amounts.limit(container.spec(), "ephemeral-storage");
            if (limit != null && storage.ofContainer(pod, container.name()) > Amounts.whole(limit)) {
                return "Container " + container.name() + " exceeded its local ephemeral storage limit \""
                        + limit.toSuffixedString() + "\". ";
            }
        }
        return null;
    }
}
