package dev.navarch.metrics.usage;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One look at a node: itself and the containers on it. */
public record Scrape(@Nullable Sample node, Map<ContainerKey, Sample> containers) {
    public static final Scrape NOTHING = new Scrape(null, Map.of());

    public Scrape {
        containers = Map.copyOf(containers);
    }

    public record ContainerKey(String namespace, String pod, String container) {}

    /** Pairs each thing with what it was at the look before. */
    NodeFigures since(Scrape before) {
        var figures = new HashMap<ContainerKey, Figures>();
        containers.forEach((key, now) -> {
            var earlier = before.containers().get(key);
            var between = earlier == null ? null : Figures.between(earlier, now);
            if (between != null) figures.put(key, between);
        });
        var whole = node == null || before.node() == null ? null : Figures.between(before.node(), node);
        return new NodeFigures(whole, figures);
    }
}
