package dev.navarch.gateway.route;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The table that new requests read. A request keeps the one it began with, so a change disturbs none that is under way. */
public final class CurrentRoutes {
    private final List<Consumer<RouteTable>> followers = new CopyOnWriteArrayList<>();
    private volatile RouteTable table = RouteTable.EMPTY;
    private volatile boolean built;

    public RouteTable get() {
        return table;
    }

    /** Whether there has been a first table. */
    public boolean built() {
        return built;
    }

    /** Told of each later table, before requests read it. */
    public void follow(Consumer<RouteTable> follower) {
        followers.add(follower);
    }

    public void swap(RouteTable next) {
        followers.forEach(follower -> follower.accept(next));
        table = next;
        built = true;
    }
}
