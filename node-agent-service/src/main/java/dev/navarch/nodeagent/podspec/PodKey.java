package dev.navarch.nodeagent.podspec;

import static dev.navarch.nodeagent.podspec.PodParts.nameOf;
import static dev.navarch.nodeagent.podspec.PodParts.namespaceOf;
import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import io.kubernetes.client.openapi.models.V1Pod;

/** One life of a pod: another pod of the same name has another uid. */
public record PodKey(String namespace, String name, String uid) {
    public static PodKey of(V1Pod pod) {
        return new PodKey(namespaceOf(pod), nameOf(pod), uidOf(pod));
    }

    /** As messages show it. */
    public String text() {
        return name + "_" + namespace + "(" + uid + ")";
    }
}
