package dev.navarch.nodeagent.containerd;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.ImageSpec;
import dev.navarch.nodeagent.cri.v1.ImageStatusRequest;
import dev.navarch.nodeagent.cri.v1.VersionResponse;
import dev.navarch.nodeagent.settings.NodeDirectories;
import dev.navarch.nodeagent.settings.NodeProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's containerd. It outlives the agent: an agent that finds it answering adopts it, with every container in it. It is
 * started in the agent's network namespace, detached from the agent's session, its output in {@code containerd.log} below the node's
 * directory, and known again by the configuration it was started with.
 */
public final class PrivateContainerd implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PrivateContainerd.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PROBE = Duration.ofSeconds(10);

    private final NodeDirectories directories;
    private final NodeProperties.Executables executables;
    private final String pauseImage;
    private final CriClient client;
    private volatile String runtimeVersion = "";

    public PrivateContainerd(NodeDirectories directories, NodeProperties.Executables executables, String pauseImage) {
        this.directories = directories;
        this.executables = executables;
        this.pauseImage = pauseImage;
        this.client = new CriClient(directories.containerdSocket());
    }

    public CriClient client() {
        return client;
    }

    /** Returns once containerd answers and the pause image is there. */
    public void startOrAdopt() {
        try {
            directories.create();
            var running = findRunning();
            if (running != null && !inOurNetwork(running)) {
                log.warn("Ended a containerd of another network namespace pid={}", running.pid());
                end(running);
                running = null;
            }
            var version = running == null ? start() : adopt(running);
            runtimeVersion = version.getRuntimeVersion();
            importPauseImage();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start containerd below " + directories.root(), e);
        }
    }

    public String runtimeVersion() {
        return runtimeVersion;
    }

    /** Loads a docker or OCI archive into the namespace that pods use. */
    public void load(Path archive) throws IOException {
        run(List.of(
                executables.ctr(),
                "-a",
                directories.containerdSocket().toString(),
                "-n",
                "k8s.io",
                "images",
                "import",
                archive.toString()));
    }

    /** Ends containerd itself; containers and their shims live on. */
    public void stop() {
        var process = findRunning();
        if (process != null) end(process);
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** However long it takes to answer: a second one on the same state would destroy it. */
    private VersionResponse adopt(ProcessHandle running) throws IOException {
        var version = awaitAnswer(running);
        log.info("Adopted containerd version={} pid={}", version.getRuntimeVersion(), running.pid());
        return version;
    }

    private VersionResponse start() throws IOException {
        var started = System.nanoTime();
        var configuration = configuration();
        Files.writeString(
                configuration, new ContainerdConfiguration(directories, executables.cniPlugins(), pauseImage).toToml());
        var output = directories.root().resolve("containerd.log").toFile();
        var process = new ProcessBuilder("setsid", executables.containerd(), "--config", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        var version = awaitAnswer(process.toHandle());
        log.info(
                "Started containerd version={} pid={} tookMs={}",
                version.getRuntimeVersion(),
                process.pid(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        return version;
    }

    private VersionResponse awaitAnswer(ProcessHandle process) throws IOException {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException(
                        "containerd ended at once; see " + directories.root().resolve("containerd.log"));
            }
            // A channel that saw its socket missing waits a second before it tries again.
            if (Files.exists(directories.containerdSocket())) {
                try (var fresh = new CriClient(directories.containerdSocket())) {
                    var version = fresh.version(PROBE);
                    if (version != null) return version;
                }
            }
            pause();
        }
        throw new IOException("containerd did not answer within " + START_TIMEOUT + "; see "
                + directories.root().resolve("containerd.log"));
    }

    private void importPauseImage() throws IOException {
        var request = ImageStatusRequest.newBuilder()
                .setImage(ImageSpec.newBuilder().setImage(pauseImage))
                .build();
        try (var fresh = new CriClient(directories.containerdSocket())) {
            if (fresh.images(CriClient.REQUEST_TIMEOUT).imageStatus(request).hasImage()) return;
        }
        var archive = directories.root().resolve("pause.tar");
        PauseImage.of(pauseImage, executables.catatonit()).writeTo(archive);
        load(archive);
        Files.delete(archive);
    }

    private @Nullable ProcessHandle findRunning() {
        var configuration = configuration().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process.pid()).endsWith("--config " + configuration))
                .filter(ProcessHandle::isAlive)
                .findFirst()
                .orElse(null);
    }

    /** What an earlier life of this node left behind belongs to a network that is gone. */
    private static boolean inOurNetwork(ProcessHandle process) throws IOException {
        var own = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
        var its = Path.of("/proc", Long.toString(process.pid()), "ns/net");
        return Files.readSymbolicLink(its).equals(own);
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    private Path configuration() {
        return directories.root().resolve("containerd.toml");
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) throw new IOException(command + " did not end");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command, e);
        }
        if (process.exitValue() != 0) throw new IOException(command + " failed: " + output.strip());
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for containerd", e);
        }
    }
}
