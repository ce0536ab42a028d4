package dev.navarch.standalone.cluster;

import dev.navarch.standalone.cluster.ClusterSettings.GatewayPorts;
import dev.navarch.standalone.cluster.ClusterSettings.NodeRuntime;
import dev.navarch.standalone.command.UserError;
import dev.navarch.standalone.process.Commands;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code up} was asked for; null where nothing was said. What a cluster was created with stays: another value for it is
 * refused, except for the shape and the ports, which a stopped cluster may change.
 */
public record SettingsChoice(
        @Nullable NodeRuntime runtime,
        @Nullable Boolean split,
        @Nullable Integer nodes,
        @Nullable Integer port,
        @Nullable Integer httpPort,
        @Nullable Integer httpsPort,
        @Nullable String podCidr,
        @Nullable String serviceCidr,
        @Nullable String redis) {
    private static final int FIRST_API_PORT = 6443;
    private static final int FIRST_HTTP_PORT = 8080;
    private static final int FIRST_HTTPS_PORT = 8443;
    private static final int FIRST_INNER_PORT = 21_000;
    private static final int INNER_PORTS = 11;

    public ClusterSettings create(String name, NodeRuntime automatic) {
        var chosen = runtime == null ? automatic : runtime;
        return new ClusterSettings(
                name,
                UUID.randomUUID().toString(),
                chosen,
                Boolean.TRUE.equals(split),
                nodes == null ? 1 : nodes,
                port == null ? FreePorts.from(FIRST_API_PORT) : port,
                podCidr == null ? "10.244.0.0/16" : podCidr,
                serviceCidr == null ? "10.96.0.0/16" : serviceCidr,
                chosen == NodeRuntime.CONTAINERD ? freeHostNetwork() : "127.0.0",
                FreePorts.range(FIRST_INNER_PORT, INNER_PORTS),
                gatewayPorts(FreePorts.from(FIRST_HTTP_PORT), FreePorts.from(FIRST_HTTPS_PORT)),
                redis);
    }

    public ClusterSettings apply(ClusterSettings current) {
        refuseOther("--runtime", runtime, current.runtime());
        refuseOther("--nodes", nodes, current.nodes());
        refuseOther("--pod-cidr", podCidr, current.podCidr());
        refuseOther("--service-cidr", serviceCidr, current.serviceCidr());
        refuseOther("--redis", redis, current.redis());
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
                current.redis());
    }

    private GatewayPorts gatewayPorts(int http, int https) {
        return new GatewayPorts(httpPort == null ? http : httpPort, httpsPort == null ? https : httpsPort);
    }

    private static void refuseOther(String option, @Nullable Object asked, @Nullable Object current) {
        if (asked == null || Objects.equals(asked, current)) return;
        throw new UserError(option + " " + asked + ": this cluster was created with " + current
                + ". Remove it first (navarch down --purge) or take another --name.");
    }

    private static String freeHostNetwork() {
        var routes = Commands.run("ip", "-4", "route", "show", "table", "all");
        for (var third = 1; third < 255; third++) {
            var network = "10.89." + third;
            if (!routes.contains(network + ".")) return network;
        }
        throw new UserError("All of 10.89.1.0/24 to 10.89.254.0/24 are routed on this machine already");
    }
}
