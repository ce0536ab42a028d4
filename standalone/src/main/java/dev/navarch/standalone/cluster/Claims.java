package dev.navarch.standalone.cluster;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What some clusters use of the machine, whether they run just now or not. */
public record Claims(Set<Integer> ports, Set<String> hostNetworks) {
    static final Claims NONE = new Claims(Set.of(), Set.of());

    static Claims of(Collection<ClusterSettings> clusters) {
        return new Claims(
                clusters.stream().flatMap(settings -> settings.ports().boxed()).collect(Collectors.toSet()),
                clusters.stream().map(ClusterSettings::hostNetwork).collect(Collectors.toSet()));
    }
}
