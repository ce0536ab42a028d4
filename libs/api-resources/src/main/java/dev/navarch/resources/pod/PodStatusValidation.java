package dev.navarch.resources.pod;

import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules for what a node agent writes of a pod. */
final class PodStatusValidation {
    private static final Set<String> STANDARD_CONDITIONS = Set.of("PodScheduled", "Ready", "Initialized");

    private PodStatusValidation() {}

    static void validate(Field pod, Field stored) {
        PodUpdateValidation.mirror(pod, stored);
        var status = pod.get("status");
        var before = stored.get("status");
        nominated(pod, before);
        if (before.get("qosClass").notEmpty()) status.get("qosClass").immutable(before.get("qosClass"));
        if (status.get("observedGeneration").number() < 0)
            status.get("observedGeneration").invalid("must be a non-negative integer");
        for (var condition : status.get("conditions").items()) condition(condition);
        for (var list : List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"))
            transitions(list, pod, before);
        addresses(status);
    }

    private static void nominated(Field pod, Field before) {
        var nominated = pod.get("status").get("nominatedNodeName");
        if (nominated.empty() || nominated.sameAs(before.get("nominatedNodeName"))) return;
        nominated.mustBe(Names::dnsSubdomain);
        if (pod.get("spec").get("nodeName").notEmpty())
            nominated.forbidden("may not be set on pods that are already bound to a node");
    }

    private static void condition(Field condition) {
        var type = condition.get("type");
        if (!STANDARD_CONDITIONS.contains(type.text()))
            type.reportedAt(condition.path().child("Type")).mustBe(Names::qualifiedName);
        if (condition.get("observedGeneration").number() < 0)
            condition.get("observedGeneration").invalid("must be a non-negative integer");
    }

    private static void transitions(String list, Field pod, Field before) {
        var old = new HashMap<String, JsonNode>();
        for (var status : before.get(list).items()) old.put(status.get("name").text(), status.value());
        for (var status : pod.get("status").get(list).items()) {
            var was = old.get(status.get("name").text());
            if (was == null || !was.path("state").hasNonNull("terminated")) continue;
            if (status.get("state").get("terminated").present()) continue;
            if (!mayRestart(list, pod.get("spec"), status.get("name").text(), was))
                status.get("state").forbidden("may not be transitioned to non-terminated state");
        }
    }

    private static boolean mayRestart(String list, Field spec, String name, JsonNode was) {
        if (list.startsWith("ephemeral")) return false;
        var failed = was.path("state").path("terminated").path("exitCode").asInt(0) != 0;
        var init = list.startsWith("init");
        for (var container : spec.get(init ? "initContainers" : "containers").items())
            if (container.get("name").text().equals(name)
                    && container.get("restartPolicy").notEmpty())
                return restarts(container.get("restartPolicy").text(), failed)
                        || container.get("restartPolicyRules").notEmpty();
        var policy = spec.get("restartPolicy").text();
        return (init && policy.equals("Always")) ? failed : restarts(policy, failed);
    }

    private static boolean restarts(String policy, boolean failed) {
        return policy.equals("Always") || (policy.equals("OnFailure") && failed);
    }

    private static void addresses(Field status) {
        ips(status, "podIPs");
        ips(status, "hostIPs");
        var ip = status.get("podIP");
        var ips = status.get("podIPs");
        if (ip.empty() != ips.empty()) {
            ips.invalid("podIP and podIPs must either both be set or both be unset");
        } else if (ips.notEmpty() && !ips.items().getFirst().get("ip").text().equals(ip.text())) {
            ips.items().getFirst().get("ip").invalid("must be equal to `podIP`");
        }
        var hosts = status.get("hostIPs");
        if (hosts.notEmpty()
                && !hosts.items()
                        .getFirst()
                        .get("ip")
                        .text()
                        .equals(status.get("hostIP").text()))
            hosts.items().getFirst().get("ip").invalid("must be equal to `hostIP`");
    }

    private static void ips(Field status, String list) {
        var ips = status.get(list);
        for (var ip : ips.items()) ip.get("ip").mustBe(Addresses::ip);
        var families = ips.items().stream()
                .map(ip -> Addresses.isIpv6(ip.get("ip").text()))
                .distinct()
                .count();
        if (ips.size() > 2 || (ips.size() == 2 && families < 2))
            ips.invalid("may specify no more than one IP for each IP family");
    }
}
