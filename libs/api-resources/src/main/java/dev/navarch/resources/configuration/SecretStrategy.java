package dev.navarch.resources.configuration;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

final class SecretStrategy extends KindStrategy {
    @Override
    public void applyDefaults(ObjectNode secret) {
        Tree.fill(secret, "type", "Opaque");
        encodeStringData(secret);
    }

    /** Clients may write plain text; only the encoded form is kept. */
    private static void encodeStringData(ObjectNode secret) {
        var plain = Tree.find(secret, "stringData");
        if (plain != null && !plain.isEmpty()) {
            var data = Tree.object(secret, "data");
            plain.forEachEntry((key, value) -> data.put(
                    key, Base64.getEncoder().encodeToString(value.asString("").getBytes(StandardCharsets.UTF_8))));
        }
        secret.remove("stringData");
    }

    @Override
    protected void validate(Field secret) {
        SecretValidation.validate(secret);
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        updated.get("type").immutable(stored.get("type"));
        Immutability.validate(updated, stored, "data");
        validate(updated);
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode secret) {
        return Map.of("type", Tree.text(secret, "type"));
    }

    @Override
    public List<String> warnings(ObjectNode secret) {
        if (!Tree.text(secret, "type").equals("kubernetes.io/tls")) return List.of();
        var certificate =
                Base64.getDecoder().decode(secret.path("data").path("tls.crt").asString(""));
        return new String(certificate, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")
                ? List.of()
                : List.of("tls: failed to find any PEM data in certificate input");
    }
}
