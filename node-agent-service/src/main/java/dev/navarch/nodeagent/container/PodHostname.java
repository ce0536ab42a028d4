package dev.navarch.nodeagent.container;

import static dev.navarch.nodeagent.podspec.PodParts.nameOf;
import static dev.navarch.nodeagent.podspec.PodParts.namespaceOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import io.kubernetes.client.openapi.models.V1Pod;

/**
 * @param domain empty without a subdomain
 * @param shown what the kernel is told
 */
record PodHostname(String host, String domain, String shown) {
    private static final int LONGEST = 63;

    static PodHostname of(V1Pod pod, String clusterDomain) {
        var spec = specOf(pod);
        var host = spec.getHostname() == null || spec.getHostname().isEmpty()
                ? truncated(nameOf(pod))
                : spec.getHostname();
        var subdomain = spec.getSubdomain() == null ? "" : spec.getSubdomain();
        var domain = subdomain.isEmpty() ? "" : subdomain + "." + namespaceOf(pod) + ".svc." + clusterDomain;
        var override = spec.getHostnameOverride();
        if (override != null && !override.isEmpty()) return new PodHostname(override, "", override);
        var full = Boolean.TRUE.equals(spec.getSetHostnameAsFQDN()) && !domain.isEmpty();
        return new PodHostname(host, domain, full ? host + "." + domain : host);
    }

    private static String truncated(String name) {
        if (name.length() <= LONGEST) return name;
        return name.substring(0, LONGEST).replaceAll("[-.]+$", "");
    }
}
