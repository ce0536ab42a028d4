package dev.navarch.nodeagent.stats;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** {@code /stats/summary}: the node, its pods and their containers, with the processor time a second of the last looks. */
public final class StatsSummary {
    private final CpuRates rates = new CpuRates();

    public String of(NodeUsage node) {
        var seen = new HashSet<String>();
        var whole = figures("node", node.usage(), seen);
        whole.addProperty("nodeName", node.node());
        var pods = new JsonArray();
        node.pods().forEach(pod -> pods.add(pod(pod, seen)));
        rates.keepOnly(seen);
        var summary = new JsonObject();
        summary.add("node", whole);
        summary.add("pods", pods);
        return summary.toString();
    }

    private JsonObject pod(PodUsage pod, Set<String> seen) {
        var reference = new JsonObject();
        reference.addProperty("name", pod.name());
        reference.addProperty("namespace", pod.namespace());
        reference.addProperty("uid", pod.uid());
        var containers = new JsonArray();
        for (var container : pod.containers()) {
            var figures = figures(pod.uid() + "/" + container.name(), container.usage(), seen);
            figures.addProperty("name", container.name());
            containers.add(figures);
        }
        var summary = figures(pod.uid(), pod.usage(), seen);
        summary.add("podRef", reference);
        summary.add("containers", containers);
        return summary;
    }

    private JsonObject figures(String key, Usage usage, Set<String> seen) {
        seen.add(key);
        var time = Instant.ofEpochMilli(usage.time()).toString();
        var cpu = new JsonObject();
        cpu.addProperty("time", time);
        var nanoCores = rates.nanoCores(key, usage);
        if (nanoCores != null) cpu.addProperty("usageNanoCores", nanoCores);
        cpu.addProperty("usageCoreNanoSeconds", usage.cpuNanos());
        var memory = new JsonObject();
        memory.addProperty("time", time);
        memory.addProperty("workingSetBytes", usage.workingSet());
        var figures = new JsonObject();
        figures.add("cpu", cpu);
        figures.add("memory", memory);
        return figures;
    }
}
