package dev.navarch.scheduler.cycle;

import dev.navarch.scheduler.framework.EnqueuePlugin;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Plugin;
import dev.navarch.scheduler.framework.ScorePlugin;
import java.util.ArrayList;
import java.util.List;

/** The plugins in use, each list in the order in which they are asked. */
public record PluginSet(List<EnqueuePlugin> gates, List<FilterPlugin> filters, List<ScorePlugin> scores) {
    public PluginSet {
        gates = List.copyOf(gates);
        filters = List.copyOf(filters);
        scores = List.copyOf(scores);
    }

    public List<Plugin> refusing() {
        var all = new ArrayList<Plugin>(gates);
        all.addAll(filters);
        return all;
    }
}
