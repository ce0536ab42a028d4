package dev.navarch.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One state of all routes. Of the rules whose host and path both match, the one with the most specific host counts, and of those
 * the one with the longest path. Where none matches, the default backend of the host does, then that of the whole table.
 *
 * @param hosts by name, by {@code *.domain}, and by the empty string for rules without a host
 * @param certificates by name and by {@code *.domain}
 */
public record RouteTable(
        Map<String, HostRoutes> hosts,
        @Nullable IngressRoute defaultRoute,
        Map<String, ServerCertificate> certificates) {
    public static final RouteTable EMPTY = new RouteTable(Map.of(), null, Map.of());
    static final String ANY_HOST = "";

    public RouteTable {
        hosts = Map.copyOf(hosts);
        certificates = Map.copyOf(certificates);
    }

    /** @param paths the first that matches is the one */
    public record HostRoutes(
            List<PathRoute> paths, @Nullable IngressRoute defaultRoute) {
        public HostRoutes {
            paths = List.copyOf(paths);
        }
    }

    public record PathRoute(PathMatch match, IngressRoute route) {}

    /**
     * @param authority of the request: a host, perhaps with a port
     * @param rawPath percent-encoded, without the query
     */
    public @Nullable IngressRoute find(String authority, String rawPath) {
        var candidates = candidates(HostNames.ofAuthority(authority));
        var request = PathMatch.Request.of(rawPath);
        for (var host : candidates)
            for (var path : host.paths()) if (path.match().matches(request)) return path.route();
        for (var host : candidates) if (host.defaultRoute() != null) return host.defaultRoute();
        return defaultRoute;
    }

    private List<HostRoutes> candidates(String host) {
        return Stream.concat(HostNames.lookups(host).stream(), Stream.of(ANY_HOST))
                .map(hosts::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** @param serverName as the client says it in its handshake */
    public @Nullable ServerCertificate certificate(String serverName) {
        for (var name : HostNames.lookups(HostNames.canonical(serverName))) {
            var certificate = certificates.get(name);
            if (certificate != null) return certificate;
        }
        return null;
    }

    public Set<String> routeIds() {
        return routes().map(route -> route.route().getId()).collect(Collectors.toUnmodifiableSet());
    }

    public Set<Backend> backends() {
        return routes().map(IngressRoute::backend).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<IngressRoute> routes() {
        var ofHosts = hosts.values().stream()
                .flatMap(host -> Stream.concat(
                        host.paths().stream().map(PathRoute::route), Stream.ofNullable(host.defaultRoute())));
        return Stream.concat(ofHosts, Stream.ofNullable(defaultRoute));
    }
}
