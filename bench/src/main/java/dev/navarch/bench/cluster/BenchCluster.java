package dev.navarch.bench.cluster;

import dev.navarch.bench.Workload;
import dev.navarch.pki.Kubeconfig;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cluster brought up and taken down with the launcher that a user has. Its data is kept until it is closed. */
public final class BenchCluster implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BenchCluster.class);
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int FIRST_PORT = 30_800;
    private static final int LAST_PORT = 32_700;
    private static final int PORT_TRIES = 100;
    private static final int LOG_LINES = 30;

    private final Workload workload;
    private final String name = "bench" + ProcessHandle.current().pid();
    private final Path data;
    private final int port;
    private final Thread interrupted = new Thread(this::purge, "bench-cluster-down");

    private BenchCluster(Workload workload) throws IOException {
        this.workload = workload;
        this.data = workload.directory().resolve("cluster");
        this.port = freePort();
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    /** Below the ports that systems give to outgoing connections, so that nobody takes it before the API server does. */
    private static int freePort() throws IOException {
        for (int tries = 0; tries < PORT_TRIES; tries++) {
            try (var socket = new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                log.debug("A port is taken", taken);
            }
        }
        throw new IOException("No free port between " + FIRST_PORT + " and " + LAST_PORT);
    }

    /** Nothing runs until {@link #up}. */
    public static BenchCluster prepare(Workload workload) throws IOException {
        return new BenchCluster(workload);
    }

    public static BenchCluster started(Workload workload) throws IOException, InterruptedException {
        var cluster = prepare(workload);
        try {
            cluster.up();
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** The whole command, as a user waits for it. */
    public StartTimes up() throws IOException, InterruptedException {
        var began = System.nanoTime();
        var launcher = launcher(
                        "up",
                        "--port",
                        String.valueOf(port),
                        "--runtime",
                        workload.runtime(),
                        "--kubeconfig",
                        kubeconfigFile().toString())
                .start();
        var times = new StartTimes.Builder(began);
        try (var lines = launcher.inputReader()) {
            lines.lines().forEach(times::read);
        }
        if (launcher.waitFor() != 0)
            throw new IllegalStateException("navarch up failed\n" + times.text() + lastOfLogs());
        return times.build();
    }

    private String lastOfLogs() throws IOException, InterruptedException {
        var logs = launcher("logs").start();
        var lines = logs.inputReader().lines().toList();
        logs.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    public void down() throws IOException, InterruptedException {
        run("down", "--kubeconfig", kubeconfigFile().toString());
    }

    /** Every process at once, the store's included. */
    public void kill() throws IOException, InterruptedException {
        var pids = pids();
        for (var pid : pids) ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        for (var pid : pids)
            ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    public Set<Long> pids() throws IOException, InterruptedException {
        var pids = new TreeSet<Long>();
        for (var role : status().path("roles")) {
            if (!role.path("pid").isNull()) pids.add(role.path("pid").asLong());
        }
        return pids;
    }

    private JsonNode status() throws IOException, InterruptedException {
        var launcher = launcher("status", "-o", "json").start();
        var text = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return JsonMapper.shared().readTree(text);
    }

    public Kubeconfig kubeconfig() throws IOException {
        return Kubeconfig.parse(Files.readString(kubeconfigFile()));
    }

    private Path kubeconfigFile() {
        return workload.directory().resolve("kubeconfig");
    }

    private void run(String command, String... more) throws IOException, InterruptedException {
        var launcher = launcher(command, more)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        workload.directory().resolve("launcher.log").toFile()))
                .start();
        expectSuccess(launcher, command);
    }

    private ProcessBuilder launcher(String command, String... more) {
        var whole = new ArrayList<>(List.of(
                workload.home().resolve("navarch").toString(), command, "--name", name, "--data-dir", data.toString()));
        whole.addAll(List.of(more));
        return new ProcessBuilder(whole).redirectErrorStream(true);
    }

    private static void expectSuccess(Process launcher, String what) throws InterruptedException {
        if (!launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            launcher.destroyForcibly();
            throw new IllegalStateException("navarch does not end: " + what);
        }
        if (launcher.exitValue() != 0) throw new IllegalStateException("navarch failed: " + what);
    }

    @Override
    public void close() {
        purge();
        Runtime.getRuntime().removeShutdownHook(interrupted);
    }

    /** Also when the command is interrupted: nothing is left running. */
    private void purge() {
        try {
            run("down", "--purge", "--kubeconfig", kubeconfigFile().toString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("The cluster " + name + " may still run; its data is in " + data, e);
        }
    }
}
