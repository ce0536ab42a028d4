package dev.navarch.apiserver.components;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.web.HealthPaths;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.time.Timestamps;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The parts by upstream's names. One that elects a leader is healthy while some instance of it renews its lease. */
final class ComponentStatuses {
    private static final GroupResource LEASES = new GroupResource("coordination.k8s.io", "leases");
    private static final int DEFAULT_SECONDS = 15;

    private final ObjectReader objects;
    private final HealthPaths.Check store;
    private final Clock clock;

    ComponentStatuses(ObjectReader objects, HealthPaths.Check store, Clock clock) {
        this.objects = objects;
        this.store = store;
        this.clock = clock;
    }

    List<ObjectNode> all() {
        return List.of(
                status("controller-manager", leaseProblem("kube-controller-manager")),
                status("etcd-0", store.problem()),
                status("scheduler", leaseProblem("kube-scheduler")));
    }

    @Nullable
    ObjectNode find(String name) {
        return all().stream()
                .filter(status -> nameOf(status).equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String nameOf(ObjectNode status) {
        return status.path("metadata").path("name").asString("");
    }

    private @Nullable String leaseProblem(String name) {
        var lease = objects.find(LEASES, "kube-system", name);
        var spec = lease == null ? Json.object() : lease.path("spec");
        var renewed = Timestamps.parse(spec.path("renewTime").asString(""));
        if (renewed == null) return "no instance has ever led: there is no lease kube-system/" + name;
        var until = renewed.plusSeconds(spec.path("leaseDurationSeconds").asInt(DEFAULT_SECONDS));
        return until.isAfter(clock.instant())
                ? null
                : "the lease kube-system/" + name + " is not renewed since " + renewed;
    }

    private static ObjectNode status(String name, @Nullable String problem) {
        var status = Json.object();
        status.put("kind", "ComponentStatus").put("apiVersion", "v1");
        status.putObject("metadata").put("name", name);
        var condition = status.putArray("conditions").addObject().put("type", "Healthy");
        if (problem == null) condition.put("status", "True").put("message", "ok");
        else condition.put("status", "False").put("error", problem);
        return status;
    }
}
