package dev.navarch.resources.configuration;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.Sizes;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

final class SecretValidation {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ACCOUNT = "kubernetes.io/service-account.name";

    private SecretValidation() {}

    static void validate(Field secret) {
        var data = secret.get("data");
        var bytes = 0;
        for (var entry : data.entries()) {
            Names.configKey(entry.getKey()).forEach(problem -> entry.getValue().invalid(entry.getKey(), problem));
            bytes += Sizes.decodedBytes(entry.getValue().text());
        }
        if (bytes > Immutability.MAX_BYTES) data.tooLong(Immutability.MAX_BYTES);
        switch (secret.get("type").text()) {
            case "kubernetes.io/service-account-token" -> {
                var annotations = secret.get("metadata").get("annotations");
                if (annotations.value().path(ACCOUNT).asString("").isEmpty())
                    annotations.reportedAt(annotations.path().key(ACCOUNT)).required("");
            }
            case "kubernetes.io/dockercfg" -> json(data, ".dockercfg");
            case "kubernetes.io/dockerconfigjson" -> json(data, ".dockerconfigjson");
            case "kubernetes.io/basic-auth" -> {
                if (!data.value().has("username") && !data.value().has("password")) {
                    need(data, "username");
                    need(data, "password");
                }
            }
            case "kubernetes.io/ssh-auth" -> {
                if (data.value().path("ssh-privatekey").asString("").isEmpty())
                    data.reportedAt(data.path().key("ssh-privatekey")).required("");
            }
            case "kubernetes.io/tls" -> {
                need(data, "tls.crt");
                need(data, "tls.key");
            }
            default -> {}
        }
    }

    private static void need(Field data, String key) {
        if (!data.value().has(key)) data.reportedAt(data.path().key(key)).required("");
    }

    private static void json(Field data, String key) {
        need(data, key);
        if (data.value().has(key) && !isJsonObject(data.value().path(key).asString("")))
            data.reportedAt(data.path().key(key)).invalid("<secret contents redacted>", "must be a valid JSON object");
    }

    private static boolean isJsonObject(String base64) {
        try {
            return JSON.readTree(Base64.getDecoder().decode(base64)).isObject();
        } catch (IllegalArgumentException | JacksonException unreadable) {
            return false;
        }
    }
}
