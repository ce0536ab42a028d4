package dev.navarch.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.dns.cluster.ClusterIndex;
import dev.navarch.dns.cluster.ClusterZone;
import dev.navarch.dns.cluster.IndexFixture;
import dev.navarch.dns.cluster.ReverseZone;
import dev.navarch.dns.forward.Forwarder;
import dev.navarch.dns.forward.LoopProbe;
import io.kubernetes.client.openapi.models.V1ServicePort;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class DnsServerIT {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final ClusterIndex index = IndexFixture.index();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private @Nullable DnsServer outside;
    private @Nullable DnsServer server;
    private @Nullable LoopProbe probe;

    @BeforeEach
    void start() throws IOException {
        outside = new DnsServer(ANY_PORT, List.of(DnsServerIT::outsideNames), (_, _) -> null);
        outside.start();
        serveWith("nameserver 127.0.0.1#" + outside.port());
    }

    @AfterEach
    void stop() {
        if (probe != null) probe.close();
        if (server != null) server.close();
        if (outside != null) outside.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersForTheClusterWithAuthority(boolean tcp) throws IOException {
        var answer = ask("web.default.svc.cluster.local.", Type.A, tcp);
        assertThat(answer.getSection(Section.ANSWER).getFirst().rdataToString()).isEqualTo("10.96.1.1");
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(answer.getHeader().getFlag(Flags.RA)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void forwardsOtherNames(boolean tcp) throws IOException {
        var answer = ask("example.test.", Type.A, tcp);
        assertThat(answer.getSection(Section.ANSWER).getFirst().rdataToString()).isEqualTo("192.0.2.1");
    }

    @Test
    void looksUpWhereAnAliasLeads() throws IOException {
        var out = ask("out.default.svc.cluster.local.", Type.A, false);
        assertThat(out.getSection(Section.ANSWER).stream().map(Record::rdataToString))
                .containsExactly("example.test.", "192.0.2.1");
        var in = ask("in.default.svc.cluster.local.", Type.A, false);
        assertThat(in.getSection(Section.ANSWER).stream().map(Record::rdataToString))
                .containsExactly("web.default.svc.cluster.local.", "10.96.1.1");
    }

    @Test
    void tellsAMissingNameFromAnEmptyOne() throws IOException {
        assertThat(ask("no.default.svc.cluster.local.", Type.A, false).getRcode())
                .isEqualTo(Rcode.NXDOMAIN);
        var empty = ask("web.default.svc.cluster.local.", Type.AAAA, false);
        assertThat(empty.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(empty.getSection(Section.AUTHORITY)).hasSize(1);
    }

    @Test
    void cutsWhatDoesNotFitAndGivesItOverTcp() throws IOException {
        var service = IndexFixture.service(
                "many", "10.96.1.9", new V1ServicePort().name("p0").port(1));
        for (var port = 1; port < 60; port++)
            Objects.requireNonNull(service.getSpec())
                    .addPortsItem(new V1ServicePort().name("p" + port).port(port + 1));
        index.putService(service);
        var resolver = resolver(false);
        resolver.setIgnoreTruncation(true);
        var cut = resolver.send(query("many.default.svc.cluster.local.", Type.SRV));
        assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
        resolver.setEDNS(0, 4096, 0, List.of());
        var large = resolver.send(query("many.default.svc.cluster.local.", Type.SRV));
        assertThat(large.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(large.getSection(Section.ANSWER)).hasSize(60);
        var whole = ask("many.default.svc.cluster.local.", Type.SRV, true);
        assertThat(whole.getSection(Section.ANSWER)).hasSize(60);
    }

    @Test
    void speaksExtendedDns() throws IOException {
        var resolver = resolver(false);
        resolver.setEDNS(0, 1400, 0, List.of());
        var answer = resolver.send(query("web.default.svc.cluster.local.", Type.A));
        OPTRecord extension = answer.getOPT();
        assertThat(extension).isNotNull();
        assertThat(extension.getPayloadSize()).isEqualTo(1232);
    }

    @Test
    void mayBeRememberedForFiveSeconds() throws IOException {
        assertThat(ask("web.default.svc.cluster.local.", Type.A, false)
                        .getSection(Section.ANSWER)
                        .getFirst()
                        .getTTL())
                .isEqualTo(5);
        assertThat(ask("no.default.svc.cluster.local.", Type.A, false)
                        .getSection(Section.AUTHORITY)
                        .getFirst())
                .isInstanceOfSatisfying(
                        SOARecord.class, start -> assertThat(start.getMinimum()).isEqualTo(5));
    }

    @Test
    void answersTenThousandQueriesInFlight() throws Exception {
        try (var queries = new QueriesInFlight(port(), "web.default.svc.cluster.local.", 20, 500)) {
            queries.send();
            assertThat(queries.receive()).isEqualTo(10_000);
        }
    }

    @Test
    void answersForTheClusterWhileTenThousandQueriesWaitForASilentServer() throws Exception {
        stopServer();
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            serveWith("nameserver 127.0.0.1#" + silent.getLocalPort());
            try (var queries = new QueriesInFlight(port(), "example.test.", 20, 500)) {
                queries.send();
                try (var one = new QueriesInFlight(port(), "web.default.svc.cluster.local.", 1, 1)) {
                    one.send();
                    assertThat(one.receive()).isEqualTo(1);
                }
                assertThat(queries.receive()).isEqualTo(10_000);
            }
        }
    }

    @Test
    void noticesAServerThatLeadsBackHere() throws IOException {
        var port = portThatNoConnectionIsGiven();
        stopServer();
        serveOn(port, "nameserver 127.0.0.1#" + port);
        await("loop found").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var begun = System.nanoTime();
            assertThat(ask("example.test.", Type.A, false).getRcode()).isEqualTo(Rcode.SERVFAIL);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        });
    }

    @Test
    void failsFastWithoutAnyServerToAsk() throws IOException {
        stopServer();
        serveWith("# none");
        assertThat(ask("example.test.", Type.A, false).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }

    /** Below those that the system gives to whoever asks for any. */
    private static int portThatNoConnectionIsGiven() {
        return ThreadLocalRandom.current()
                .ints(100, 10_000, 30_000)
                .filter(DnsServerIT::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        var loopback = InetAddress.getLoopbackAddress();
        try (var _ = new ServerSocket(port, 1, loopback);
                var _ = new DatagramSocket(port, loopback)) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private void serveWith(String resolvConf) throws IOException {
        serveOn(0, resolvConf);
    }

    private void serveOn(int port, String resolvConf) throws IOException {
        var forwarder = forwarder(resolvConf);
        var loopProbe = new LoopProbe(forwarder);
        var started = new DnsServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                List.of(
                        loopProbe,
                        new ClusterZone("cluster.local", "10.96.0.10", index, () -> true),
                        new ReverseZone("cluster.local", index)),
                forwarder);
        started.start();
        loopProbe.start();
        server = started;
        probe = loopProbe;
    }

    private Forwarder forwarder(String resolvConf) throws IOException {
        return new Forwarder(Files.writeString(directory.resolve("resolv.conf"), resolvConf), List.of(), 100);
    }

    private void stopServer() {
        if (probe != null) probe.close();
        if (server != null) server.close();
    }

    private int port() {
        return server == null ? 0 : server.port();
    }

    private static @Nullable Answer outsideNames(Name name, int type) {
        return name.toString().equals("example.test.") && type == Type.A
                ? Answer.of(List.of(new ARecord(name, DClass.IN, 60, address("192.0.2.1"))), List.of())
                : null;
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }

    private Message ask(String name, int type, boolean tcp) throws IOException {
        return resolver(tcp).send(query(name, type));
    }

    private SimpleResolver resolver(boolean tcp) throws UnknownHostException {
        var resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        resolver.setTCP(tcp);
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver;
    }

    private static Message query(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }
}
