package dev.navarch.scheduler.plugins;

import dev.navarch.scheduler.cluster.AffinityTerm.NamespaceLabels;
import dev.navarch.scheduler.cycle.PluginSet;
import dev.navarch.scheduler.plugins.interpodaffinity.InterPodAffinityPlugin;
import dev.navarch.scheduler.plugins.nodeaffinity.NodeAffinityPlugin;
import dev.navarch.scheduler.plugins.nodename.NodeNamePlugin;
import dev.navarch.scheduler.plugins.nodeports.NodePortsPlugin;
import dev.navarch.scheduler.plugins.noderesources.BalancedAllocationPlugin;
import dev.navarch.scheduler.plugins.noderesources.NodeResourcesFitPlugin;
import dev.navarch.scheduler.plugins.nodeunschedulable.NodeUnschedulablePlugin;
import dev.navarch.scheduler.plugins.schedulinggates.SchedulingGatesPlugin;
import dev.navarch.scheduler.plugins.tainttoleration.TaintTolerationPlugin;
import dev.navarch.scheduler.plugins.volumebinding.ClaimLookup;
import dev.navarch.scheduler.plugins.volumebinding.VolumeBindingPlugin;
import java.util.List;

/** The plugins of the default profile, in upstream's order: it decides whose reason is told when several would refuse. */
public final class PluginCatalog {
    private PluginCatalog() {}

    public static PluginSet defaults(NamespaceLabels namespaceLabels, ClaimLookup claims) {
        var taints = new TaintTolerationPlugin();
        var nodeAffinity = new NodeAffinityPlugin();
        var resources = new NodeResourcesFitPlugin();
        return new PluginSet(
                List.of(new SchedulingGatesPlugin()),
                List.of(
                        new NodeUnschedulablePlugin(),
                        new NodeNamePlugin(),
                        taints,
                        nodeAffinity,
                        new NodePortsPlugin(),
                        resources,
                        new VolumeBindingPlugin(claims),
                        new InterPodAffinityPlugin(namespaceLabels)),
                List.of(taints, nodeAffinity, resources, new BalancedAllocationPlugin()));
    }
}
