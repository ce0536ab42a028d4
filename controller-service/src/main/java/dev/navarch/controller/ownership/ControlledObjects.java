package dev.navarch.controller.ownership;

import dev.navarch.client.Informer;
import io.kubernetes.client.common.KubernetesObject;
import java.util.ArrayList;
import java.util.List;

/** Finds an owner's children, and the orphans it might adopt, without looking at everything. */
public final class ControlledObjects<C extends KubernetesObject> {
    private static final String INDEX = "controller";

    private final Informer<C> children;

    public ControlledObjects(Informer<C> children) {
        this.children = children;
        children.addIndex(INDEX, child -> List.of(indexKey(child)));
    }

    public List<C> of(KubernetesObject owner) {
        return children.byIndex(INDEX, owner.getMetadata().getUid());
    }

    public List<C> orphans(String namespace) {
        return children.byIndex(INDEX, orphanKey(namespace));
    }

    public List<C> ofAndOrphans(KubernetesObject owner) {
        var all = new ArrayList<>(of(owner));
        all.addAll(orphans(owner.getMetadata().getNamespace()));
        return all;
    }

    private static String indexKey(KubernetesObject child) {
        var uid = ControllerReferences.uidOf(child);
        return uid.isEmpty() ? orphanKey(child.getMetadata().getNamespace()) : uid;
    }

    private static String orphanKey(String namespace) {
        return "orphans of " + namespace;
    }
}
