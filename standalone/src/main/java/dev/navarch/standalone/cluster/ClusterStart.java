package dev.navarch.standalone.cluster;

import dev.navarch.pki.UserKubeconfigFile;
import dev.navarch.standalone.command.UserError;
import dev.navarch.standalone.node.ClusterNetwork;
import dev.navarch.standalone.process.Waiting;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** The steps of {@code up}, each of which finds what is there already and adds what is missing. */
public final class ClusterStart {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int CONNECT_PATIENCE_MILLIS = 500;

    private final ClusterSettings settings;
    private final ClusterDirectory directory;
    private final CallingUser user;
    private final PrintWriter out;
    private final ClusterProcesses processes;
    private final Instant began = Instant.now();

    public ClusterStart(ClusterSettings settings, ClusterDirectory directory, CallingUser user, PrintWriter out) {
        this.settings = settings;
        this.directory = directory;
        this.user = user;
        this.out = out;
        this.processes = new ClusterProcesses(settings, directory);
    }

    public int run(Path userKubeconfig) {
        var admin = new ClusterIdentities(settings, directory).ensure();
        if (settings.runtime() == ClusterSettings.NodeRuntime.CONTAINERD) new ClusterNetwork(settings).up();
        var redis = ClusterStore.start(settings, directory, user);
        new RoleConfiguration(settings, directory).writeAll(redis);
        say("Store ready");

        processes.startControlPlane();
        var api = new ClusterApi(settings, directory);
        await("the API server to answer", api::ready, processes.controlPlaneNames());
        say("API server answers at " + settings.apiServerUrl());

        processes.startAgents();
        await("every node to be Ready", this::nodesReady, processes.allNames());
        say(settings.nodes() + (settings.nodes() == 1 ? " node" : " nodes") + " Ready");

        await(
                "DNS to resolve",
                () -> DnsProbe.resolves(settings.hostAddress(), dnsPort(), "kubernetes.default.svc.cluster.local"),
                processes.allNames());
        say("DNS resolves");

        if (settings.gateway().on()) {
            await("the gateway to listen", this::gatewayListens, processes.allNames());
            say("Gateway listens");
        }

        new UserKubeconfigFile(userKubeconfig, user.owner())
                .merge(admin.named(settings.name(), settings.name() + "-admin"), true);
        user.own(directory.logs(), directory.configuration(), directory.processes());
        out.println();
        out.println("Cluster " + settings.name() + " is up. kubectl's context is now " + settings.name() + ":");
        out.println("    kubectl get nodes");
        out.flush();
        return 0;
    }

    private boolean nodesReady() {
        var nodes = new ClusterApi(settings, directory).nodes();
        routePods(nodes);
        return settings.nodeNames().stream()
                .allMatch(name -> nodes.stream()
                        .anyMatch(node -> node.name().equals(name) && node.ready() && agentAnswers(node)));
    }

    /** A node whose agent was killed stays Ready for a while; one whose agent listens is. */
    private boolean agentAnswers(ClusterApi.NodeSummary node) {
        return settings.runtime() == ClusterSettings.NodeRuntime.SIMULATED
                || listens(node.address(), ClusterNodes.AGENT_PORT);
    }

    private boolean gatewayListens() {
        var ports = settings.gateway();
        return IntStream.of(ports.httpPort(), ports.httpsPort())
                .filter(port -> port != 0)
                .allMatch(port -> listens(settings.hostAddress(), port));
    }

    private static boolean listens(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_PATIENCE_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void routePods(List<ClusterApi.NodeSummary> nodes) {
        if (settings.runtime() != ClusterSettings.NodeRuntime.CONTAINERD) return;
        var network = new ClusterNetwork(settings);
        for (var node : nodes) {
            var index = settings.nodeNames().indexOf(node.name());
            if (index >= 0 && !node.podCidr().isEmpty()) network.routePods(node.podCidr(), index);
        }
    }

    private int dnsPort() {
        return new RoleConfiguration(settings, directory).dnsPort();
    }

    /** Gives up when the time is over, and at once when a process that was started has ended. */
    private void await(String what, BooleanSupplier condition, List<String> started) {
        while (!condition.getAsBoolean()) {
            var ended = started.stream().filter(processes.missing()::contains).toList();
            var late = Instant.now().isAfter(began.plus(LIMIT));
            if (!ended.isEmpty() || late) {
                throw new UserError("Gave up waiting for " + what + " after "
                        + Duration.between(began, Instant.now()).toSeconds() + " s"
                        + (ended.isEmpty() ? "" : ", because " + String.join(" and ", ended) + " ended")
                        + ". The logs are in " + directory.logs() + "; see navarch logs --name " + settings.name());
            }
            Waiting.until(PAUSE, () -> false);
        }
    }

    private void say(String what) {
        var seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        out.printf("  %5.1f s  %s%n", seconds, what);
        out.flush();
    }
}
