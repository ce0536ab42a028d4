package dev.navarch.apiserver.aggregation;

import dev.navarch.machinery.name.GroupVersion;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An API version that another server answers for, as its APIService says.
 *
 * @param port of the Service
 * @param caBundle PEM in base64; empty for the machine's own authorities
 * @param insecure whether the server's certificate is not looked at
 * @param available what the last check found, as the object's status has it
 */
public record AggregatedVersion(
        String name,
        GroupVersion version,
        String namespace,
        String service,
        int port,
        String caBundle,
        boolean insecure,
        boolean available,
        int groupPriority,
        int versionPriority) {
    /** As discovery lists them: the more important group first, in it the more important version. */
    public static final Comparator<AggregatedVersion> BY_PRIORITY = Comparator.comparingInt(
                    AggregatedVersion::groupPriority)
            .reversed()
            .thenComparing(one -> one.version().group())
            .thenComparing(
                    Comparator.comparingInt(AggregatedVersion::versionPriority).reversed())
            .thenComparing(one -> one.version().version());

    private static final int HTTPS = 443;

    /** @return null for a version that this server answers for itself */
    static @Nullable AggregatedVersion of(JsonNode apiService) {
        var spec = apiService.path("spec");
        var service = spec.path("service");
        if (!service.isObject()) return null;
        return new AggregatedVersion(
                apiService.path("metadata").path("name").asString(""),
                new GroupVersion(
                        spec.path("group").asString(""), spec.path("version").asString("")),
                service.path("namespace").asString(""),
                service.path("name").asString(""),
                service.path("port").asInt(HTTPS),
                spec.path("caBundle").asString(""),
                spec.path("insecureSkipTLSVerify").asBoolean(false),
                Availability.isAvailable(apiService),
                spec.path("groupPriorityMinimum").asInt(0),
                spec.path("versionPriority").asInt(0));
    }

    /** The name its certificate has to carry. */
    String hostName() {
        return service + "." + namespace + ".svc";
    }

    String path() {
        return "/apis/" + version;
    }
}
