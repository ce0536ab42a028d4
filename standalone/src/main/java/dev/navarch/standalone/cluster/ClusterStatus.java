package dev.navarch.standalone.cluster;

import dev.navarch.standalone.Role;
import dev.navarch.standalone.process.JavaCommand;
import dev.navarch.standalone.process.ManagedProcess;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster consists of at this moment.
 *
 * @param running whether every role has its process and the API server says it is ready
 * @param version of the API server; null while it does not answer
 * @param aotCache used, or why not
 * @param gateway where Ingresses are served
 * @param admin URL of the admin; null where there is none
 */
public record ClusterStatus(
        String name,
        boolean running,
        String server,
        @Nullable String version,
        String runtime,
        boolean split,
        String dataDirectory,
        String aotCache,
        GatewayUrls gateway,
        @Nullable String admin,
        List<RoleStatus> roles,
        List<ClusterApi.NodeSummary> nodes) {
    public ClusterStatus {
        roles = List.copyOf(roles);
        nodes = List.copyOf(nodes);
    }

    /** @param pid null when it does not run; roles of one process share it */
    public record RoleStatus(
            String role, String process, @Nullable Long pid, int port) {}

    /** Null where the gateway does not listen. */
    public record GatewayUrls(
            @Nullable String http, @Nullable String https) {
        static GatewayUrls of(ClusterSettings settings) {
            var host = settings.hostAddress();
            return new GatewayUrls(
                    url("http", host, settings.gateway().httpPort()),
                    url("https", host, settings.gateway().httpsPort()));
        }

        private static @Nullable String url(String scheme, String host, int port) {
            return port == 0 ? null : scheme + "://" + host + ":" + port;
        }

        private void print(PrintWriter out) {
            var urls = Stream.of(http, https).filter(Objects::nonNull).collect(Collectors.joining(" and "));
            out.printf("Ingresses are served at %s%n", urls.isEmpty() ? "no address" : urls);
        }
    }

    public static ClusterStatus read(ClusterSettings settings, ClusterDirectory directory) {
        var roles = roles(settings, directory);
        var reachable = directory.kubeconfig("admin").toFile().exists();
        var api = reachable ? new ClusterApi(settings, directory) : null;
        var version = api == null ? null : api.version();
        var complete = roles.stream().allMatch(role -> role.pid() != null);
        return new ClusterStatus(
                settings.name(),
                complete && api != null && api.ready(),
                settings.apiServerUrl(),
                version,
                settings.runtime().name().toLowerCase(java.util.Locale.ROOT),
                settings.split(),
                directory.root().toString(),
                aotState(),
                GatewayUrls.of(settings),
                GatewayUrls.url("https", "127.0.0.1", settings.admin()),
                roles,
                version == null || api == null ? List.of() : api.nodes());
    }

    public void print(PrintWriter out) {
        out.printf(
                "%s: %s, Kubernetes %s at %s%n",
                name, running ? "running" : "not running", version == null ? "not answering" : version, server);
        out.printf("runtime %s, %s, data in %s%n", runtime, split ? "a process a role" : "one JVM", dataDirectory);
        gateway.print(out);
        if (admin != null) out.printf("The admin is at %s%n", admin);
        out.printf("AOT cache: %s%n%n", aotCache);
        printRoles(out);
        if (nodes.isEmpty()) return;
        out.println();
        printNodes(out);
    }

    private void printRoles(PrintWriter out) {
        var table = new TextTable("ROLE", "PROCESS", "PID", "PORT");
        for (var role : roles) {
            table.row(role.role(), role.process(), role.pid() == null ? "-" : role.pid(), role.port());
        }
        table.print(out);
    }

    private void printNodes(PrintWriter out) {
        var table = new TextTable("NODE", "READY", "ADDRESS", "PODS");
        for (var node : nodes) {
            table.row(node.name(), node.ready() ? "yes" : "no", node.address(), node.podCidr());
        }
        table.print(out);
    }

    private static List<RoleStatus> roles(ClusterSettings settings, ClusterDirectory directory) {
        var alive = new ClusterProcesses(settings, directory).alive();
        var configuration = new RoleConfiguration(settings, directory);
        var roles = new ArrayList<RoleStatus>();
        var store = ClusterStore.status(settings, directory);
        if (store != null) roles.add(store);
        for (var role : ClusterProcesses.controlPlaneRoles(settings)) {
            var process = settings.split() ? role.label() : ClusterProcesses.CONTROL_PLANE;
            roles.add(new RoleStatus(role.label(), process, pid(alive, process), configuration.port(role)));
        }
        if (settings.runtime() == ClusterSettings.NodeRuntime.CONTAINERD) {
            for (var node : settings.nodeNames()) {
                var process = ClusterProcesses.agent(node);
                roles.add(
                        new RoleStatus(Role.NODE_AGENT.label(), process, pid(alive, process), ClusterNodes.AGENT_PORT));
            }
        }
        return roles;
    }

    private static @Nullable Long pid(List<ManagedProcess> alive, String name) {
        return alive.stream()
                .filter(process -> process.name().equals(name))
                .map(ManagedProcess::pid)
                .findFirst()
                .orElse(null);
    }

    private static String aotState() {
        var java = JavaCommand.ofThisInstallation();
        return java.aotCacheState();
    }
}
