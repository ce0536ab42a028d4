package dev.navarch.standalone;

import dev.navarch.admin.AdminApplication;
import dev.navarch.apiproxy.ApiProxyApplication;
import dev.navarch.apiserver.ApiServerApplication;
import dev.navarch.cloud.CloudControllerApplication;
import dev.navarch.controller.ControllerApplication;
import dev.navarch.dns.DnsApplication;
import dev.navarch.gateway.GatewayApplication;
import dev.navarch.metrics.MetricsApplication;
import dev.navarch.nodeagent.NodeAgentApplication;
import dev.navarch.nodeagent.simulated.SimulatedNodesApplication;
import dev.navarch.scheduler.SchedulerApplication;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The parts a cluster is made of, in the order in which they start. */
public enum Role {
    API_SERVER("api-server", 0, ApiServerApplication::builder),
    CONTROLLER_MANAGER("controller-manager", 1, ControllerApplication::builder),
    SCHEDULER("scheduler", 2, SchedulerApplication::builder),
    DNS("dns", 3, DnsApplication::builder),
    SIMULATED_NODES("simulated-nodes", 4, SimulatedNodesApplication::builder),
    NODE_AGENT("node-agent", 5, NodeAgentApplication::builder),
    GATEWAY("gateway", 6, GatewayApplication::builder),
    API_PROXY("api-proxy", 7, ApiProxyApplication::builder),
    CLOUD_CONTROLLER("cloud-controller-manager", 8, CloudControllerApplication::builder),
    METRICS("metrics-server", 10, MetricsApplication::builder),
    ADMIN("admin-server", 12, AdminApplication::builder);

    private final String label;
    private final int portOffset;
    private final Supplier<SpringApplicationBuilder> application;

    Role(String label, int portOffset, Supplier<SpringApplicationBuilder> application) {
        this.label = label;
        this.portOffset = portOffset;
        this.application = application;
    }

    /** As in {@code navarch status} and {@code navarch logs ROLE}. */
    public String label() {
        return label;
    }

    /** Where its Actuator listens, counted from the cluster's first inner port. */
    public int portOffset() {
        return portOffset;
    }

    /** Whether it serves with WebFlux on Netty; the others do with MVC on Tomcat. */
    boolean reactive() {
        return switch (this) {
            case API_SERVER, SIMULATED_NODES, NODE_AGENT, GATEWAY, API_PROXY, ADMIN -> true;
            case CONTROLLER_MANAGER, SCHEDULER, DNS, CLOUD_CONTROLLER, METRICS -> false;
        };
    }

    SpringApplicationBuilder application() {
        return application.get();
    }

    static List<Role> parse(String labels) {
        return Arrays.stream(labels.split(",")).map(Role::of).toList();
    }

    static Role of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No role is called " + label));
    }
}
