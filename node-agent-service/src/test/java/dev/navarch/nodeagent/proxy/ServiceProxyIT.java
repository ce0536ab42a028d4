package dev.navarch.nodeagent.proxy;

import static dev.navarch.nodeagent.proxy.ProxyObjects.port;
import static dev.navarch.nodeagent.proxy.ProxyObjects.ready;
import static dev.navarch.nodeagent.proxy.ProxyObjects.service;
import static dev.navarch.nodeagent.proxy.ProxyObjects.slice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.memory.InMemoryClusterClient;
import dev.navarch.nodeagent.namespace.InNodeNamespace;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1LoadBalancerIngress;
import io.kubernetes.client.openapi.models.V1LoadBalancerStatus;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import io.kubernetes.client.openapi.models.V1NodeSpec;
import io.kubernetes.client.openapi.models.V1NodeStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceStatus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real connections through real rules: two pods and one machine outside, each a network namespace beside the node's. */
@InNodeNamespace
class ServiceProxyIT {
    private static final String IP = "10.96.0.10";
    private static final String OUTER_ADDRESS_OF_NODE = "10.99.0.1";
    private static final String OUTSIDE = "10.99.0.2";
    private static final String BALANCED = "10.99.0.50";
    private static final V1Endpoint POD_A = ready("10.244.0.2", "n1");
    private static final V1Endpoint POD_B = ready("10.244.0.3", "n1");

    private static FakePods pods;

    private final InMemoryClusterClient client = new InMemoryClusterClient();
    private ServiceProxy proxy;

    @BeforeAll
    static void plugIn() throws Exception {
        pods = FakePods.create();
    }

    @AfterAll
    static void unplug() throws Exception {
        pods.close();
    }

    @BeforeEach
    void startProxy() {
        proxy = new ServiceProxy(
                client, new ServiceProxyProperties("n1", "10.244.0.0/16", "10.96.0.0/16", "10.99.0.1"));
        proxy.start();
        await().atMost(Duration.ofSeconds(10)).until(proxy::synced);
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
        ServiceProxy.removeAll();
    }

    @Test
    void spreadsConnectionsToAClusterIpOverItsEndpoints() throws Exception {
        create(service("web", IP, port("TCP", 80)), slice("web", "TCP", 8080, POD_A, POD_B));

        awaitAnswers(Set.of("a", "b"));
        assertThat(pods.from("a", IP, 80)).matches("[ab] .*");
    }

    @Test
    void letsAPodReachItselfThroughItsService() throws Exception {
        create(service("web", IP, port("TCP", 80)), slice("web", "TCP", 8080, POD_A));

        awaitAnswers(Set.of("a"));
        assertThat(pods.from("a", IP, 80)).startsWith("a ");
        assertThat(pods.from("b", IP, 80)).isEqualTo("a 10.244.0.3");
    }

    @Test
    void servesANodePortToTheOutsideAsTheNodeItself() throws Exception {
        create(service("web", IP, port("TCP", 80).nodePort(30080)), slice("web", "TCP", 8080, POD_A));

        awaitAnswers(Set.of("a"));
        assertThat(pods.from("outside", OUTER_ADDRESS_OF_NODE, 30080))
                .startsWith("a ")
                .doesNotContain(OUTSIDE);
        assertThat(answer(OUTER_ADDRESS_OF_NODE, 30080)).startsWith("a ");
    }

