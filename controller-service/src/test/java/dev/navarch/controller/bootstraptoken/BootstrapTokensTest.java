package dev.navarch.controller.bootstraptoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.controller.LoopBed;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Secret;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BootstrapTokensTest {
    /** Of {@code hello} under {@code 0123456789abcdef}, as any JWS library makes it. */
    private static final String SIGNATURE =
            "eyJhbGciOiJIUzI1NiIsImtpZCI6ImFiY2RlZiJ9..MxsnbCjBaYzcbNIFa06F-wuF9LX26rhMlrL4zA1511s";

    private final LoopBed bed = new LoopBed();

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void clusterInfoIsSignedByTokensThatMayAndStaleSignaturesGo() {
        bed.run((client, clock) -> new BootstrapSigner(client, clock).loop());
        bed.cluster()
                .resource(V1ConfigMap.class)
                .create(new V1ConfigMap()
                        .metadata(new V1ObjectMeta().namespace("kube-public").name("cluster-info"))
                        .data(Map.of("kubeconfig", "hello", "jws-kubeconfig-stale1", "x..y")));
        token("abcdef", Map.of("usage-bootstrap-signing", "true"));
        token("silent", Map.of());
        token("passed", Map.of("usage-bootstrap-signing", "true", "expiration", "2020-01-01T00:00:00Z"));

        await("one signature").until(() -> signatures().equals(Map.of("jws-kubeconfig-abcdef", SIGNATURE)));
    }

    @Test
    void anExpiredTokenIsDeletedAndOthersStay() {
        bed.run((client, clock) -> new TokenCleaner(client, clock).loop());
        token("passed", Map.of("expiration", "2020-01-01T00:00:00Z"));
        token("future", Map.of("expiration", "2999-01-01T00:00:00Z"));
        token("always", Map.of());

        var secrets = bed.cluster().resource(V1Secret.class);
        await("the expired one gone").until(() -> secrets.find("kube-system", "bootstrap-token-passed") == null);
        assertThat(secrets.list("kube-system", "", ""))
                .extracting(secret -> secret.getMetadata().getName())
                .containsExactlyInAnyOrder("bootstrap-token-future", "bootstrap-token-always");
    }

    private Map<String, String> signatures() {
        var data = new HashMap<>(bed.cluster()
                .resource(V1ConfigMap.class)
                .get("kube-public", "cluster-info")
                .getData());
        data.remove("kubeconfig");
        return data;
    }

    private void token(String id, Map<String, String> more) {
        var data = new HashMap<String, byte[]>();
        data.put("token-id", id.getBytes(StandardCharsets.UTF_8));
        data.put("token-secret", "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        more.forEach((key, value) -> data.put(key, value.getBytes(StandardCharsets.UTF_8)));
        bed.cluster()
                .resource(V1Secret.class)
                .create(new V1Secret()
                        .metadata(new V1ObjectMeta().namespace("kube-system").name("bootstrap-token-" + id))
                        .type("bootstrap.kubernetes.io/token")
                        .data(data));
    }
}
