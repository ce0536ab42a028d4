package dev.navarch.nodeagent.join;

import com.google.gson.JsonParseException;
import dev.navarch.client.json.ModelJson;
import dev.navarch.pki.Kubeconfig;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Asks a server that is not trusted yet for the cluster's certificate. That the answer is the cluster's shows in its signature
 * by the token; that the certificate is the right one, in its digest, which the caller checks.
 */
final class ClusterInfo {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String PATH = "/api/v1/namespaces/kube-public/configmaps/cluster-info";
    private static final String ALGORITHM = "HmacSHA256";

    private ClusterInfo() {}

    /** @return the cluster's certificate in PEM */
    static String authority(String server, String token) throws InterruptedException {
        var data = read(server);
        var kubeconfig = data.getOrDefault("kubeconfig", "");
        var dot = token.indexOf('.');
        var id = token.substring(0, Math.max(dot, 0));
        var signature = data.get("jws-kubeconfig-" + id);
        if (signature == null)
            throw new JoinPending("cluster-info of " + server + " is not signed by token " + id + " (yet)", null);
        if (!isSigned(kubeconfig, signature, token.substring(dot + 1)))
            throw new JoinRefused("cluster-info of " + server + " is signed by another token " + id
                    + ": wrong token secret, or not the cluster it is said to be");
        return Kubeconfig.authorityOf(kubeconfig);
    }

    private static Map<String, String> read(String server) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server + PATH)).timeout(LIMIT).build();
        try (var client = client()) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200)
                throw new JoinPending(server + " answers " + answer.statusCode() + " for cluster-info", null);
            var configMap = ModelJson.gson().fromJson(answer.body(), V1ConfigMap.class);
            return Objects.requireNonNullElse(configMap.getData(), Map.of());
        } catch (IOException | JsonParseException e) {
            throw new JoinPending("No cluster-info from " + server + ": " + e, e);
        }
    }

    private static HttpClient client() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyServer()}, null);
            return HttpClient.newBuilder()
                    .sslContext(context)
                    .connectTimeout(LIMIT)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    /** A JSON web signature (HS256) whose payload stands elsewhere. */
    private static boolean isSigned(String payload, String signature, String secret) {
        var parts = signature.split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) return false;
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var content = parts[0] + "." + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var wanted = encoder.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
            return MessageDigest.isEqual(
                    wanted.getBytes(StandardCharsets.US_ASCII), parts[2].getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
