package dev.navarch.apiserver.allocation;

import dev.navarch.apiserver.registry.WriteHook;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives the ports of a service their node ports: those it asks for, those it had, or free ones. */
public final class NodePortHook implements WriteHook {
    private final PortRange range;
    private final Claims<Integer> claims;
    private final RandomGenerator random;

    NodePortHook(PortRange range, Claims<Integer> claims, RandomGenerator random) {
        this.range = range;
        this.claims = claims;
        this.random = random;
    }

    @Override
    public GroupResource resource() {
        return ClusterIpHook.SERVICES;
    }

    @Override
    public Runnable beforeWrite(ObjectNode service, @Nullable ObjectNode stored, boolean dryRun) {
        var taken = new Taken();
        var spec = ServiceSpec.spec(service);
        if (spec == null) return taken;
        try {
            new Allocation(ServiceName.of(service), ServiceSpec.nodePorts(stored), taken, dryRun).fill(spec, stored);
            return taken;
        } catch (RuntimeException e) {
            taken.run();
            throw e;
        }
    }

    @Override
    public void afterUpdate(ObjectNode written, ObjectNode stored) {
        var kept = ServiceSpec.nodePorts(written);
        for (var port : ServiceSpec.nodePorts(stored))
            if (!kept.contains(port)) claims.release(port, ServiceName.of(stored));
    }

    @Override
    public void afterDelete(ObjectNode last) {
        for (var port : ServiceSpec.nodePorts(last)) claims.release(port, ServiceName.of(last));
    }

    /** One service's ports during one write. */
    private final class Allocation {
        private final ServiceName name;
        private final Set<Integer> before;
        private final Taken taken;
        private final boolean dryRun;
        /** By the service's own port: the same number over TCP and UDP shares a node port. */
        private final Map<Integer, Integer> chosen = new HashMap<>();

        Allocation(ServiceName name, Set<Integer> before, Taken taken, boolean dryRun) {
            this.name = name;
            this.before = before;
            this.taken = taken;
            this.dryRun = dryRun;
        }

        void fill(ObjectNode spec, @Nullable ObjectNode stored) {
            takeAsked(spec);
            if (ServiceSpec.needsNodePorts(spec)) fillPorts(spec, stored);
            if (ServiceSpec.needsHealthCheckPort(spec)) fillHealthCheck(spec, stored);
        }

        private void takeAsked(ObjectNode spec) {
            var ports = spec.path("ports");
            for (var i = 0; i < ports.size(); i++) {
                var asked = ports.path(i).path("nodePort").asInt(0);
                if (asked == 0) continue;
                take(asked, FieldPath.of("spec", "ports").index(i).child("nodePort"));
                chosen.put(ports.path(i).path("port").asInt(0), asked);
            }
            var health = spec.path("healthCheckNodePort").asInt(0);
            if (health != 0) take(health, FieldPath.of("spec", "healthCheckNodePort"));
        }

        private void take(int port, FieldPath path) {
            if (before.contains(port) || chosen.containsValue(port)) return;
            if (!range.candidates().contains(port))
                throw refused(
                        path, port, "provided port is not in the valid range. The range of valid ports is " + range);
            if (!taken.claim(claims, port, name, dryRun))
                throw refused(path, port, "provided port is already allocated");
        }

        private void fillPorts(ObjectNode spec, @Nullable ObjectNode stored) {
            for (var entry : spec.path("ports")) {
                if (!(entry instanceof ObjectNode port) || port.path("nodePort").asInt(0) != 0) continue;
                var number = port.path("port").asInt(0);
                var had = storedNodePort(stored, port);
                var nodePort = had != 0 ? had : chosen.getOrDefault(number, 0);
                port.put("nodePort", nodePort == 0 ? any() : nodePort);
                chosen.put(number, port.path("nodePort").asInt(0));
            }
        }

        private void fillHealthCheck(ObjectNode spec, @Nullable ObjectNode stored) {
            if (spec.path("healthCheckNodePort").asInt(0) != 0) return;
            var had = stored == null
                    ? 0
                    : stored.path("spec").path("healthCheckNodePort").asInt(0);
            spec.put("healthCheckNodePort", had == 0 ? any() : had);
        }

        private int any() {
            return range.candidates()
                    .inOrder(random)
                    .filter(port -> !before.contains(port) && !chosen.containsValue(port) && !claims.seemsTaken(port))
                    .filter(port -> taken.claim(claims, port, name, dryRun))
                    .findFirst()
                    .orElseThrow(() -> StatusException.internal("failed to allocate a nodePort: range is full"));
        }

        private StatusException refused(FieldPath path, int port, String why) {
            return StatusException.invalid(
                    ClusterIpHook.SERVICE, name.name(), List.of(FieldError.invalid(path, port, why)));
        }
    }

    private static int storedNodePort(@Nullable ObjectNode stored, JsonNode port) {
        if (stored == null) return 0;
        for (var before : stored.path("spec").path("ports"))
            if (before.path("port").asInt(0) == port.path("port").asInt(0)
                    && before.path("protocol")
                            .asString("TCP")
                            .equals(port.path("protocol").asString("TCP")))
                return before.path("nodePort").asInt(0);
        return 0;
    }
}
