package dev.navarch.gateway.cluster;

import dev.navarch.client.Informer;
import dev.navarch.gateway.route.Certificates;
import dev.navarch.gateway.route.ServerCertificate;
import dev.navarch.pki.KeyAndCertificate;
import dev.navarch.pki.KeyPairs;
import dev.navarch.pki.Pem;
import dev.navarch.pki.PkiException;
import io.kubernetes.client.openapi.models.V1Secret;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Reads certificates out of Secrets of type kubernetes.io/tls. For one table at a time: what it does not ask for is forgotten. */
final class SecretCertificates implements Certificates {
    private final Informer<V1Secret> secrets;
    private final Map<String, Answer> known;
    private final Map<String, Answer> asked = new HashMap<>();

    SecretCertificates(Informer<V1Secret> secrets) {
        this(secrets, Map.of());
    }

    private SecretCertificates(Informer<V1Secret> secrets, Map<String, Answer> known) {
        this.secrets = secrets;
        this.known = known;
    }

    /** For the table after this one: what did not change is not read again. */
    SecretCertificates next() {
        return new SecretCertificates(secrets, Map.copyOf(asked));
    }

    @Override
    public Answer find(String namespace, String name) {
        var secret = secrets.find(namespace, name);
        if (secret == null) {
            return new Broken(
                    "SecretNotFound", "Secret " + namespace + "/" + name + " of type kubernetes.io/tls is not there");
        }
        var metadata = Objects.requireNonNull(secret.getMetadata());
        var version = metadata.getUid() + " " + metadata.getResourceVersion();
        return asked.computeIfAbsent(version, _ -> {
            var before = known.get(version);
            return before == null ? read(secret, namespace + "/" + name) : before;
        });
    }

    private static Answer read(V1Secret secret, String name) {
        try {
            var chain = Pem.certificates(text(secret, "tls.crt"));
            var key = Pem.privateKey(text(secret, "tls.key"));
            if (!KeyPairs.match(new KeyAndCertificate(key, chain.getFirst())))
                throw new PkiException("the key is not the certificate's", null);
            return new Found(new ServerCertificate(key, chain));
        } catch (PkiException unusable) {
            return new Broken("InvalidCertificate", "Secret " + name + ": " + unusable.getMessage());
        }
    }

    private static String text(V1Secret secret, String key) {
        var data = secret.getData() == null ? null : secret.getData().get(key);
        if (data == null) throw new PkiException("it has no " + key, null);
        return new String(data, StandardCharsets.US_ASCII);
    }
}
