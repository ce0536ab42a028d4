package dev.navarch.metrics.usage;

import dev.navarch.metrics.usage.Scrape.ContainerKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node and the containers on it use. */
public record NodeFigures(@Nullable Figures node, Map<ContainerKey, Figures> containers) {
    public static final NodeFigures NOTHING = new NodeFigures(null, Map.of());

    public NodeFigures {
        containers = Map.copyOf(containers);
    }
}
