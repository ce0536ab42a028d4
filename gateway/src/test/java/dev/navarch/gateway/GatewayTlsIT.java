package dev.navarch.gateway;

import static dev.navarch.gateway.Ingresses.anIngress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/** What handshakes show, and when that changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTlsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestGateway gateway = new TestGateway();

    @AfterEach
    void clear() {
        gateway.clear();
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void showsTheCertificateOfTheNameThatIsAskedFor() throws Exception {
        var exact = gateway.certificate("exact", "a.example");
        var wildcard = gateway.certificate("wildcard", "*.b.example");
        gateway.service("web");
        gateway.create(anIngress("web")
                .rule("a.example", "Prefix", "/", "web")
                .tls("exact", "a.example")
                .tls("wildcard", "*.b.example"));
        awaitShown("a.example", exact);
        awaitShown("x.b.example", wildcard);
        assertThat(shown("c.example").getSubjectX500Principal().getName()).contains("fallback");
        assertThat(shown("x.x.b.example").getSubjectX500Principal().getName()).contains("fallback");
    }

    @Test
    void aChangedSecretIsShownInNewHandshakesAndOpenConnectionsGoOn() throws Exception {
        try (var upstream = FakeUpstream.named("one")) {
            var before = gateway.certificate("tls", "a.example");
            gateway.service("web", upstream.port());
            gateway.create(
                    anIngress("web").rule("a.example", "Prefix", "/", "web").tls("tls", "a.example"));
            awaitShown("a.example", before);
            await().atMost(PATIENCE).until(() -> gateway.routes().get().find("a.example", "/") != null);
            try (var open = connect("a.example")) {
                assertThat(ask(open)).isEqualTo("HTTP/1.1 200 OK");
                var after = gateway.certificate("tls", "a.example");
                awaitShown("a.example", after);
                assertThat(ask(open)).isEqualTo("HTTP/1.1 200 OK");
                assertThat(open.getSession().getPeerCertificates()[0]).isEqualTo(before);
            }
        }
    }

    @Test
    void speaksHttp2AndTellsTheBackendOfTls() {
        try (var upstream = FakeUpstream.named("one")) {
            gateway.service("web", upstream.port());
            gateway.create(anIngress("web").rule("a.example", "Prefix", "/", "web"));
            await().atMost(PATIENCE).untilAsserted(() -> {
                var answer = overHttp2("a.example");
                assertThat(answer)
                        .startsWith("HTTP/2.0 200")
                        .contains("x-forwarded-proto: https", "x-forwarded-port: 443");
            });
        }
    }

    private String overHttp2(String host) {
        return Objects.requireNonNull(HttpClient.newConnection()
                .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                .secure(tls -> tls.sslContext(http2()).handlerConfigurator(handler -> {
                    var parameters = handler.engine().getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("");
                    handler.engine().setSSLParameters(parameters);
                }))
                .headers(headers -> headers.set("Host", host))
                .get()
                .uri("https://127.0.0.1:" + gateway.httpsPort() + "/")
                .responseSingle((response, body) -> body.asString()
                        .map(text ->
                                response.version() + " " + response.status().code() + "\n" + text))
                .block(PATIENCE));
    }

    private static SslContext http2() {
        try {
            return Http2SslContextSpec.forClient()
                    .configure(client -> client.trustManager(InsecureTrustManagerFactory.INSTANCE))
                    .sslContext();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitShown(String name, X509Certificate certificate) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown(name)).isEqualTo(certificate));
    }

    private X509Certificate shown(String name) throws IOException, GeneralSecurityException {
        try (var socket = connect(name)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private SSLSocket connect(String name) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket();
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.connect(new InetSocketAddress("127.0.0.1", gateway.httpsPort()));
        return socket;
    }

    /** A request and its whole answer; the connection stays. */
    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("HEAD / HTTP/1.1\r\nHost: a.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) throw new IOException("closed after " + head);
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }
}
