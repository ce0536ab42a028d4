package dev.navarch.apiproxy.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.pki.CertificateAuthority;
import dev.navarch.pki.CertificateRequest;
import dev.navarch.pki.KeyAndCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProxyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PATIENCE_MILLIS = Math.toIntExact(PATIENCE.toMillis());
    private static final char[] NO_PASSWORD = new char[0];

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) each.close();
    }

    /** What a backend does with a connection, on a thread of its own. */
    private interface Service {
        void serve(Socket client) throws IOException;
    }

    @Test
    void passesBytesBothWaysAndTakesTurns() throws IOException {
        var proxy = proxy(1000, backend(client -> say(client, "one")), backend(client -> say(client, "two")));
        var heard = new HashSet<String>();
        for (var round = 0; round < 4; round++) {
            try (var client = connect(proxy)) {
                heard.add(hear(client));
            }
        }
        assertThat(heard).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void triesTheNextBackendWhenOneTakesNoConnection() throws IOException {
        var dead = backend(_ -> {});
        dead.close();
        var proxy = proxy(1000, dead, backend(client -> say(client, "alive")));
        for (var round = 0; round < 3; round++) {
            try (var client = connect(proxy)) {
                assertThat(hear(client)).isEqualTo("alive");
            }
        }
    }

    @Test
    void closesAClientThatNoBackendTakes() throws IOException {
        var dead = backend(_ -> {});
        dead.close();
        var proxy = proxy(1000, dead);
        try (var client = connect(proxy)) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(proxy.refused()).isEqualTo(1);
    }

    @Test
    void anEndOfWhatTheClientSaysIsPassedOnAndTheAnswerStillComes() throws IOException {
        var proxy = proxy(1000, backend(client -> {
            var all = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            say(client, "heard " + all);
        }));
        try (var client = connect(proxy)) {
            client.getOutputStream().write("everything".getBytes(StandardCharsets.UTF_8));
            client.shutdownOutput();
            assertThat(hear(client)).isEqualTo("heard everything");
        }
    }

    @Test
    void aBackendThatDiesMidWayEndsItsConnectionsAndNewOnesGoElsewhere() throws Exception {
        var dying = backend(client -> {
            client.getOutputStream().write("half".getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
            if (client.getInputStream().read() >= 0) client.setSoLinger(true, 0);
        });
        var proxy = proxy(1000, dying, backend(client -> say(client, "other")));
        try (var client = connect(proxy)) {
            assertThat(client.getInputStream().readNBytes(4)).isEqualTo("half".getBytes(StandardCharsets.UTF_8));
            dying.close();
            client.getOutputStream().write(1);
            assertThat(endOf(client)).isTrue();
        }
        for (var round = 0; round < 3; round++) {
            try (var client = connect(proxy)) {
                assertThat(hear(client)).isEqualTo("other");
            }
        }
    }

    @Test
    void readsNoFasterThanTheOtherSideTakes() throws Exception {
        var written = new AtomicLong();
        var proxy = proxy(1000, backend(client -> {
            var piece = new byte[64 * 1024];
            for (var round = 0; round < 4096; round++) {
                client.getOutputStream().write(piece);
                written.addAndGet(piece.length);
            }
        }));
        try (var client = connect(proxy)) {
            var before = new AtomicLong(-1);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> before.getAndSet(written.get()) == written.get() && written.get() > 0);
            assertThat(written.get()).isLessThan(4096L * 64 * 1024);
            var received = client.getInputStream().readAllBytes().length;
            assertThat(received).isEqualTo(4096 * 64 * 1024);
        }
    }

    @Test
    void closesWhatIsBeyondItsRoom() throws IOException {
        var proxy = proxy(1, backend(client -> {
            say(client, "in");
            client.getInputStream().readAllBytes();
        }));
        try (var first = connect(proxy)) {
            assertThat(first.getInputStream().readNBytes(2)).hasSize(2);
            try (var second = connect(proxy)) {
                assertThat(endOf(second)).isTrue();
            }
        }
    }

    @Test
    void letsConnectionsEndWhenItStopsAndTakesNoMore() throws Exception {
        var proxy = proxy(1000, backend(client -> {
            say(client, "in");
            client.getInputStream().read();
            say(client, "done");
        }));
        try (var client = connect(proxy)) {
            var port = proxy.port();
            assertThat(client.getInputStream().readNBytes(2)).hasSize(2);
            var stop = Thread.ofVirtual().start(proxy::close);
            await().atMost(PATIENCE).until(() -> !takes(port));
            client.getOutputStream().write('a');
            assertThat(hear(client)).isEqualTo("done");
            client.close();
            assertThat(stop.join(PATIENCE)).isTrue();
        }
    }

    @Test
    void clientCertificatesPassThrough() throws Exception {
        var authority = CertificateAuthority.create("test", Clock.systemUTC());
        var server = authority.issue(CertificateRequest.server("api", List.of("localhost"), List.of("127.0.0.1")));
        var user = authority.issue(CertificateRequest.client("ann", List.of("devs")));
        var listening = (SSLServerSocket) tls(authority, server)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        listening.setNeedClientAuth(true);
        var proxy = proxy(1000, serving(listening, client -> {
            var peer = (X509Certificate) ((SSLSocket) client).getSession().getPeerCertificates()[0];
            say(client, peer.getSubjectX500Principal().getName());
        }));
        try (var client = tls(authority, user).getSocketFactory().createSocket("127.0.0.1", proxy.port())) {
            client.setSoTimeout(PATIENCE_MILLIS);
            assertThat(hear(client)).contains("CN=ann");
        }
    }

    @Test
    void theProbeTellsAReadyServerFromOneThatIsNot() throws Exception {
        var authority = CertificateAuthority.create("test", Clock.systemUTC());
        var server = authority.issue(CertificateRequest.server("api", List.of("localhost"), List.of("127.0.0.1")));
        var ready = new java.util.concurrent.atomic.AtomicBoolean(true);
        var backend = serving(
                tls(authority, server)
                        .getServerSocketFactory()
                        .createServerSocket(0, 10, InetAddress.getLoopbackAddress()),
                client -> {
                    var request = new byte[1024];
                    if (client.getInputStream().read(request) > 0)
                        say(
                                client,
                                "HTTP/1.1 " + (ready.get() ? "200 OK" : "500 No") + "\r\nContent-Length: 0\r\n\r\n");
                });
        var pool = new BackendPool(List.of(address(backend)), Balancing.ROUND_ROBIN);
        var probe = new HealthProbe(pool, Duration.ofMillis(20), PATIENCE, "/readyz");
        opened.add(probe);
        probe.start();
        ready.set(false);
        await().atMost(PATIENCE).until(() -> !pool.anyHealthy());
        ready.set(true);
        await().atMost(PATIENCE).until(pool::anyHealthy);
        backend.close();
        await().atMost(PATIENCE).until(() -> !pool.anyHealthy());
    }

    private TcpProxy proxy(int maxConnections, ServerSocket... backends) {
        var addresses = Arrays.stream(backends).map(TcpProxyIT::address).toList();
        var settings = new TcpProxy.Settings(
                new HostAndPort("127.0.0.1", 0), Duration.ofSeconds(2), maxConnections, Duration.ofSeconds(10));
        var proxy = new TcpProxy(settings, new BackendPool(addresses, Balancing.ROUND_ROBIN));
        opened.add(proxy);
        proxy.start();
        return proxy;
    }

    private ServerSocket backend(Service service) throws IOException {
        return serving(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), service);
    }

    private ServerSocket serving(ServerSocket listening, Service service) {
        opened.add(listening);
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    var client = listening.accept();
                    Thread.ofVirtual().start(() -> serve(client, service));
                } catch (IOException ended) {
                    return;
                }
            }
        });
        return listening;
    }

    private static void serve(Socket client, Service service) {
        try (client) {
            service.serve(client);
        } catch (IOException ended) {
            // The other side is gone, as some tests want it.
        }
    }

    private static HostAndPort address(ServerSocket listening) {
        return new HostAndPort("127.0.0.1", listening.getLocalPort());
    }

    private static Socket connect(TcpProxy proxy) throws IOException {
        var socket = new Socket("127.0.0.1", proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static boolean takes(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    private static String hear(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether it ends without another byte; a reset is an end as well. */
    private static boolean endOf(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException late) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static SSLContext tls(CertificateAuthority authority, KeyAndCertificate own)
            throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, NO_PASSWORD);
        keys.setKeyEntry("own", own.key(), NO_PASSWORD, new Certificate[] {own.certificate()});
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, NO_PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, NO_PASSWORD);
        trusted.setCertificateEntry("ca", authority.certificate());
        var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }
}
