package dev.navarch.apiserver.streams;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which container of which pod on which agent.
 *
 * @param container empty for what concerns the pod as a whole
 * @param agent null for a pod that is on no node yet
 */
record PodTarget(
        String namespace,
        String pod,
        String container,
        @Nullable AgentAddress agent) {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource NODES = new GroupResource("", "nodes");

    static PodTarget container(ObjectReader objects, ApiRequest request) {
        var pod = pod(objects, request);
        return of(objects, request, pod, containerName(pod, request.parameter("container")));
    }

    static PodTarget wholePod(ObjectReader objects, ApiRequest request) {
        return of(objects, request, pod(objects, request), "");
    }

    AgentAddress requireAgent() {
        if (agent == null) throw StatusException.badRequest("pod " + pod + " does not have a host assigned");
        return agent;
    }

    String path(String action) {
        var path = "/" + action + "/" + namespace + "/" + pod;
        return container.isEmpty() ? path : path + "/" + container;
    }

    private static PodTarget of(ObjectReader objects, ApiRequest request, JsonNode pod, String container) {
        var info = request.info();
        var nodeName = pod.path("spec").path("nodeName").asString("");
        if (nodeName.isEmpty()) return new PodTarget(info.namespace(), info.name(), container, null);
        var node = objects.find(NODES, "", nodeName);
        if (node == null) throw StatusException.notFound(NODES, nodeName);
        return new PodTarget(info.namespace(), info.name(), container, AgentAddress.of(node));
    }

    private static JsonNode pod(ObjectReader objects, ApiRequest request) {
        var info = request.info();
        var pod = objects.find(PODS, info.namespace(), info.name());
        if (pod == null) throw StatusException.notFound(PODS, info.name());
        return pod;
    }

    private static String containerName(JsonNode pod, String asked) {
        var name = pod.path("metadata").path("name").asString("");
        var containers = names(pod, "containers");
        var init = names(pod, "initContainers");
        if (asked.isEmpty()) {
            if (containers.size() == 1) return containers.getFirst();
            throw StatusException.badRequest("a container name must be specified for pod " + name
                    + ", choose one of: [" + String.join(" ", containers) + "]"
                    + (init.isEmpty() ? "" : " or one of the init containers: [" + String.join(" ", init) + "]"));
        }
        var known =
                Stream.of(containers, init, names(pod, "ephemeralContainers")).anyMatch(list -> list.contains(asked));
        if (!known) throw StatusException.badRequest("container " + asked + " is not valid for pod " + name);
        return asked;
    }

    private static List<String> names(JsonNode pod, String field) {
        var names = new ArrayList<String>();
        for (var container : pod.path("spec").path(field))
            names.add(container.path("name").asString(""));
        return names;
    }
}
