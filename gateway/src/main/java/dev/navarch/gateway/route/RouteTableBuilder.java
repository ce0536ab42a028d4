package dev.navarch.gateway.route;

import dev.navarch.gateway.route.RouteTable.HostRoutes;
import dev.navarch.gateway.route.RouteTable.PathRoute;
import io.kubernetes.client.openapi.models.V1HTTPIngressPath;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1IngressBackend;
import io.kubernetes.client.openapi.models.V1IngressRule;
import io.kubernetes.client.openapi.models.V1IngressTLS;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a table of all Ingresses. Where two claim the same, the older one has it; of two as old, the one whose name is first. */
public final class RouteTableBuilder {
    private static final Comparator<V1Ingress> AGE = Comparator.comparing(
                    (V1Ingress ingress) -> metadata(ingress).getCreationTimestamp(),
                    Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(RouteTableBuilder::name);

    private final Backends backends;
    private final Certificates certificates;
    private final Map<String, Map<PathMatch, IngressRoute>> paths = new TreeMap<>();
    private final Map<String, IngressRoute> hostDefaults = new HashMap<>();
    private final Map<String, ServerCertificate> shown = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable IngressRoute defaultRoute;

    public RouteTableBuilder(Backends backends, Certificates certificates) {
        this.backends = backends;
        this.certificates = certificates;
    }

    public record Result(RouteTable table, List<Problem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    public Result build(Collection<V1Ingress> ingresses) {
        ingresses.stream().sorted(AGE).forEach(this::add);
        var hosts = paths.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, this::hostRoutes));
        return new Result(new RouteTable(hosts, defaultRoute, shown), problems);
    }

    private void add(V1Ingress ingress) {
        var spec = ingress.getSpec();
        if (spec == null) return;
        var rules = Objects.requireNonNullElse(spec.getRules(), List.<V1IngressRule>of());
        for (var rule : rules) addRule(ingress, rule);
        if (spec.getDefaultBackend() != null) addDefault(ingress, spec.getDefaultBackend(), rules);
        for (var tls : Objects.requireNonNullElse(spec.getTls(), List.<V1IngressTLS>of())) addTls(ingress, tls, rules);
    }

    private void addRule(V1Ingress ingress, V1IngressRule rule) {
        var ofHost = paths.computeIfAbsent(host(rule), _ -> new HashMap<>());
        if (rule.getHttp() == null) return;
        for (var path : rule.getHttp().getPaths()) {
            var id = name(ingress) + " " + host(rule) + path(path) + (exact(path) ? "" : "*");
            ofHost.putIfAbsent(match(path), IngressRoute.of(id, backend(ingress, path.getBackend())));
        }
    }

    /** For all that no rule matches: first on the hosts of its own Ingress, then anywhere. */
    private void addDefault(V1Ingress ingress, V1IngressBackend wanted, List<V1IngressRule> rules) {
        var route = IngressRoute.of(name(ingress) + " default", backend(ingress, wanted));
        for (var rule : rules) hostDefaults.putIfAbsent(host(rule), route);
        if (defaultRoute == null) defaultRoute = route;
    }

    /** Without hosts of its own, a certificate is for those of the rules. */
    private void addTls(V1Ingress ingress, V1IngressTLS tls, List<V1IngressRule> rules) {
        var secret = tls.getSecretName();
        if (secret == null || secret.isEmpty()) return;
        switch (certificates.find(Objects.requireNonNull(metadata(ingress).getNamespace()), secret)) {
            case Certificates.Found(var certificate) -> {
                for (var host : tlsHosts(tls, rules)) shown.putIfAbsent(host, certificate);
            }
            case Certificates.Broken(var reason, var message) -> problems.add(new Problem(ingress, reason, message));
        }
    }

    private static List<String> tlsHosts(V1IngressTLS tls, List<V1IngressRule> rules) {
        var hosts = tls.getHosts();
        if (hosts == null || hosts.isEmpty())
            return rules.stream()
                    .map(RouteTableBuilder::host)
                    .filter(host -> !host.isEmpty())
                    .toList();
        return hosts.stream().map(HostNames::canonical).toList();
    }

    /** What is broken keeps its routes, so that its requests do not reach somebody else. */
    private Backend backend(V1Ingress ingress, V1IngressBackend wanted) {
        var namespace = Objects.requireNonNull(metadata(ingress).getNamespace());
        return switch (backends.find(namespace, wanted)) {
            case Backends.Found(var backend) -> backend;
            case Backends.Broken(var backend, var reason, var message) -> {
                problems.add(new Problem(ingress, reason, message));
                yield backend;
            }
        };
    }

    private HostRoutes hostRoutes(Map.Entry<String, Map<PathMatch, IngressRoute>> host) {
        var longestFirst = Comparator.comparingInt(
                        (PathRoute path) -> path.match().length())
                .thenComparing(path -> path.match().exact())
                .reversed()
                .thenComparing(path -> path.match().path());
        var sorted = host.getValue().entrySet().stream()
                .map(path -> new PathRoute(path.getKey(), path.getValue()))
                .sorted(longestFirst)
                .toList();
        return new HostRoutes(sorted, hostDefaults.get(host.getKey()));
    }

    private static PathMatch match(V1HTTPIngressPath path) {
        return exact(path) ? PathMatch.exact(path(path)) : PathMatch.prefix(path(path));
    }

    /** ImplementationSpecific means Prefix here. */
    private static boolean exact(V1HTTPIngressPath path) {
        return "Exact".equals(path.getPathType());
    }

    private static String path(V1HTTPIngressPath path) {
        return path.getPath() == null || path.getPath().isEmpty() ? "/" : path.getPath();
    }

    private static String host(V1IngressRule rule) {
        return rule.getHost() == null ? RouteTable.ANY_HOST : HostNames.canonical(rule.getHost());
    }

    private static String name(V1Ingress ingress) {
        return metadata(ingress).getNamespace() + "/" + metadata(ingress).getName();
    }

    private static V1ObjectMeta metadata(V1Ingress ingress) {
        return Objects.requireNonNull(ingress.getMetadata());
    }
}
