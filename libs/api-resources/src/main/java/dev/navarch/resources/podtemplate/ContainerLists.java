package dev.navarch.resources.podtemplate;

import java.util.List;

/** The lists of containers in a pod's spec. */
public final class ContainerLists {
    public static final List<String> ALL = List.of("initContainers", "containers", "ephemeralContainers");
    public static final List<String> PLANNED = List.of("initContainers", "containers");

    private ContainerLists() {}
}
