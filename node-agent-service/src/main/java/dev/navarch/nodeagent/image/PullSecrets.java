package dev.navarch.nodeagent.image;

import static dev.navarch.nodeagent.podspec.PodParts.namespaceOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.textOf;

import dev.navarch.nodeagent.cri.v1.AuthConfig;
import dev.navarch.nodeagent.reference.ReferencedObjects;
import io.kubernetes.client.openapi.models.V1LocalObjectReference;
import io.kubernetes.client.openapi.models.V1Pod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logins for an image's registry out of the pod's imagePullSecrets. */
public final class PullSecrets {
    private static final Logger log = LoggerFactory.getLogger(PullSecrets.class);
    private static final JsonMapper JSON = new JsonMapper();
    private final ReferencedObjects references;

    public PullSecrets(ReferencedObjects references) {
        this.references = references;
    }

    /** @param missing the names of those that are not there */
    record Logins(List<AuthConfig> found, List<String> missing) {
        Logins {
            found = List.copyOf(found);
            missing = List.copyOf(missing);
        }
    }

    Logins logins(V1Pod pod, String image) {
        var logins = new ArrayList<Login>();
        var missing = new ArrayList<String>();
        var names = Objects.requireNonNullElse(specOf(pod).getImagePullSecrets(), List.<V1LocalObjectReference>of());
        for (var name : names) {
            var secret = references.findSecret(namespaceOf(pod), textOf(name.getName()));
            if (secret == null) missing.add(textOf(name.getName()));
            if (secret == null || secret.getData() == null) continue;
            var modern = secret.getData().get(".dockerconfigjson");
            var old = secret.getData().get(".dockercfg");
            try {
                if (modern != null) add(logins, JSON.readTree(modern).path("auths"), image);
                if (old != null) add(logins, JSON.readTree(old), image);
            } catch (JacksonException e) {
                log.warn("Pull secret is not readable secret={} error={}", name.getName(), e.getOriginalMessage());
            }
        }
        var longestFirst = logins.stream()
                .sorted(Comparator.comparingInt((Login login) -> login.place.length())
                        .reversed())
                .map(Login::auth)
                .toList();
        return new Logins(longestFirst, missing);
    }

    private record Login(String place, AuthConfig auth) {}

    private static void add(List<Login> logins, JsonNode registries, String image) {
        for (var entry : registries.properties()) {
            var place = RegistryPlace.of(entry.getKey());
            if (!RegistryPlace.holds(place, image)) continue;
            var login = entry.getValue();
            var result = AuthConfig.newBuilder()
                    .setUsername(login.path("username").asString(""))
                    .setPassword(login.path("password").asString(""));
            if (result.getUsername().isEmpty()) {
                var pair =
                        new String(Base64.getDecoder().decode(login.path("auth").asString("")), StandardCharsets.UTF_8);
                var colon = pair.indexOf(':');
                if (colon > 0) result.setUsername(pair.substring(0, colon)).setPassword(pair.substring(colon + 1));
            }
            logins.add(new Login(place, result.build()));
        }
    }
}
