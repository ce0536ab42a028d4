package dev.navarch.cloud.loadbalancer;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1LoadBalancerStatus;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.ArrayList;
import java.util.List;

/** What a Service says about its load balancer, and the patches that change it. */
final class LoadBalancedService {
    static final String FINALIZER = "service.kubernetes.io/load-balancer-cleanup";

    private LoadBalancedService() {}

    static boolean isWanted(V1Service service) {
        var spec = service.getSpec();
        return spec != null
                && "LoadBalancer".equals(spec.getType())
                && spec.getLoadBalancerClass() == null
                && !isBeingDeleted(service);
    }

    static boolean isBeingDeleted(V1Service service) {
        return service.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether it cannot go before its load balancer. */
    static boolean isHeld(V1Service service) {
        return finalizers(service).contains(FINALIZER);
    }

    static V1LoadBalancerStatus statusOf(V1Service service) {
        var status = service.getStatus();
        return status == null || status.getLoadBalancer() == null
                ? new V1LoadBalancerStatus()
                : status.getLoadBalancer();
    }

    static String heldPatch(V1Service service) {
        var all = new ArrayList<>(finalizers(service));
        all.add(FINALIZER);
        return finalizersPatch(service, all);
    }

    static String releasedPatch(V1Service service) {
        var others = new ArrayList<>(finalizers(service));
        others.remove(FINALIZER);
        return finalizersPatch(service, others);
    }

    static String statusPatch(V1LoadBalancerStatus loadBalancer) {
        var next = new JsonObject();
        var tree = ModelJson.tree(loadBalancer);
        if (!tree.has("ingress")) tree.add("ingress", JsonNull.INSTANCE);
        next.add("loadBalancer", tree);
        var patch = new JsonObject();
        patch.add("status", next);
        return patch.toString();
    }

    private static String finalizersPatch(V1Service service, List<String> finalizers) {
        var list = new JsonArray();
        finalizers.forEach(list::add);
        var metadata = new JsonObject();
        metadata.addProperty("uid", service.getMetadata().getUid());
        metadata.add("finalizers", list);
        var patch = new JsonObject();
        patch.add("metadata", metadata);
        return patch.toString();
    }

    private static List<String> finalizers(V1Service service) {
        var finalizers = service.getMetadata().getFinalizers();
        return finalizers == null ? List.of() : finalizers;
    }
}
