package dev.navarch.metrics.usage;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The last look at each node, and what it makes together with the one before. */
public final class UsageBook {
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    private record Page(Scrape last, NodeFigures figures) {}

    public void write(String node, Scrape scrape) {
        pages.compute(
                node,
                (_, before) -> new Page(scrape, before == null ? NodeFigures.NOTHING : scrape.since(before.last())));
    }

    /** Of a node that does not answer nothing is known any more. */
    public void forget(String node) {
        pages.remove(node);
    }

    public void keepOnly(Set<String> nodes) {
        pages.keySet().retainAll(nodes);
    }

    public NodeFigures figures(String node) {
        var page = pages.get(node);
        return page == null ? NodeFigures.NOTHING : page.figures();
    }
}
