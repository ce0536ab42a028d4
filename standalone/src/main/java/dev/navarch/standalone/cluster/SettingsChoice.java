package dev.navarch.standalone.cluster;

import dev.navarch.standalone.cluster.ClusterSettings.GatewayPorts;
import dev.navarch.standalone.cluster.ClusterSettings.NodeRuntime;
import dev.navarch.standalone.command.UserError;
import dev.navarch.standalone.process.Commands;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code up} was asked for; null where nothing was said. What a cluster was created with stays: another value for it is
 * refused, except for the shape, the ports, telemetry and the URL of an external Redis, which a stopped cluster may change: the
 * store itself refuses a Redis that does not hold this cluster.
 */
public record SettingsChoice(
        @Nullable NodeRuntime runtime,
        @Nullable Boolean split,
        @Nullable Integer nodes,
        @Nullable Integer port,
        @Nullable Integer httpPort,
        @Nullable Integer httpsPort,
        @Nullable Integer adminPort,
        @Nullable String podCidr,
        @Nullable String serviceCidr,
        @Nullable String redis,
        Telemetry telemetry) {
    private static final String POD_CIDR = "10.244.0.0/16";
    private static final String SERVICE_CIDR = "10.96.0.0/16";
    private static final int NODE_PREFIX = 24;
    private static final int FIRST_API_PORT = 6443;
    static final int FIRST_HTTP_PORT = 8080;
    private static final int FIRST_HTTPS_PORT = 8443;
    private static final int FIRST_INNER_PORT = 21_000;

    /** @param others what is not to be taken */
    public ClusterSettings create(String name, NodeRuntime automatic, Claims others) {
        var chosen = runtime == null ? automatic : runtime;
        checkRanges();
        var ports = new FreePorts(others.ports());
        return new ClusterSettings(
                name,
                UUID.randomUUID().toString(),
                chosen,
                Boolean.TRUE.equals(split),
                nodes == null ? 1 : nodes,
                port == null ? ports.from(FIRST_API_PORT) : freePort(port),
                Objects.requireNonNullElse(podCidr, POD_CIDR),
                Objects.requireNonNullElse(serviceCidr, SERVICE_CIDR),
                chosen == NodeRuntime.CONTAINERD ? freeHostNetwork(others.hostNetworks()) : "127.0.0",
                ports.range(FIRST_INNER_PORT, ClusterSettings.INNER_PORTS),
                switch (chosen) {
                    case CONTAINERD -> gatewayPorts(ports.from(FIRST_HTTP_PORT), ports.from(FIRST_HTTPS_PORT));
                    case SIMULATED -> gatewayPorts(0, 0); // nothing answers at a simulated pod's address
                },
                adminPort,
                redis,
                telemetry);
    }

    public ClusterSettings apply(ClusterSettings current) {
        refuseOther("--runtime", runtime, current.runtime());
        refuseOther("--nodes", nodes, current.nodes());
        refuseOther("--pod-cidr", podCidr, current.podCidr());
        refuseOther("--service-cidr", serviceCidr, current.serviceCidr());
        if (redis != null && current.redis() == null) refuseExternalRedis();
        return new ClusterSettings(
                current.name(),
                current.installation(),
                current.runtime(),
                split == null ? current.split() : split,
                current.nodes(),
                port == null ? current.port() : port,
                current.podCidr(),
                current.serviceCidr(),
                current.hostNetwork(),
                current.portBase(),
                gatewayPorts(current.gateway().httpPort(), current.gateway().httpsPort()),
                adminPort == null ? current.adminPort() : adminPort,
                redis == null ? current.redis() : redis,
                telemetry.orElse(current.telemetry()));
    }

    private static void refuseExternalRedis() {
        throw new UserError("--redis: this cluster was created with a Redis of its own."
                + " Remove it first (navarch down --purge) or take another --name.");
    }

    private GatewayPorts gatewayPorts(int http, int https) {
        return new GatewayPorts(httpPort == null ? http : httpPort, httpsPort == null ? https : httpsPort);
    }

    private static void refuseOther(String option, @Nullable Object asked, @Nullable Object current) {
        if (asked == null || Objects.equals(asked, current)) return;
        throw new UserError(option + " " + asked + ": this cluster was created with " + current
                + ". Remove it first (navarch down --purge) or take another --name.");
    }

    private void checkRanges() {
        var pods = AddressRange.parse("--pod-cidr", Objects.requireNonNullElse(podCidr, POD_CIDR), NODE_PREFIX);
        var services = AddressRange.parse(
                "--service-cidr", Objects.requireNonNullElse(serviceCidr, SERVICE_CIDR), NODE_PREFIX);
        if (pods.overlaps(services)) throw new UserError("--pod-cidr " + pods + " overlaps --service-cidr " + services);
        if (nodes != null && pods.subnets(NODE_PREFIX) < nodes) {
            throw new UserError("--pod-cidr " + pods + " has a /" + NODE_PREFIX + " for " + pods.subnets(NODE_PREFIX)
                    + " nodes, fewer than --nodes " + nodes);
        }
    }

    private static int freePort(int port) {
        if (FreePorts.free(port)) return port;
        throw new UserError("--port " + port + ": something on this machine listens there already");
    }

    private static String freeHostNetwork(Set<String> claimed) {
        var routes = Commands.run("ip", "-4", "route", "show", "table", "all");
        for (var third = 1; third < 255; third++) {
            var network = "10.89." + third;
            if (!claimed.contains(network) && !routes.contains(network + ".")) return network;
        }
        throw new UserError("All of 10.89.1.0/24 to 10.89.254.0/24 are routed on this machine already");
    }
}
