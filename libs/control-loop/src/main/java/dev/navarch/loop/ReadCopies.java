package dev.navarch.loop;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.loop.WriteLog.Write;
import io.kubernetes.client.common.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The informers that one loop reads, and whether they show a write yet. Kinds that the loop does not read are never waited for. */
final class ReadCopies {
    private final ClusterClient client;
    private final Map<Class<? extends KubernetesObject>, List<Informer<?>>> informers;

    ReadCopies(ClusterClient client, Map<Class<? extends KubernetesObject>, List<Informer<?>>> informers) {
        this.client = client;
        this.informers = informers;
    }

    /** The writes that have yet to be seen. Asks the server about those that nobody knows of; an ApiFailure if it can't. */
    List<Write> unseen(List<Write> writes) {
        var waiting = new ArrayList<Write>();
        for (var write : writes) {
            var certain = write instanceof Write.Unknown unknown ? newest(unknown) : write;
            if (!shows(certain)) {
                waiting.add(certain);
            }
        }
        return waiting;
    }

    boolean showAll(List<Write> writes) {
        return writes.stream().allMatch(this::shows);
    }

    private boolean shows(Write write) {
        return informers.getOrDefault(write.type(), List.of()).stream().allMatch(informer -> switch (write) {
            case Write.Stored stored -> informer.revision() >= stored.revision();
            case Write.Deleted deleted -> showsDeletion(informer.find(deleted.namespace(), deleted.name()), deleted);
            case Write.Unknown _ -> false;
        });
    }

    private static boolean showsDeletion(@Nullable KubernetesObject known, Write.Deleted deleted) {
        return known == null
                || known.getMetadata().getDeletionTimestamp() != null
                || (deleted.uid() != null
                        && !deleted.uid().equals(known.getMetadata().getUid()));
    }

    /** If the write took effect, its object is among these, so the copy must have reached the newest of them. */
    private Write newest(Write.Unknown unknown) {
        @SuppressWarnings("unchecked")
        var type = (Class<? extends KubernetesObject>) unknown.type();
        var revision = client.resource(type).list(unknown.namespace(), "", "").stream()
                .map(object -> object.getMetadata().getResourceVersion())
                .mapToLong(text -> text == null ? 0 : Long.parseLong(text))
                .max();
        return new Write.Stored(unknown.type(), revision.orElse(0));
    }
}
