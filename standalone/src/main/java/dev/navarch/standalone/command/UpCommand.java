package dev.navarch.standalone.command;

import dev.navarch.standalone.cluster.ClusterDirectory;
import dev.navarch.standalone.cluster.ClusterSettings;
import dev.navarch.standalone.cluster.ClusterSettings.NodeRuntime;
import dev.navarch.standalone.cluster.ClusterStart;
import dev.navarch.standalone.cluster.SettingsChoice;
import dev.navarch.standalone.cluster.Telemetry;
import dev.navarch.standalone.install.RequiredPrograms;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Brings a cluster up and makes it kubectl's current context. Twice is harmless.")
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--split", negatable = true, description = "Every control-plane role as a process of its own.")
    private @Nullable Boolean split;

    @Option(
            names = "--runtime",
            paramLabel = "auto|containerd|simulated",
            defaultValue = "auto",
            description = "What pods run on (default: auto, containerd as root on Linux, else simulated).")
    private String runtime = "auto";

    @Option(names = "--nodes", paramLabel = "N", description = "How many nodes (default: 1).")
    private @Nullable Integer nodes;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Where to add the context (default: as kubectl does).")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "The API server's port (default: the first free one from 6443 on).")
    private @Nullable Integer port;

    @Option(
            names = "--http-port",
            paramLabel = "P",
            description =
                    "Where the gateway serves Ingresses, 0 for nowhere (default: the first free port from 8080 on;"
                            + " nowhere where nodes are simulated).")
    private @Nullable Integer httpPort;

    @Option(
            names = "--https-port",
            paramLabel = "P",
            description = "The same over TLS (default: the first free port from 8443 on).")
    private @Nullable Integer httpsPort;

    @Option(
            names = "--admin-port",
            paramLabel = "P",
            description = "Where the admin shows the cluster's roles, 0 for nowhere (default: nowhere).")
    private @Nullable Integer adminPort;

    @Option(names = "--pod-cidr", paramLabel = "C", description = "Pods' addresses (default: 10.244.0.0/16).")
    private @Nullable String podCidr;

    @Option(names = "--service-cidr", paramLabel = "C", description = "Services' addresses (default: 10.96.0.0/16).")
    private @Nullable String serviceCidr;

    @Option(
            names = "--redis",
            paramLabel = "URL",
            description =
                    "An external Redis: redis[s]://[user:password@]host[:port][,host[:port]...][/database][?ca=FILE]"
                            + " (default: one of the cluster's own).")
    private @Nullable String redis;

    @Option(
            names = "--tracing",
            paramLabel = "URL",
            description = "Where every process sends its traces, an OTLP collector such as http://localhost:4318"
                    + " (default: off).")
    private @Nullable String tracing;

    @Option(
            names = "--log-format",
            paramLabel = "text|ecs|logstash|gelf",
            description = "How every process writes its log; all but text are JSON (default: text).")
    private @Nullable String logFormat;

    @Override
    public Integer call() {
        var out = out();
        check();
        var directory = cluster.directory();
        var choice = new SettingsChoice(
                chosenRuntime(),
                split,
                nodes,
                port,
                httpPort,
                httpsPort,
                adminPort,
                podCidr,
                serviceCidr,
                redis,
                telemetry());
        var existing = directory.readSettings();
        var automatic = automaticRuntime();
        if (existing == null && chosenRuntime() == null && automatic == NodeRuntime.SIMULATED) {
            out.println("Pods will be simulated: real containers need root on Linux (sudo ./navarch up).");
        }
        new RequiredPrograms(out).ensure(runtimeOf(existing, automatic), cluster.user.root());
        if (runtimeOf(existing, automatic) == NodeRuntime.CONTAINERD && !cluster.user.root()) {
            throw new UserError("--runtime containerd needs root: sudo ./navarch up");
        }
        var settings = cluster.clusters().alone(() -> settle(directory, existing, choice, automatic));
        var exitCode = new ClusterStart(settings, directory, cluster.user, out)
                .run(KubeconfigLocation.of(kubeconfig, cluster.user));
        if (exitCode == 0 && RequiredPrograms.onPath("kubectl") == null)
            out.println("There is no kubectl on PATH: install one first (Debian package: kubernetes-client).");
        return exitCode;
    }

    private ClusterSettings settle(
            ClusterDirectory directory,
            @Nullable ClusterSettings existing,
            SettingsChoice choice,
            NodeRuntime automatic) {
        var clusters = cluster.clusters();
        var settings = existing == null
                ? choice.create(cluster.name, automatic, clusters.claimsBeside(cluster.name))
                : choice.apply(existing);
        directory.writeSettings(settings);
        clusters.remember(cluster.name, directory);
        clusters.giveTo(cluster.user);
        return settings;
    }

    private Telemetry telemetry() {
        var telemetry = new Telemetry(tracing, logFormat);
        telemetry.check();
        return telemetry;
    }

    private void check() {
        if (nodes != null && (nodes < 1 || nodes > 200)) throw new UserError("--nodes " + nodes + ": use 1 to 200");
        if (port != null && (port < 1 || port > 65_535)) throw new UserError("--port " + port + ": use 1 to 65535");
        if (redis != null && !redis.matches("rediss?://.+"))
            throw new UserError("--redis " + redis + ": use redis://[user:password@]host[:port] or rediss://…");
        if (kubeconfig != null && Files.isDirectory(kubeconfig))
            throw new UserError("--kubeconfig " + kubeconfig + ": this is a directory");
        if (Files.isRegularFile(cluster.directory().root()))
            throw new UserError("--data-dir " + cluster.directory().root() + ": this is a file");
        checkOptionalPort("--http-port", httpPort);
        checkOptionalPort("--https-port", httpsPort);
        checkOptionalPort("--admin-port", adminPort);
    }

    private static void checkOptionalPort(String option, @Nullable Integer port) {
        if (port != null && (port < 0 || port > 65_535))
            throw new UserError(option + " " + port + ": use 1 to 65535, or 0 for none");
    }

    private @Nullable NodeRuntime chosenRuntime() {
        return switch (runtime.toLowerCase(Locale.ROOT)) {
            case "auto" -> null;
            case "containerd" -> NodeRuntime.CONTAINERD;
            case "simulated" -> NodeRuntime.SIMULATED;
            default -> throw new UserError("--runtime " + runtime + ": use auto, containerd or simulated");
        };
    }

    private NodeRuntime runtimeOf(@Nullable ClusterSettings existing, NodeRuntime automatic) {
        if (existing != null) return existing.runtime();
        var chosen = chosenRuntime();
        return chosen == null ? automatic : chosen;
    }

    private NodeRuntime automaticRuntime() {
        var linux = System.getProperty("os.name").equals("Linux");
        return linux && cluster.user.root() ? NodeRuntime.CONTAINERD : NodeRuntime.SIMULATED;
    }

    private PrintWriter out() {
        return java.util.Objects.requireNonNull(spec).commandLine().getOut();
    }
}