    @Test
    void showsTheClientsAddressUnderTheLocalPolicy() throws Exception {
        var service = service("web", IP, port("TCP", 80).nodePort(30080));
        requireNonNull(service.getSpec()).externalTrafficPolicy("Local");
        create(service, slice("web", "TCP", 8080, POD_A, ready("10.244.1.9", "n2")));

        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(pods.from("outside", OUTER_ADDRESS_OF_NODE, 30080))
                        .isEqualTo("a " + OUTSIDE));
    }

    @Test
    void answersForALoadBalancerAddressUntilAnotherNodeIsNamed() throws Exception {
        var service = loadBalanced("web");
        create(service, slice("web", "TCP", 8080, POD_A, POD_B));

        await().atMost(Duration.ofSeconds(10)).until(() -> answersOutside().matches("[ab] 10\\.[^9].*"));
        assertThat(addresses()).contains(BALANCED + "/32");

        requireNonNull(requireNonNull(service.getMetadata()).getAnnotations())
                .put(LoadBalancerAddresses.ANNOUNCED_BY, "n2");
        client.resource(V1Service.class).update(service);
        await().atMost(Duration.ofSeconds(30)).until(() -> !addresses().contains(BALANCED));
    }

    @Test
    void takesOverTheAddressesOfAnAgentBefore() {
        create(loadBalanced("web"), slice("web", "TCP", 8080, POD_A));
        await().atMost(Duration.ofSeconds(10)).until(() -> addresses().contains(BALANCED));
        proxy.close();
        client.resource(V1Service.class).delete("default", "web", DeleteRequest.DEFAULT);

        startProxy();

        await().atMost(Duration.ofSeconds(30)).until(() -> !addresses().contains(BALANCED));
    }

    @Test
    void letsOnlyTheListedNetworksInToALoadBalancer() throws Exception {
        var service = loadBalanced("web");
        requireNonNull(service.getSpec()).loadBalancerSourceRanges(List.of("192.0.2.0/24"));
        create(service, slice("web", "TCP", 8080, POD_A));
        awaitAnswers(Set.of("a"));
        assertThatThrownBy(this::answersOutside).hasRootCauseInstanceOf(SocketTimeoutException.class);

        requireNonNull(service.getSpec()).loadBalancerSourceRanges(List.of("192.0.2.0/24", OUTSIDE + "/32"));
        client.resource(V1Service.class).update(service);
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> answersOutside().startsWith("a "));
    }

    @Test
    void letsPodsAndTheNodeReachEveryEndpointThoughTheOutsideOnlyReachesThoseHere() throws Exception {
        var service = service("web", IP, port("TCP", 80).nodePort(30080));
        requireNonNull(service.getSpec()).externalTrafficPolicy("Local");
        create(service, slice("web", "TCP", 8080, ready("10.244.0.3", "n2")));

        awaitAnswers(Set.of("b"), OUTER_ADDRESS_OF_NODE, 30080);
        assertThat(pods.from("a", OUTER_ADDRESS_OF_NODE, 30080)).isEqualTo("b 10.244.0.2");
        assertThatThrownBy(() -> pods.from("outside", OUTER_ADDRESS_OF_NODE, 30080))
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    private static V1Service loadBalanced(String name) {
        var service = service(name, IP, port("TCP", 80));
        requireNonNull(service.getMetadata())
                .annotations(new HashMap<>(Map.of(LoadBalancerAddresses.ANNOUNCED_BY, "n1")));
        return service.status(new V1ServiceStatus()
                .loadBalancer(new V1LoadBalancerStatus().addIngressItem(new V1LoadBalancerIngress().ip(BALANCED))));
    }

    private String answersOutside() throws Exception {
        return pods.from("outside", BALANCED, 80);
    }

    private static String addresses() {
        return Commands.run(List.of("ip", "-4", "-o", "addr")).output();
    }

    @Test
    void keepsAClientWithItsEndpoint() {
        var service = service("web", IP, port("TCP", 80));
        requireNonNull(service.getSpec()).sessionAffinity("ClientIP");
        create(service, slice("web", "TCP", 8080, POD_A, POD_B));
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> !answer(IP, 80).isEmpty());

        var seen = new HashSet<String>();
        for (var i = 0; i < 20; i++) seen.add(answer(IP, 80).substring(0, 1));

        assertThat(seen).hasSize(1);
    }

    @Test
    void keepsAClientWithItsEndpointWhenAnotherComes() {
        var service = service("web", IP, port("TCP", 80));
        requireNonNull(service.getSpec()).sessionAffinity("ClientIP");
        create(service, slice("web", "TCP", 8080, POD_B));
        awaitAnswers(Set.of("b"));
        create(service("other", "10.96.0.11", port("TCP", 80)), slice("other", "TCP", 8080, POD_B));
        awaitAnswers(Set.of("b"), "10.96.0.11", 80);

        change("web-tcp", POD_A, POD_B);
        change("other-tcp", POD_A); // applied after the change before it
        awaitAnswers(Set.of("a"), "10.96.0.11", 80);
        for (var i = 0; i < 20; i++) assertThat(answer(IP, 80)).startsWith("b");
    }

    @Test
    void leavesAConnectionAliveWhoseEndpointTakesNoNewOnes() throws IOException {
        create(service("web", IP, port("TCP", 80)), slice("web", "TCP", FakePods.ECHO, POD_A));
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> greeting() == 'a');
        try (var old = new Socket()) {
            old.setSoTimeout(2000);
            old.connect(new InetSocketAddress(IP, 80), 2000);
            assertThat(old.getInputStream().read()).isEqualTo('a');

            change("web-tcp", POD_B);
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> greeting() == 'b');
            assertEchoes(old);

            change("web-tcp");
            await().atMost(Duration.ofSeconds(10)).untilAsserted(this::isRefusedAtOnce);
            assertEchoes(old);
        }
    }

    private static int greeting() throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(2000);
            socket.connect(new InetSocketAddress(IP, 80), 2000);
            return socket.getInputStream().read();
        }
    }

    private static void assertEchoes(Socket connection) throws IOException {
        connection.getOutputStream().write('!');
        assertThat(connection.getInputStream().read()).isEqualTo('!');
    }

    /** Asserts that it arrives, and prints how long it took. */
    @Test
    void bringsAChangeToTheKernelAmongTenThousandServicesAsAmongTen() {
        create(service("web", IP, port("TCP", 80)), slice("web", "TCP", 8080, POD_A));
        createOthers(0, 10);
        awaitAnswers(Set.of("a"));
        var amongTen = medianOfChanges();
        createOthers(10, 10_000);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> answer(otherAddress(9_999), 80).startsWith("b"));
        System.out.printf(
                "A change of one Service reaches new connections: %.1f ms among 10 Services, %.1f ms among 10,000%n",
                amongTen, medianOfChanges());
    }

    private void createOthers(int from, int to) {
        for (var i = from; i < to; i++)
            create(service("s" + i, otherAddress(i), port("TCP", 80)), slice("s" + i, "TCP", 8080, POD_B));
    }

    private static String otherAddress(int index) {
        return "10.96." + (1 + index / 250) + "." + (1 + index % 250);
    }

    private double medianOfChanges() {
        var millis = new double[9];
        for (var i = 0; i < millis.length; i++) {
            var begun = System.nanoTime();
            change("web-tcp", i % 2 == 0 ? POD_B : POD_A);
            var wanted = i % 2 == 0 ? "b" : "a";
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> answer(IP, 80).startsWith(wanted));
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    @Test
    void followsItsEndpointsWithoutLosingAConnection() throws Exception {
        create(service("web", IP, port("TCP", 80)), slice("web", "TCP", 8080, POD_A, POD_B));
        awaitAnswers(Set.of("a", "b"));

        change("web-tcp", POD_B);
        awaitAnswers(Set.of("b"));
        for (var i = 0; i < 30; i++) {
            change("web-tcp", i % 2 == 0 ? new V1Endpoint[] {POD_A, POD_B} : new V1Endpoint[] {POD_A});
            assertThat(answer(IP, 80)).matches("[ab] .*");
        }
    }

    @Test
    void refusesAtOnceWhatHasNoEndpoint() {
        create(service("web", IP, port("TCP", 80)), slice("web", "TCP", 8080, POD_A));
        awaitAnswers(Set.of("a"));
        change("web-tcp");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(this::isRefusedAtOnce);
        var start = System.nanoTime();
        assertThatThrownBy(() -> pods.from("a", IP, 80)).hasRootCauseInstanceOf(ConnectException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void refusesWhatWasAServiceOnce() {
        create(service("web", IP, port("TCP", 80)), slice("web", "TCP", 8080, POD_A));
        awaitAnswers(Set.of("a"));
        client.resource(V1Service.class).delete("default", "web", DeleteRequest.DEFAULT);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(this::isRefusedAtOnce);
    }

    @Test
    void movesAUdpFlowAwayFromAnEndpointThatIsGone() throws IOException {
        create(service("dns", IP, port("UDP", 53)), slice("dns", "UDP", 5353, POD_A));
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(500);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> ask(socket).equals("a"));
            change("dns-udp", POD_B);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> ask(socket).equals("b"));
        }
    }

    @Test
    void loadsItsRulesAnewAfterSomebodyTookThemAway() {
        create(service("web", IP, port("TCP", 80)), slice("web", "TCP", 8080, POD_A));
        awaitAnswers(Set.of("a"));
        Commands.run(List.of("nft", "delete", "table", "ip", "navarch-proxy"));
        change("web-tcp", POD_B);

        awaitAnswers(Set.of("b"));
    }

    @Test
    void routesToThePodsOfOtherNodesAndForgetsThoseOfDeletedOnes() {
        client.resource(V1Node.class)
                .create(new V1Node()
                        .metadata(new V1ObjectMeta().name("n2"))
                        .spec(new V1NodeSpec().podCIDR("10.244.1.0/24"))
                        .status(new V1NodeStatus()
                                .addresses(List.of(
                                        new V1NodeAddress().type("InternalIP").address(OUTSIDE)))));
        await().atMost(Duration.ofSeconds(30)).until(() -> routes().contains("10.244.1.0/24 via " + OUTSIDE));

        client.resource(V1Node.class).delete("", "n2", DeleteRequest.DEFAULT);
        await().atMost(Duration.ofSeconds(30)).until(() -> !routes().contains("10.244.1.0/24"));
    }

    @Test
    void worksThroughTheCommandWhereTheLibraryIsMissing() {
        proxy.close();
        proxy = new ServiceProxy(
                client, new ServiceProxyProperties("n1", "10.244.0.0/16", "10.96.0.0/16", null), new NftCommand());
        proxy.start();
        create(service("web", IP, port("TCP", 80)), slice("web", "TCP", 8080, POD_A, POD_B));

        awaitAnswers(Set.of("a", "b"));
        assertThatThrownBy(() -> new NftCommand().run("add element ip nowhere at-all { 1 }"))
                .isInstanceOf(Nft.NftException.class);
    }

    @Test
    void takesItsTableAway() {
        assertThat(tables()).contains("navarch-proxy");
        ServiceProxy.removeAll();
        assertThat(tables()).doesNotContain("navarch-proxy");
    }

    private void isRefusedAtOnce() {
        var start = System.nanoTime();
        assertThatThrownBy(() -> FakePods.connect(IP, 80))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("refused");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    }

    private void create(V1Service service, V1EndpointSlice slice) {
        client.resource(V1Service.class).create(service);
        client.resource(V1EndpointSlice.class).create(slice);
    }

    private void change(String slice, V1Endpoint... endpoints) {
        var held = requireNonNull(client.resource(V1EndpointSlice.class).find("default", slice));
        client.resource(V1EndpointSlice.class).update(held.endpoints(List.of(endpoints)));
    }

    private static void awaitAnswers(Set<String> names) {
        awaitAnswers(names, IP, 80);
    }

    /** Until a run of connections is answered by exactly these. */
    private static void awaitAnswers(Set<String> names, String address, int port) {
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            var seen = new HashSet<String>();
            for (var i = 0; i < 12; i++) seen.add(answer(address, port).substring(0, 1));
            return seen.equals(names);
        });
    }

    private static String answer(String address, int port) {
        try {
            return FakePods.connect(address, port);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String ask(DatagramSocket socket) throws IOException {
        socket.send(new DatagramPacket(new byte[] {'?'}, 1, new InetSocketAddress(IP, 53)));
        var reply = new DatagramPacket(new byte[100], 100);
        socket.receive(reply);
        return new String(reply.getData(), 0, reply.getLength(), UTF_8).strip();
    }

    private static String routes() {
        return Commands.run(List.of("ip", "route")).output();
    }

    private static String tables() {
        return Commands.run(List.of("nft", "list", "tables")).output();
    }
}
