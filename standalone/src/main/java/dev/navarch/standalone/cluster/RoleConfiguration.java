package dev.navarch.standalone.cluster;

import dev.navarch.standalone.Role;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what each role has to know into a properties file of its own, which a person can read and a test can compare. */
public final class RoleConfiguration {
    private final ClusterSettings settings;
    private final ClusterDirectory directory;

    public RoleConfiguration(ClusterSettings settings, ClusterDirectory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    public int managementPort(Role role) {
        return settings.portBase() + role.portOffset();
    }

    /** Where a role of the control plane is best looked at. */
    int port(Role role) {
        return switch (role) {
            case API_SERVER -> settings.port();
            case ADMIN -> settings.admin();
            default -> managementPort(role);
        };
    }

    public int dnsPort() {
        return settings.portBase() + 9;
    }

    /** @param redisUri null for a store in memory, which dies with the process */
    public void writeAll(@Nullable String redisUri) {
        write(Role.API_SERVER, apiServer(redisUri));
        write(Role.CONTROLLER_MANAGER, controllerManager());
        write(Role.SCHEDULER, client("scheduler", Role.SCHEDULER));
        write(Role.DNS, dns());
        if (settings.gateway().on()) write(Role.GATEWAY, gateway());
        if (settings.admin() != 0) write(Role.ADMIN, admin());
        switch (settings.runtime()) {
            case SIMULATED -> write(Role.SIMULATED_NODES, simulatedNodes());
            case CONTAINERD -> {
                write(Role.CLOUD_CONTROLLER, cloudController());
                write(Role.METRICS, metrics());
            }
        }
        var names = settings.nodeNames();
        for (var index = 0; index < names.size(); index++) writeNode(names.get(index), index);
    }

    /** The directory that a node agent finds its {@code node-agent.properties} in. */
    public Path nodeConfiguration(String node) {
        return directory.node(node).resolve("config");
    }

    private Map<String, String> apiServer(@Nullable String redisUri) {
        var values = new LinkedHashMap<String, String>();
        values.put("server.address", "0.0.0.0");
        values.put("server.port", Integer.toString(settings.port()));
        values.put("navarch.api-server.data-directory", directory.root().toString());
        values.put("navarch.api-server.advertise-address", settings.advertisedAddress());
        values.put("navarch.api-server.server-names", ClusterSettings.hostName());
        values.put(
                "navarch.api-server.server-addresses",
                String.join(",", List.of("127.0.0.1", settings.hostAddress(), settings.serviceAddress(1))));
        values.put("navarch.api-server.service-cidr", settings.serviceCidr());
        if (redisUri != null) values.put("navarch.store.uri", redisUri);
        if (redisUri != null && settings.redis() == null)
            values.put("navarch.store.embedded-directory", directory.redis().toString());
        values.put("navarch.store.identity-file", directory.storeIdentity().toString());
        // The first role of a process configures its log, which is not its alone.
        if (!settings.split()) values.put("logging.structured.ecs.service.name", ClusterProcesses.CONTROL_PLANE);
        values.putAll(settings.telemetry().properties());
        values.put("navarch.kubeconfig", directory.kubeconfig("api-server").toString());
        beside(values, Role.API_SERVER);
        return values;
    }

    private Map<String, String> controllerManager() {
        var values = client("controller-manager", Role.CONTROLLER_MANAGER);
        values.put("navarch.controller.installation-id", settings.installation());
        values.put("navarch.controller.cluster-cidr", settings.podCidr());
        values.put(
                "navarch.controller.root-ca-file",
                directory.pki().resolve("ca.crt").toString());
        values.put(
                "navarch.controller.cluster-signing-cert-file",
                directory.pki().resolve("ca.crt").toString());
        values.put(
                "navarch.controller.cluster-signing-key-file",
                directory.pki().resolve("ca.key").toString());
        return values;
    }

    private Map<String, String> cloudController() {
        var values = client("cloud-controller-manager", Role.CLOUD_CONTROLLER);
        values.put("navarch.cloud.installation-id", settings.installation());
        values.put("navarch.cloud.cluster-cidr", settings.podCidr());
        values.put("navarch.cloud.local.load-balancer-addresses", settings.loadBalancerAddresses());
        return values;
    }

    private Map<String, String> dns() {
        var values = client("dns", Role.DNS);
        values.put("navarch.dns.bind-address", settings.hostAddress());
        values.put("navarch.dns.port", Integer.toString(dnsPort()));
        values.put("navarch.dns.advertise-address", settings.advertisedAddress());
        values.put("navarch.dns.service-address", settings.dnsServiceAddress());
        return values;
    }

    private Map<String, String> gateway() {
        var values = client("gateway", Role.GATEWAY);
        values.put(
                "navarch.gateway.http-port", Integer.toString(settings.gateway().httpPort()));
        values.put(
                "navarch.gateway.https-port",
                Integer.toString(settings.gateway().httpsPort()));
        values.put("navarch.gateway.addresses", settings.hostAddress());
        return values;
    }

    private Map<String, String> admin() {
        var values = client("admin-server", Role.ADMIN);
        values.put("server.address", "0.0.0.0");
        values.put("server.port", Integer.toString(settings.admin()));
        return values;
    }

    private Map<String, String> metrics() {
        var values = client("metrics-server", Role.METRICS);
        values.put("server.address", settings.hostAddress());
        values.put("server.port", Integer.toString(settings.portBase() + 11));
        beside(values, Role.METRICS);
        values.put("navarch.metrics.advertise-address", settings.hostAddress());
        values.put(
                "navarch.metrics.serving-certificate",
                directory.pki().resolve("metrics-server.crt").toString());
        values.put(
                "navarch.metrics.serving-key",
                directory.pki().resolve("metrics-server.key").toString());
        values.put("navarch.metrics.ca-file", directory.pki().resolve("ca.crt").toString());
        return values;
    }

    private Map<String, String> simulatedNodes() {
        var values = client("simulated-nodes", Role.SIMULATED_NODES);
        values.put("navarch.simulated.count", Integer.toString(settings.nodes()));
        values.put("navarch.simulated.name-prefix", settings.name() + "-node-");
        return values;
    }

    private void writeNode(String node, int index) {
        if (settings.runtime() != ClusterSettings.NodeRuntime.CONTAINERD) return;
        var values = new LinkedHashMap<String, String>();
        values.put("navarch.kubeconfig", directory.kubeconfig("node-" + node).toString());
        values.put("navarch.node.name", node);
        values.put("navarch.node.directory", directory.node(node).toString());
        values.put("navarch.node.node-ip", settings.nodeAddress(index));
        values.put("navarch.node.cluster-dns", settings.dnsServiceAddress());
        values.put("navarch.node.cluster-domain", "cluster.local");
        values.put("navarch.node.cluster-cidr", settings.podCidr());
        values.put("navarch.node.service-cidr", settings.serviceCidr());
        values.put(
                "navarch.node.serving-certificate",
                directory.pki().resolve("node-" + node + ".crt").toString());
        values.put(
                "navarch.node.serving-key",
                directory.pki().resolve("node-" + node + ".key").toString());
        values.put(
                "navarch.node.register-with-taints", "node.cloudprovider.kubernetes.io/uninitialized=true:NoSchedule");
        values.put("navarch.node.client-ca", directory.pki().resolve("ca.crt").toString());
        // The disk is the machine's, not the node's: that it is full is no reason to take pods and images away.
        values.put("navarch.node.housekeeping.image-high-percent", "100");
        values.put("navarch.node.housekeeping.disk-available-percent", "0");
        values.putAll(
                settings.telemetry().seenFromOutside(settings.hostAddress()).properties());
        write(nodeConfiguration(node).resolve(Role.NODE_AGENT.label() + ".properties"), values);
    }

    private Map<String, String> client(String who, Role role) {
        var values = new LinkedHashMap<String, String>();
        values.put("navarch.kubeconfig", directory.kubeconfig(who).toString());
        values.put("navarch.installation-id", settings.installation());
        values.put("navarch.operations.address", settings.advertisedAddress());
        values.put("server.address", actuatorAddress());
        values.put("server.port", Integer.toString(managementPort(role)));
        values.putAll(settings.telemetry().properties());
        return values;
    }

    /** An Actuator beside what the role serves. */
    private void beside(Map<String, String> values, Role role) {
        values.put("navarch.operations.address", settings.advertisedAddress());
        values.put("management.server.address", actuatorAddress());
        values.put("management.server.port", Integer.toString(managementPort(role)));
    }

    /** The addresses of endpoints may not be loopback ones; that of the host link is the machine's own business. */
    private String actuatorAddress() {
        return settings.runtime() == ClusterSettings.NodeRuntime.CONTAINERD ? settings.hostAddress() : "0.0.0.0";
    }

    private void write(Role role, Map<String, String> values) {
        write(directory.configuration().resolve(role.label() + ".properties"), values);
    }

    private static void write(Path file, Map<String, String> values) {
        var text = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        ClusterDirectory.write(file, text);
    }
}
