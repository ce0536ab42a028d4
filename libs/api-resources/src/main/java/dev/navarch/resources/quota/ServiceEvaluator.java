package dev.navarch.resources.quota;

import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.machinery.quantity.ResourceAmounts;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Services, their node ports, and how many want a load balancer. */
final class ServiceEvaluator extends ObjectCountEvaluator {
    private static final String NODE_PORTS = "services.nodeports";
    private static final String LOAD_BALANCERS = "services.loadbalancers";

    ServiceEvaluator() {
        super(new GroupResource("", "services"));
    }

    @Override
    public boolean counts(String hardName) {
        return hardName.equals(NODE_PORTS) || hardName.equals(LOAD_BALANCERS) || super.counts(hardName);
    }

    @Override
    public boolean chargesUpdates() {
        return true;
    }

    @Override
    public ResourceAmounts usage(ObjectNode service, Instant now) {
        var spec = service.path("spec");
        var balanced = spec.path("type").asString("").equals("LoadBalancer");
        return super.usage(service, now)
                .plus(new ResourceAmounts(Map.of(
                        NODE_PORTS, Quantity.of(nodePorts(spec)), LOAD_BALANCERS, Quantity.of(balanced ? 1 : 0))));
    }

    private static int nodePorts(JsonNode spec) {
        var ports = spec.path("ports");
        return switch (spec.path("type").asString("")) {
            case "NodePort" -> ports.size();
            case "LoadBalancer" ->
                spec.path("allocateLoadBalancerNodePorts").asBoolean(true) ? ports.size() : chosen(ports);
            default -> 0;
        };
    }

    private static int chosen(JsonNode ports) {
        var count = 0;
        for (var port : ports) if (port.path("nodePort").asInt(0) != 0) count++;
        return count;
    }
}
