package dev.navarch.apiserver.metrics;

import dev.navarch.apiserver.request.ApiRequest;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/** By what requests are counted apart. Paths that are about no resource count as one, lest anybody make up labels. */
record RequestLabels(
        String verb, String group, String version, String resource, String subresource, String scope, String dryRun) {
    static RequestLabels of(ApiRequest request) {
        var info = request.info();
        var dryRun = request.query().containsKey("dryRun") ? "All" : "";
        if (!info.resourceRequest()) return new RequestLabels(request.method(), "", "", "", "", "", dryRun);
        var scope = !info.name().isEmpty() ? "resource" : info.namespace().isEmpty() ? "cluster" : "namespace";
        return new RequestLabels(
                verb(info.verb()), info.group(), info.version(), info.resource(), info.subresource(), scope, dryRun);
    }

    Tags tags() {
        return Tags.of("component", "apiserver", "dry_run", dryRun, "group", group, "resource", resource)
                .and("scope", scope, "subresource", subresource, "verb", verb, "version", version);
    }

    private static String verb(String verb) {
        return switch (verb) {
            case "create" -> "POST";
            case "update" -> "PUT";
            default -> verb.toUpperCase(Locale.ROOT);
        };
    }
}
