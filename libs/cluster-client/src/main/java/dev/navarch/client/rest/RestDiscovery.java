package dev.navarch.client.rest;

import com.google.gson.JsonObject;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.Discovery;
import dev.navarch.client.ServedResource;
import dev.navarch.client.json.ModelJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Classic discovery; a resource that several versions serve is taken at the first of its group's list. */
final class RestDiscovery {
    private final RestTransport transport;
    private final List<ServedResource> resources = new ArrayList<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();

    RestDiscovery(RestTransport transport) {
        this.transport = transport;
    }

    Discovery discover() {
        ask("", "v1", "/api/v1");
        for (var element : read("/apis").getAsJsonArray("groups")) {
            var group = element.getAsJsonObject();
            for (var version : group.getAsJsonArray("versions")) {
                var groupVersion = version.getAsJsonObject().get("groupVersion").getAsString();
                ask(
                        group.get("name").getAsString(),
                        version.getAsJsonObject().get("version").getAsString(),
                        "/apis/" + groupVersion);
            }
        }
        return new Discovery(resources, failures);
    }

    private void ask(String group, String version, String path) {
        try {
            for (var element : read(path).getAsJsonArray("resources")) {
                add(group, version, element.getAsJsonObject());
            }
        } catch (ApiFailure e) {
            failures.put(group.isEmpty() ? version : group + "/" + version, String.valueOf(e.getMessage()));
        }
    }

    private void add(String group, String version, JsonObject entry) {
        var name = entry.get("name").getAsString();
        if (name.contains("/") || !seen.add(group + "/" + name)) {
            return;
        }
        var verbs = new HashSet<String>();
        if (entry.has("verbs")) {
            entry.getAsJsonArray("verbs").forEach(verb -> verbs.add(verb.getAsString()));
        }
        resources.add(new ServedResource(
                group,
                version,
                name,
                entry.get("kind").getAsString(),
                entry.get("namespaced").getAsBoolean(),
                verbs));
    }

    private JsonObject read(String path) {
        return transport.read(
                path, Map.of(), RestTransport.JSON, body -> ModelJson.gson().fromJson(body, JsonObject.class));
    }
}
