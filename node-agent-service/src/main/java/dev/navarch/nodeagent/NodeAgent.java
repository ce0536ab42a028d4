package dev.navarch.nodeagent;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.loop.TracedWork;
import dev.navarch.nodeagent.cgroup.PodCgroups;
import dev.navarch.nodeagent.container.ContainerConfigs;
import dev.navarch.nodeagent.container.NodeContext;
import dev.navarch.nodeagent.container.SandboxConfigs;
import dev.navarch.nodeagent.containerd.CniNetwork;
import dev.navarch.nodeagent.containerd.NodeTeardown;
import dev.navarch.nodeagent.containerd.PrivateContainerd;
import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.housekeeping.Housekeeper;
import dev.navarch.nodeagent.housekeeping.ImageCollector;
import dev.navarch.nodeagent.housekeeping.LocalStorage;
import dev.navarch.nodeagent.housekeeping.LocalStorageLimits;
import dev.navarch.nodeagent.housekeeping.LogRotation;
import dev.navarch.nodeagent.housekeeping.PressureRelief;
import dev.navarch.nodeagent.image.PullSecrets;
import dev.navarch.nodeagent.image.RuntimeImagePuller;
import dev.navarch.nodeagent.node.Machine;
import dev.navarch.nodeagent.node.NodeAddress;
import dev.navarch.nodeagent.node.NodeEvents;
import dev.navarch.nodeagent.node.NodeKeeper;
import dev.navarch.nodeagent.node.RuntimeHealth;
import dev.navarch.nodeagent.pod.PodTools;
import dev.navarch.nodeagent.pod.PodWorkers;
import dev.navarch.nodeagent.probe.LifecycleHooks;
import dev.navarch.nodeagent.probe.NodeProber;
import dev.navarch.nodeagent.reference.ClusterReferences;
import dev.navarch.nodeagent.runtime.PodRuntime;
import dev.navarch.nodeagent.settings.NodeDirectories;
import dev.navarch.nodeagent.settings.NodeProperties;
import dev.navarch.nodeagent.stats.UsageReader;
import dev.navarch.nodeagent.volume.LocalVolumeRemover;
import dev.navarch.nodeagent.volume.PodVolumes;
import io.kubernetes.client.openapi.models.V1Service;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node, put together: containerd below, the API above. Closing it leaves containerd and all pods running, for the next agent to
 * adopt.
 */
public final class NodeAgent implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NodeAgent.class);
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(30);
    private final ClusterClient client;
    private final PrivateContainerd containerd;
    private final PodRuntime runtime;
    private final NodeDirectories directories;
    private final PodCgroups cgroups;
    private final PodVolumes volumes;
    private final PodWorkers pods;
    private final NodeKeeper keeper;
    private final LocalVolumeRemover localVolumes;
    private final Housekeeper housekeeper;
    private final Thread starter;

    public NodeAgent(NodeProperties properties, ClusterClient client, Clock clock, Tracer tracer) {
        this.client = client;
        directories = NodeDirectories.of(properties.directory());
        containerd = new PrivateContainerd(directories, properties.executables(), properties.pauseImage());
        var cri = containerd.client();
        runtime = new PodRuntime(cri);
        directories.create();
        var events = client.events("kubelet");
        var addresses = List.of(NodeAddress.choose(properties.nodeIp()));
        var machine = new Machine(directories.root(), properties.maxPods(), properties.housekeeping());
        var node = new NodeContext(addresses, machine.allocatable(), machine.memory());
        var root = properties.cgroupRoot() == null ? directories.cgroupRoot() : properties.cgroupRoot();
        cgroups = new PodCgroups(root);
        var references = new ClusterReferences(client, clock);
        volumes = new PodVolumes(directories, references);
        var images = new RuntimeImagePuller(cri, new PullSecrets(references), events, clock);
        var tools = new PodTools(
                client,
                events,
                runtime,
                new SandboxConfigs(
                        directories, cgroups, references, properties.clusterDns(), properties.clusterDomain()),
                new ContainerConfigs(directories, references, node, cgroups.unified(), properties.clusterDomain()),
                images,
                volumes,
                cgroups,
                new NodeProber(runtime),
                new LifecycleHooks(runtime),
                node,
                directories,
                uid -> {
                    references.forget(uid);
                    images.forget(uid);
                },
                new TracedWork(tracer, "sync pod"),
                clock);
        pods = new PodWorkers(tools, cri, properties.name());
        housekeeper = housekeeper(properties, machine, events, clock);
        localVolumes = new LocalVolumeRemover(client, properties.name(), directories.volumes());
        keeper = new NodeKeeper(
                client,
                events,
                properties,
                cri,
                new RuntimeHealth(cri, pods::healthy),
                machine,
                new CniNetwork(directories),
                addresses,
                containerd::runtimeVersion,
                clock);
        starter = Thread.ofVirtual().name("node-agent-start").unstarted(this::startPods);
    }

    private Housekeeper housekeeper(NodeProperties properties, Machine machine, EventRecorder events, Clock clock) {
        var limits = properties.housekeeping();
        var storage = new LocalStorage(directories, runtime);
        var images = new ImageCollector(cri(), machine, limits, properties.pauseImage(), clock);
        var usage = new UsageReader(properties.name(), cri());
        var nodeEvents = new NodeEvents(events, properties.name());
        return new Housekeeper(
                List.of(
                        new LogRotation(runtime, limits, clock),
                        images,
                        new LocalStorageLimits(pods::active, storage, pods::evict),
                        new PressureRelief(pods::active, machine, usage, storage, images, nodeEvents, pods::evict)),
                limits.period());
    }

    /** Returns once containerd answers; the API may still be out of reach. */
    public void start() {
        containerd.startOrAdopt();
        keeper.start();
        localVolumes.start();
        housekeeper.start();
        starter.start();
    }

    public PodWorkers pods() {
        return pods;
    }

    public PodRuntime runtime() {
        return runtime;
    }

    public CriClient cri() {
        return containerd.client();
    }

    public PrivateContainerd containerd() {
        return containerd;
    }

    public boolean ready() {
        return keeper.ready();
    }

    /** Ends every pod here, without telling the API, and containerd; nothing stays mounted or in a control group. */
    public void endEverything() throws IOException {
        close(false);
        containerd.startOrAdopt();
        new NodeTeardown(containerd, directories).run();
        try (var pods = Files.list(directories.pods())) {
            for (var pod : pods.toList()) volumes.tearDown(pod.getFileName().toString());
        }
        cgroups.removeAll();
        containerd.close();
    }

    @Override
    public void close() {
        close(true);
    }

    private void close(boolean withRuntime) {
        starter.interrupt();
        keeper.close();
        localVolumes.close();
        housekeeper.close();
        pods.close();
        if (withRuntime) containerd.close();
    }

    /** Containers name Services in their environment: those come first. */
    private void startPods() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (!client.informer(V1Service.class).awaitSync(LIST_TIMEOUT)) continue;
                pods.start(LIST_TIMEOUT);
                return;
            } catch (IllegalStateException e) {
                log.warn("Pods of this node not known yet error={}", e.getMessage());
            }
        }
    }
}
