package dev.navarch.nodeagent.pod;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.loop.TracedWork;
import dev.navarch.nodeagent.cgroup.PodCgroups;
import dev.navarch.nodeagent.container.ContainerConfigs;
import dev.navarch.nodeagent.container.NodeContext;
import dev.navarch.nodeagent.container.SandboxConfigs;
import dev.navarch.nodeagent.image.ImagePuller;
import dev.navarch.nodeagent.probe.LifecycleHooks;
import dev.navarch.nodeagent.probe.Prober;
import dev.navarch.nodeagent.runtime.PodRuntime;
import dev.navarch.nodeagent.settings.NodeDirectories;
import dev.navarch.nodeagent.volume.PodVolumes;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What every pod worker of a node works with.
 *
 * @param forget told the uid of a pod that nothing is left of
 * @param turns what each turn of a worker is in traces
 */
public record PodTools(
        ClusterClient client,
        EventRecorder events,
        PodRuntime runtime,
        SandboxConfigs sandboxes,
        ContainerConfigs containers,
        ImagePuller images,
        PodVolumes volumes,
        PodCgroups cgroups,
        Prober prober,
        LifecycleHooks hooks,
        NodeContext node,
        NodeDirectories directories,
        Consumer<String> forget,
        TracedWork turns,
        Clock clock) {}
