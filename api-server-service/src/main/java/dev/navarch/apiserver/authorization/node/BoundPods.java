package dev.navarch.apiserver.authorization.node;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Which pods are bound to which node, and what they refer to. Written by the pods' cache thread, read by any. */
public final class BoundPods implements ObjectReader.ObjectListener {
    private static final GroupResource PODS = new GroupResource("", "pods");

    private final Map<String, Map<PodKey, PodReferences>> byNode = new ConcurrentHashMap<>();

    private record PodKey(String namespace, String name) {}

    public void follow(ObjectReader objects) {
        objects.subscribe(PODS, this);
    }

    @Override
    public void put(ObjectNode pod) {
        var node = node(pod);
        if (node.isEmpty()) return;
        byNode.computeIfAbsent(node, _ -> new ConcurrentHashMap<>()).put(key(pod), PodReferences.of(pod));
    }

    @Override
    public void deleted(ObjectNode last) {
        byNode.computeIfPresent(node(last), (_, pods) -> {
            pods.remove(key(last));
            return pods.isEmpty() ? null : pods;
        });
    }

    @Override
    public void reset() {
        byNode.clear();
    }

    boolean has(String node, String namespace, String name) {
        var pods = byNode.get(node);
        return pods != null && pods.containsKey(new PodKey(namespace, name));
    }

    boolean anyRefers(String node, String namespace, Predicate<PodReferences> question) {
        var pods = byNode.get(node);
        return pods != null
                && pods.entrySet().stream()
                        .anyMatch(pod -> pod.getKey().namespace().equals(namespace) && question.test(pod.getValue()));
    }

    private static String node(ObjectNode pod) {
        return pod.path("spec").path("nodeName").asString("");
    }

    private static PodKey key(ObjectNode pod) {
        var metadata = pod.path("metadata");
        return new PodKey(
                metadata.path("namespace").asString(""), metadata.path("name").asString(""));
    }
}
