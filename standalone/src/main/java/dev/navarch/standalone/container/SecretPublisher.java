package dev.navarch.standalone.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps folders of files as Secrets of the cluster that this process runs in as a pod, called {@code <prefix>-<folder>}. It needs to
 * create Secrets, and to get and update those; nothing else.
 */
public final class SecretPublisher {
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI secrets;
    private final String token;
    private final HttpClient client;
    private final String prefix;

    private SecretPublisher(URI secrets, String token, HttpClient client, String prefix) {
        this.secrets = secrets;
        this.token = token;
        this.client = client;
        this.prefix = prefix;
    }

    /** Speaks for the pod's service account, in its namespace. */
    public static SecretPublisher ofThisPod(String prefix) {
        var environment = System.getenv();
        var host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "kubernetes.default.svc");
        var port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        var secrets = "https://%s:%s/api/v1/namespaces/%s/secrets".formatted(host, port, read("namespace"));
        return new SecretPublisher(URI.create(secrets), read("token"), client(), prefix);
    }

    /** Writes the files of those Secrets that are there below the root. */
    public void fetch(Path root, List<String> folders) {
        for (var folder : folders) {
            var answer = send(request("/" + prefix + "-" + folder).GET());
            if (answer.statusCode() == 404) continue;
            var data = JSON.readTree(requireSuccess(answer).body()).path("data");
            data.properties()
                    .forEach(entry -> write(
                            root.resolve(folder).resolve(entry.getKey()),
                            Base64.getDecoder().decode(entry.getValue().asString())));
        }
    }

    /** Makes a Secret of each folder below the root, or replaces the one that is there. */
    public void publish(Path root) {
        try (var folders = Files.list(root)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) publishFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publishFolder(Path folder) throws IOException {
        var name = prefix + "-" + folder.getFileName();
        var body = JSON.writeValueAsString(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "metadata",
                Map.of("name", name, "labels", Map.of("app.kubernetes.io/managed-by", "navarch-setup")),
                "data",
                contents(folder)));
        var created = send(request("").POST(BodyPublishers.ofString(body)));
        if (created.statusCode() == 409) {
            requireSuccess(send(request("/" + name).PUT(BodyPublishers.ofString(body))));
        } else {
            requireSuccess(created);
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        var data = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList())
                data.put(file.getFileName().toString(), Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        }
        return data;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(secrets + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("The cluster's API server was not reached at " + secrets, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while speaking to " + secrets, e);
        }
    }

    private static HttpResponse<String> requireSuccess(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 == 2) return answer;
        throw new IllegalStateException(
                answer.request().method() + " " + answer.uri() + ": " + answer.statusCode() + " " + answer.body());
    }

    private static HttpClient client() {
        try (var certificates = Files.newInputStream(ACCOUNT.resolve("ca.crt"))) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(certificates))
                trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, managers.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .sslContext(tls)
                    .connectTimeout(PATIENCE)
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The cluster's authority in " + ACCOUNT + " cannot be used", e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(ACCOUNT.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("This is no pod with a service account: " + ACCOUNT.resolve(file), e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
