package dev.navarch.controller.statefulset;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.history.Revision;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.Map;

/** Makes, mends and removes the pods of a set with their claims, and says so in events about the set. */
final class StatefulPods {
    private final ResourceClient<V1Pod> pods;
    private final VolumeClaims claims;
    private final EventRecorder events;

    StatefulPods(ClusterClient cluster, EventRecorder events) {
        this.pods = cluster.resource(V1Pod.class);
        this.claims = new VolumeClaims(cluster, events);
        this.events = events;
    }

    VolumeClaims claims() {
        return claims;
    }

    void create(PodIdentity identity, Revision revision) {
        claims.createMissing(identity);
        tell(identity.set(), "Create", identity.name(), () -> pods.create(identity.pod(revision)));
    }

    void mend(PodIdentity identity, V1Pod pod) {
        claims.createMissing(identity);
        claims.settleOwners(identity, pod);
        if (!identity.isCarriedBy(pod)) {
            var body = ModelJson.tree(Map.of("metadata", Map.of("labels", identity.labels())));
            tell(
                    identity.set(),
                    "Update",
                    identity.name(),
                    () -> pods.patch(
                            pod.getMetadata().getNamespace(), identity.name(), PatchType.MERGE, body.toString()));
        }
    }

    void delete(V1StatefulSet set, V1Pod pod) {
        var metadata = pod.getMetadata();
        tell(
                set,
                "Delete",
                metadata.getName(),
                () -> pods.delete(
                        metadata.getNamespace(), metadata.getName(), new DeleteRequest(null, metadata.getUid(), null)));
    }

    private void tell(V1StatefulSet set, String verb, String pod, Runnable call) {
        var subject = "%s Pod %s in StatefulSet %s "
                .formatted(verb, pod, set.getMetadata().getName());
        try {
            call.run();
        } catch (ApiFailure e) {
            if (!e.hasCause("NamespaceTerminating")) {
                events.warning(set, "Failed" + verb, subject + "failed error: " + e.getMessage());
            }
            throw e;
        }
        events.normal(set, "Successful" + verb, subject + "successful");
    }
}
