package dev.navarch.cloud.provider;

import java.util.List;

/** The way to each node's pods in a cloud's own network. */
public interface Routes {
    /** All that this cluster has there. */
    List<Route> list();

    void create(Route route);

    /** Harmless where there is none. */
    void delete(Route route);

    /** @param destination the pods' range, such as 10.244.1.0/24 */
    record Route(String node, String destination) {}
}
