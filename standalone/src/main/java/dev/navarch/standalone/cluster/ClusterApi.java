package dev.navarch.standalone.cluster;

import dev.navarch.pki.Kubeconfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few questions that the launcher itself asks the API server. */
public final class ClusterApi {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final char[] NO_PASSWORD = new char[0];

    private final ClusterSettings settings;
    private final HttpClient client;

    public ClusterApi(ClusterSettings settings, ClusterDirectory directory) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls(directory))
                .build();
    }

    public record NodeSummary(String name, boolean ready, String podCidr, String address) {}

    public boolean ready() {
        return get("/readyz") != null;
    }

    /** As in {@code kubectl version}; null when the server does not answer. */
    public @Nullable String version() {
        var answer = get("/version");
        return answer == null
                ? null
                : JsonMapper.shared().readTree(answer).path("gitVersion").asString("");
    }

    /** Empty when the server does not answer. */
    public List<NodeSummary> nodes() {
        var answer = get("/api/v1/nodes");
        if (answer == null) return List.of();
        var nodes = new ArrayList<NodeSummary>();
        for (var item : JsonMapper.shared().readTree(answer).path("items")) nodes.add(summary(item));
        return nodes;
    }

    private static NodeSummary summary(JsonNode node) {
        var ready = false;
        for (var condition : node.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Ready"))
                ready = condition.path("status").asString("").equals("True");
        }
        var address = "";
        for (var candidate : node.path("status").path("addresses")) {
            if (candidate.path("type").asString("").equals("InternalIP"))
                address = candidate.path("address").asString("");
        }
        return new NodeSummary(
                node.path("metadata").path("name").asString(""),
                ready,
                node.path("spec").path("podCIDR").asString(""),
                address);
    }

    private @Nullable String get(String path) {
        var request = HttpRequest.newBuilder(URI.create(settings.apiServerUrl() + path))
                .timeout(PATIENCE)
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static SSLContext tls(ClusterDirectory directory) {
        try {
            var config = Kubeconfig.parse(Files.readString(directory.kubeconfig("admin")));
            var certificates = CertificateFactory.getInstance("X.509");
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, NO_PASSWORD);
            var leaf = certificate(certificates, config.clientCertificate());
            keys.setKeyEntry("admin", privateKey(config.clientKey(), leaf), NO_PASSWORD, new Certificate[] {leaf});
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, NO_PASSWORD);
            trusted.setCertificateEntry("ca", certificate(certificates, config.certificateAuthority()));
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, NO_PASSWORD);
            var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The admin's kubeconfig cannot be used", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Certificate certificate(CertificateFactory factory, String pem) throws GeneralSecurityException {
        return factory.generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static java.security.PrivateKey privateKey(String pem, Certificate certificate)
            throws GeneralSecurityException {
        var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
