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

    List<AuthConfig> logins(V1Pod pod, String image) {
        var logins = new ArrayList<AuthConfig>();
        var names = Objects.requireNonNullElse(specOf(pod).getImagePullSecrets(), List.<V1LocalObjectReference>of());
        for (var name : names) {
            var secret = references.findSecret(namespaceOf(pod), textOf(name.getName()));
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
        return logins;
    }

    private static void add(List<AuthConfig> logins, JsonNode registries, String image) {
        for (var entry : registries.properties()) {
            if (!image.startsWith(host(entry.getKey()))) continue;
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
            logins.add(result.build());
        }
    }

    private static String host(String registry) {
        var plain = registry.replaceFirst("^https?://", "");
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
