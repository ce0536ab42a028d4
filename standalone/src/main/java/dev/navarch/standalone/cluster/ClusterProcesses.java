package dev.navarch.standalone.cluster;

import dev.navarch.standalone.Role;
import dev.navarch.standalone.RoleRunner;
import dev.navarch.standalone.node.ClusterNetwork;
import dev.navarch.standalone.process.JavaCommand;
import dev.navarch.standalone.process.ManagedProcess;
import dev.navarch.standalone.process.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which processes a cluster consists of, and how each is started and stopped. Redis is apart: the store's own room runs it. */
public final class ClusterProcesses {
    public static final String CONTROL_PLANE = "control-plane";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** An agent waits more than it computes: the quick compiler halves what its start costs. */
    private static final List<String> AGENT_FLAGS = List.of("-XX:TieredStopAtLevel=1");

    private final ClusterSettings settings;
    private final ClusterDirectory directory;
    private final ProcessTable table;
    private final JavaCommand java = JavaCommand.ofThisInstallation();

    public ClusterProcesses(ClusterSettings settings, ClusterDirectory directory) {
        this.settings = settings;
        this.directory = directory;
        this.table = new ProcessTable(directory.processes());
    }

    /** @param configuration the folder with the properties of its roles */
    private record Wanted(String name, List<Role> roles, Path configuration, List<String> prefix) {}

    /** Starts what does not run, and replaces what runs with another command or other settings. */
    public void startControlPlane() {
        var wanted = controlPlane();
        var names = wanted.stream().map(Wanted::name).collect(Collectors.toSet());
        for (var process : table.alive()) {
            if (!names.contains(process.name()) && !isAgent(process)) table.stop(process, PATIENCE);
        }
        wanted.forEach(this::ensure);
    }

    public void startAgents() {
        if (settings.runtime() != ClusterSettings.NodeRuntime.CONTAINERD) return;
        var configuration = new RoleConfiguration(settings, directory);
        var network = new ClusterNetwork(settings);
        for (var node : settings.nodeNames()) {
            ensure(new Wanted(
                    agent(node), List.of(Role.NODE_AGENT), configuration.nodeConfiguration(node), network.enter(node)));
        }
    }

    public List<ManagedProcess> alive() {
        return table.alive();
    }

    /** Those that should run and do not. */
    public List<String> missing() {
        var names = new ArrayList<>(allNames());
        names.removeAll(alive().stream().map(ManagedProcess::name).toList());
        return names;
    }

    List<String> controlPlaneNames() {
        return controlPlane().stream().map(Wanted::name).toList();
    }

    List<String> allNames() {
        var names = new ArrayList<>(controlPlaneNames());
        if (settings.runtime() == ClusterSettings.NodeRuntime.CONTAINERD) {
            settings.nodeNames().forEach(node -> names.add(agent(node)));
        }
        return names;
    }

    /** The agents first, so that they do not report a control plane that goes. */
    public void stopAll() {
        var alive = table.alive();
        alive.stream().filter(ClusterProcesses::isAgent).forEach(process -> table.stop(process, PATIENCE));
        alive.stream()
                .filter(process -> !isAgent(process))
                .toList()
                .reversed()
                .forEach(process -> table.stop(process, PATIENCE));
    }

    public static String agent(String node) {
        return "node-agent-" + node;
    }

    public static List<Role> controlPlaneRoles(ClusterSettings settings) {
        var roles = new ArrayList<>(List.of(Role.API_SERVER, Role.CONTROLLER_MANAGER, Role.SCHEDULER, Role.DNS));
        if (settings.gateway().on()) roles.add(Role.GATEWAY);
        if (settings.admin() != 0) roles.add(Role.ADMIN);
        roles.addAll(
                switch (settings.runtime()) {
                    case SIMULATED -> List.of(Role.SIMULATED_NODES);
                    case CONTAINERD -> List.of(Role.CLOUD_CONTROLLER, Role.METRICS);
                });
        return List.copyOf(roles);
    }

    private static boolean isAgent(ManagedProcess process) {
        return process.name().startsWith("node-agent-");
    }

    private List<Wanted> controlPlane() {
        var roles = controlPlaneRoles(settings);
        var configuration = directory.configuration();
        if (!settings.split()) return List.of(new Wanted(CONTROL_PLANE, roles, configuration, List.of()));
        return roles.stream()
                .map(role -> new Wanted(role.label(), List.of(role), configuration, List.of()))
                .toList();
    }

    private void ensure(Wanted wanted) {
        var labels = wanted.roles().stream().map(Role::label).collect(Collectors.joining(","));
        var command = new ArrayList<>(wanted.prefix());
        command.addAll(java.run(
                wanted.roles().contains(Role.NODE_AGENT) ? AGENT_FLAGS : List.of(),
                RoleRunner.class.getName(),
                labels,
                wanted.configuration().toString()));
        var fingerprint = fingerprint(command, wanted);
        var running = table.find(wanted.name());
        if (running != null && running.fingerprint().equals(fingerprint)) return;
        if (running != null) table.stop(running, PATIENCE);
        table.start(wanted.name(), command, Map.of(), fingerprint, directory.log(wanted.name()));
    }

    private static String fingerprint(List<String> command, Wanted wanted) {
        var text = new StringBuilder(String.join(" ", command));
        try {
            for (var role : wanted.roles()) {
                text.append(Files.readString(wanted.configuration().resolve(role.label() + ".properties")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Integer.toHexString(text.toString().hashCode());
    }
}
