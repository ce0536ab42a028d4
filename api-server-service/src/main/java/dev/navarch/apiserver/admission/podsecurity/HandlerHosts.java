package dev.navarch.apiserver.admission.podsecurity;

import static dev.navarch.apiserver.admission.podsecurity.Violation.containers;
import static dev.navarch.apiserver.admission.podsecurity.Violation.plural;
import static dev.navarch.apiserver.admission.podsecurity.Violation.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Probes and lifecycle hooks run on the node: to another host than the pod they would be requests in the node's name. */
final class HandlerHosts {
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");
    private static final Set<String> ITSELF = Set.of("", "127.0.0.1", "::1");

    private HandlerHosts() {}

    static @Nullable Violation violation(PodView pod) {
        var names = new ArrayList<String>();
        var hosts = new TreeSet<String>();
        for (var container : pod.containers()) {
            var own = hosts(container);
            if (!own.isEmpty()) names.add(PodView.name(container));
            hosts.addAll(own);
        }
        if (names.isEmpty()) return null;
        return new Violation(
                "probe or lifecycle host",
                containers(names) + (names.size() == 1 ? " uses " : " use ")
                        + plural("probe or lifecycle host", hosts.size()) + " " + quoted(hosts));
    }

    private static Set<String> hosts(JsonNode container) {
        var hosts = new TreeSet<String>();
        for (var probe : PROBES) add(hosts, container.path(probe));
        for (var hook : HOOKS) add(hosts, container.path("lifecycle").path(hook));
        return hosts;
    }

    private static void add(Set<String> hosts, JsonNode handler) {
        for (var action : List.of("httpGet", "tcpSocket")) {
            var host = handler.path(action).path("host").asString("");
            if (!ITSELF.contains(host)) hosts.add(host);
        }
    }
}
