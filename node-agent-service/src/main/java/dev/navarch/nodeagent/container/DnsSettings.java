package dev.navarch.nodeagent.container;

import static dev.navarch.nodeagent.podspec.PodParts.namespaceOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.nodeagent.cri.v1.DNSConfig;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** A pod's resolv.conf. */
final class DnsSettings {
    private static final int MOST_SERVERS = 3;
    private final List<String> clusterDns;
    private final String clusterDomain;
    private final Path nodesResolvConf;

    DnsSettings(List<String> clusterDns, String clusterDomain, Path nodesResolvConf) {
        this.clusterDns = List.copyOf(clusterDns);
        this.clusterDomain = clusterDomain;
        this.nodesResolvConf = nodesResolvConf;
    }

    DNSConfig of(V1Pod pod) {
        var base = switch (policy(pod)) {
            case "None" -> DNSConfig.getDefaultInstance();
            case "ClusterFirst" -> clusterFirst(namespaceOf(pod));
            default -> nodes();
        };
        return withOwn(base, pod);
    }

    private String policy(V1Pod pod) {
        var policy = Objects.requireNonNullElse(specOf(pod).getDnsPolicy(), "ClusterFirst");
        var hostNetwork = Boolean.TRUE.equals(specOf(pod).getHostNetwork());
        return switch (policy) {
            case "ClusterFirstWithHostNet" -> clusterDns.isEmpty() ? "Default" : "ClusterFirst";
            case "ClusterFirst" -> hostNetwork || clusterDns.isEmpty() ? "Default" : "ClusterFirst";
            default -> policy;
        };
    }

    private DNSConfig clusterFirst(String namespace) {
        var searches = new LinkedHashSet<>(
                List.of(namespace + ".svc." + clusterDomain, "svc." + clusterDomain, clusterDomain));
        searches.addAll(nodes().getSearchesList());
        return DNSConfig.newBuilder()
                .addAllServers(clusterDns)
                .addAllSearches(searches)
                .addOptions("ndots:5")
                .build();
    }

    private DNSConfig nodes() {
        var result = DNSConfig.newBuilder();
        try {
            if (!Files.exists(nodesResolvConf)) return result.build();
            for (var line : Files.readAllLines(nodesResolvConf)) {
                var words = line.strip().split("\\s+");
                if (words.length < 2) continue;
                var rest = List.of(words).subList(1, words.length);
                switch (words[0]) {
                    case "nameserver" -> result.addServers(words[1]);
                    case "search" -> result.clearSearches().addAllSearches(rest);
                    case "options" -> result.clearOptions().addAllOptions(rest);
                    default -> {}
                }
            }
        } catch (IOException e) {
            throw new ContainerConfigException("cannot read " + nodesResolvConf + ": " + e.getMessage());
        }
        return result.build();
    }

    private static DNSConfig withOwn(DNSConfig base, V1Pod pod) {
        var own = specOf(pod).getDnsConfig();
        if (own == null) return base;
        var servers = new LinkedHashSet<>(base.getServersList());
        if (own.getNameservers() != null) servers.addAll(own.getNameservers());
        var searches = new LinkedHashSet<>(base.getSearchesList());
        if (own.getSearches() != null) searches.addAll(own.getSearches());
        var options = new ArrayList<>(base.getOptionsList());
        if (own.getOptions() != null) {
            for (var option : own.getOptions()) {
                options.removeIf(given -> given.split(":", 2)[0].equals(option.getName()));
                options.add(option.getValue() == null ? option.getName() : option.getName() + ":" + option.getValue());
            }
        }
        return DNSConfig.newBuilder()
                .addAllServers(servers.stream().limit(MOST_SERVERS).toList())
                .addAllSearches(searches)
                .addAllOptions(options)
                .build();
    }
}
