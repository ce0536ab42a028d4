package dev.navarch.nodeagent.runtime;

import dev.navarch.nodeagent.cri.v1.Container;
import dev.navarch.nodeagent.cri.v1.PodSandbox;
import dev.navarch.nodeagent.podspec.PodKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The ids and states of a pod's sandboxes and containers; differs whenever something happened to one of them. */
public record PodFingerprint(Set<String> states) {
    public PodFingerprint {
        states = Set.copyOf(states);
    }

    static Map<PodKey, PodFingerprint> group(List<PodSandbox> sandboxes, List<Container> containers) {
        var keys = sandboxes.stream().collect(Collectors.toMap(PodSandbox::getId, PodRuntime::key));
        var states = new HashMap<PodKey, Set<String>>();
        for (var sandbox : sandboxes) {
            add(states, PodRuntime.key(sandbox), sandbox.getId() + "=" + sandbox.getState());
        }
        for (var container : containers) {
            var key = keys.get(container.getPodSandboxId());
            if (key != null) add(states, key, container.getId() + "=" + container.getState());
        }
        return states.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new PodFingerprint(entry.getValue())));
    }

    private static void add(Map<PodKey, Set<String>> states, PodKey key, String state) {
        states.computeIfAbsent(key, _ -> new TreeSet<>()).add(state);
    }
}
