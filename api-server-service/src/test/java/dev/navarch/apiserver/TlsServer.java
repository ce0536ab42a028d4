package dev.navarch.apiserver;

import dev.navarch.machinery.codec.Json;
import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.KeyAndCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import tools.jackson.databind.JsonNode;

/** A whole API server over TLS, and an administrator who calls it. */
final class TlsServer implements AutoCloseable {
    private static final char[] PASSWORD = "none".toCharArray();

    private final ConfigurableApplicationContext context;
    private final HttpClient client;

    TlsServer(Path directory, String... settings) throws Exception {
        var all = new ArrayList<>(
                List.of("--spring.main.banner-mode=off", "--navarch.api-server.data-directory=" + directory));
        all.addAll(List.of(settings));
        context = ApiServerApplication.builder().sources(OwnLoops.class).run(all.toArray(String[]::new));
        var pki = context.getBean(ClusterPki.class);
        client = HttpClient.newBuilder()
                .sslContext(tls(pki, pki.issueClientCertificate("admin", List.of("system:masters"))))
                .build();
        Awaitility.await("ready")
                .atMost(Duration.ofSeconds(60))
                .until(() -> send("GET", "/readyz", "").statusCode() == 200);
    }

    /** So that one server may stop and another of the same JVM go on. */
    @Configuration(proxyBeanMethods = false)
    static class OwnLoops {
        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            var resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        }
    }

    String setting(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    JsonNode get(String path) throws Exception {
        return Json.read(send("GET", path, "").body());
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(request(method, path, body), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, String body, String contentType) throws Exception {
        return client.send(request(method, path, body, contentType), BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(String method, String path, String body, HttpResponse.BodyHandler<T> how)
            throws Exception {
        return client.send(request(method, path, body), how);
    }

    WebSocket webSocket(String path, WebSocket.Listener listener) throws Exception {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create("wss://127.0.0.1:" + port() + path), listener)
                .get(20, TimeUnit.SECONDS);
    }

    /** What it shows in a handshake of somebody who has not been here before. */
    X509Certificate certificate() throws Exception {
        var stranger = tls(context.getBean(ClusterPki.class), null);
        try (var socket = (SSLSocket) stranger.getSocketFactory().createSocket("127.0.0.1", port())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** As JSON with single quotes. */
    void create(String path, String object) throws Exception {
        var answer = send("POST", path, object.replace('\'', '"'));
        if (answer.statusCode() != 201) throw new AssertionError(answer.body());
    }

    @Override
    public void close() {
        context.close();
    }

    private HttpRequest request(String method, String path, String body) {
        return request(method, path, body, "application/json");
    }

    private HttpRequest request(String method, String path, String body, String contentType) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port() + path))
                .header("Content-Type", contentType)
                .header("Accept", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    private int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /** @param who null for somebody who shows no certificate */
    static SSLContext tls(ClusterPki pki, @Nullable KeyAndCertificate who) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        if (who != null) keys.setKeyEntry("me", who.key(), PASSWORD, new Certificate[] {who.certificate()});
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", pki.authority().certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return context;
    }
}
