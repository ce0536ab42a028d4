package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.registry.DeleteOptions.Propagation;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What deletion asks for and does to finalizers, and where kinds differ. */
public final class DeletionRules {
    static final String ORPHAN = "orphan";
    static final String FOREGROUND = "foregroundDeletion";

    /** Kinds older than the garbage collector leave their dependents unless told otherwise. */
    private static final Set<String> ORPHANING = Set.of("replicationcontrollers", "jobs.batch");

    /** Kinds that answer a deletion with the object that is gone; the others answer with a Status. */
    private static final Set<String> ANSWERED_WITH_OBJECT = Set.of(
            "pods",
            "podtemplates",
            "persistentvolumes",
            "persistentvolumeclaims",
            "resourcequotas",
            "services",
            "serviceaccounts",
            "csidrivers.storage.k8s.io",
            "csinodes.storage.k8s.io",
            "storageclasses.storage.k8s.io",
            "volumeattachments.storage.k8s.io",
            "volumeattributesclasses.storage.k8s.io",
            "deviceclasses.resource.k8s.io",
            "resourceclaims.resource.k8s.io",
            "resourceclaimtemplates.resource.k8s.io",
            "resourceslices.resource.k8s.io");

    private DeletionRules() {}

    /** Whether a deletion answers with the object that is gone; otherwise a Status says so. */
    public static boolean answeredWithObject(GroupResource resource) {
        return ANSWERED_WITH_OBJECT.contains(resource.toString());
    }

    /** The finalizers that an object being deleted should have. */
    static List<String> finalizers(ObjectMeta metadata, GroupResource resource, @Nullable Propagation asked) {
        var present = metadata.finalizers();
        var propagation = asked != null ? asked : inherited(present, resource);
        var wanted = new ArrayList<>(present);
        wanted.removeIf(name -> name.equals(ORPHAN) || name.equals(FOREGROUND));
        if (propagation == Propagation.ORPHAN) wanted.add(ORPHAN);
        if (propagation == Propagation.FOREGROUND) wanted.add(FOREGROUND);
        return wanted;
    }

    private static Propagation inherited(List<String> present, GroupResource resource) {
        if (present.contains(ORPHAN)) return Propagation.ORPHAN;
        if (present.contains(FOREGROUND)) return Propagation.FOREGROUND;
        return ORPHANING.contains(resource.toString()) ? Propagation.ORPHAN : Propagation.BACKGROUND;
    }

    /** @throws StatusException Conflict, when the object is not the one that shall be deleted */
    public static void preconditions(GroupResource resource, ObjectMeta metadata, DeleteOptions options) {
        if (options.uid() != null && !options.uid().equals(metadata.uid()))
            throw StatusException.otherUid(resource, metadata.name(), options.uid(), metadata.uid());
        if (options.resourceVersion() != null && !options.resourceVersion().equals(metadata.resourceVersion()))
            throw StatusException.conflict(
                    resource,
                    metadata.name(),
                    "Precondition failed: ResourceVersion in precondition: " + options.resourceVersion()
                            + ", ResourceVersion in object meta: " + metadata.resourceVersion());
    }

    /** Whether nothing holds a deleted object any longer. */
    static boolean released(ObjectNode object) {
        var metadata = ObjectMeta.of(object);
        if (!metadata.isBeingDeleted() || !metadata.finalizers().isEmpty()) return false;
        var grace = metadata.deletionGracePeriodSeconds();
        if (grace != null && grace > 0) return false;
        return !object.path("kind").asString("").equals("Namespace")
                || object.path("spec").path("finalizers").isEmpty();
    }
}
