package dev.navarch.nodeagent.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.nodeagent.proxy.Backends.Endpoint;
import dev.navarch.nodeagent.proxy.Frontend.ClusterIp;
import dev.navarch.nodeagent.proxy.Frontend.ExternalIp;
import dev.navarch.nodeagent.proxy.Frontend.NodePort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstalledRulesTest {
    private static final ServiceKey WEB = new ServiceKey("default", "web");
    private static final ServiceKey OTHER = new ServiceKey("default", "other");
    private static final ClusterIp WEB_IP = new ClusterIp("10.96.0.10", "tcp", 80);
    private static final ClusterIp OTHER_IP = new ClusterIp("10.96.0.11", "tcp", 80);
    private static final Endpoint HERE = new Endpoint("10.244.0.2", 8080, true);
    private static final Endpoint THERE = new Endpoint("10.244.1.2", 8080, false);

    private final List<String> transactions = new ArrayList<>();
    private boolean refusing;
    private final InstalledRules rules = new InstalledRules(this::run, "10.244.0.0/16", "10.96.0.0/16");

    @Test
    void addsAServiceWithTheChainOfItsNumberOfEndpoints() {
        rules.load(Map.of());
        rules.change(Map.of(WEB, to(WEB_IP, HERE, THERE)));

        assertThat(last()).isEqualTo("""
                add chain ip navarch-proxy cluster-ip-2
                add rule ip navarch-proxy cluster-ip-2 meta mark set numgen random mod 2
                add rule ip navarch-proxy cluster-ip-2 goto to-cluster-ip-endpoint
                add element ip navarch-proxy cluster-ip-endpoints { 10.96.0.10 . tcp . 80 . 0 : 10.244.0.2 . 8080, 10.96.0.10 . tcp . 80 . 1 : 10.244.1.2 . 8080 }
                add element ip navarch-proxy cluster-ips { 10.96.0.10 . tcp . 80 : goto cluster-ip-2 }
                add element ip navarch-proxy hairpins { 10.244.0.2 . 10.244.0.2 }
                """);
    }

    @Test
    void sharesAChainAmongServices() {
        rules.load(Map.of(WEB, to(WEB_IP, THERE)));
        rules.change(Map.of(OTHER, to(OTHER_IP, THERE)));

        assertThat(last()).doesNotContain("add chain").contains("10.96.0.11 . tcp . 80 : goto cluster-ip-1");
    }

    @Test
    void changesOnlyWhatIsDifferent() {
        rules.load(Map.of(WEB, to(WEB_IP, HERE, THERE), OTHER, to(OTHER_IP, THERE)));
        rules.change(Map.of(WEB, to(WEB_IP, HERE)));

        assertThat(last()).isEqualTo("""
                delete element ip navarch-proxy cluster-ip-endpoints { 10.96.0.10 . tcp . 80 . 1 }
                delete element ip navarch-proxy cluster-ips { 10.96.0.10 . tcp . 80 }
                add element ip navarch-proxy cluster-ips { 10.96.0.10 . tcp . 80 : goto cluster-ip-1 }
                """);
    }

    @Test
    void doesNothingForAChangeThatChangesNothing() {
        rules.load(Map.of(WEB, to(WEB_IP, HERE)));
        rules.change(Map.of(WEB, to(WEB_IP, HERE)));

        assertThat(transactions).hasSize(1);
    }

    @Test
    void removesAServiceButKeepsTheHairpinThatAnotherSharesWithIt() {
        rules.load(Map.of(WEB, to(WEB_IP, HERE), OTHER, to(OTHER_IP, HERE)));
        rules.change(Map.of(WEB, Map.of()));
        assertThat(last())
                .contains("delete element ip navarch-proxy cluster-ips")
                .doesNotContain("hairpins");

        rules.change(Map.of(OTHER, Map.of()));
        assertThat(last()).contains("delete element ip navarch-proxy hairpins { 10.244.0.2 . 10.244.0.2 }");
    }

    @Test
    void movesAnAddressFromOneServiceToAnotherInOneTransaction() {
        rules.load(Map.of(WEB, to(WEB_IP, HERE)));
        rules.change(Map.of(WEB, Map.of(), OTHER, to(WEB_IP, THERE)));

        assertThat(last())
                .contains("delete element ip navarch-proxy cluster-ip-endpoints { 10.96.0.10 . tcp . 80 . 0 }")
                .contains(
                        "add element ip navarch-proxy cluster-ip-endpoints { 10.96.0.10 . tcp . 80 . 0 : 10.244.1.2 . 8080 }");
    }

    @Test
    void marksNodePortsForMasqueradeUnlessTheyKeepTheClientsAddress() {
        var port = new NodePort("tcp", 30080);
        rules.load(Map.of(WEB, Map.of(port, new Backends(List.of(HERE), 0, false))));
        assertThat(last()).contains("offset 16384").contains("tcp . 30080 . 16384 : 10.244.0.2 . 8080");

        rules.change(Map.of(WEB, Map.of(port, new Backends(List.of(HERE), 0, true))));
        assertThat(last()).contains("goto node-port-local-1").contains("tcp . 30080 . 0 : 10.244.0.2 . 8080");
    }

    @Test
    void translatesAnExternalAddressAsTheNodeItselfUnlessTheClientsAddressIsKept() {
        var address = new ExternalIp("10.89.1.200", "tcp", 80);
        rules.load(Map.of(WEB, Map.of(address, new Backends(List.of(HERE), 0, false))));
        assertThat(last())
                .contains("goto external-ip-1")
                .contains("10.89.1.200 . tcp . 80 . 16384 : 10.244.0.2 . 8080");

        rules.change(Map.of(WEB, Map.of(address, new Backends(List.of(HERE), 0, true))));
        assertThat(last()).contains("goto cluster-ip-1").contains("10.89.1.200 . tcp . 80 . 0 : 10.244.0.2 . 8080");
    }

    @Test
    void choosesAmongAllEndpointsForWhoCallsFromInsideWhereOthersOnlyReachThoseHere() {
        var port = new NodePort("tcp", 30080);
        rules.load(Map.of(WEB, Map.of(port, new Backends(List.of(HERE), List.of(HERE, THERE), 0, true, List.of()))));

        assertThat(last())
                .contains("node-ports { tcp . 30080 : goto node-port-local-1 }")
                .contains("node-ports-inside { tcp . 30080 : goto node-port-inside-2 }")
                .contains("tcp . 30080 . 0 : 10.244.0.2 . 8080")
                .contains("tcp . 30080 . 32769 : 10.244.1.2 . 8080");
    }

    @Test
    void isSilentWhereOnlyOtherNodesServe() {
        rules.load(Map.of(WEB, Map.of(WEB_IP, new Backends(List.of(), List.of(THERE), 0, false, List.of()))));

        assertThat(last()).contains("cluster-ips { 10.96.0.10 . tcp . 80 : goto drop-all }");
    }

    @Test
    void leavesEndpointsInTheirSlotsWhenOthersComeAndGo() {
        var first = new Endpoint("10.244.0.1", 8080, false);
        rules.load(Map.of(WEB, to(WEB_IP, HERE, THERE)));
        rules.change(Map.of(WEB, to(WEB_IP, first, HERE, THERE)));
        assertThat(last())
                .contains("add element ip navarch-proxy cluster-ip-endpoints"
                        + " { 10.96.0.10 . tcp . 80 . 2 : 10.244.0.1 . 8080 }")
                .doesNotContain("delete element ip navarch-proxy cluster-ip-endpoints");

        rules.change(Map.of(WEB, to(WEB_IP, first, THERE)));
        assertThat(last())
                .contains("cluster-ip-endpoints { 10.96.0.10 . tcp . 80 . 0 : 10.244.0.1 . 8080 }")
                .doesNotContain("10.244.1.2");
    }

    @Test
    void changesAsMuchAmongTenThousandServicesAsAmongTen() {
        assertThat(changeAmong(10_000)).isEqualTo(changeAmong(10));
    }

    private String changeAmong(int services) {
        var all = new HashMap<ServiceKey, Map<Frontend, Backends>>();
        for (var i = 0; i < services; i++) {
            var address = "10.97." + i / 250 + "." + (1 + i % 250);
            all.put(new ServiceKey("default", "s" + i), to(new ClusterIp(address, "tcp", 80), HERE, THERE));
        }
        rules.load(all);
        rules.change(Map.of(WEB, to(WEB_IP, HERE, THERE)));
        return last();
    }

    @Test
    void letsOnlySomeNetworksIn() {
        var address = new ExternalIp("10.89.1.200", "tcp", 80);
        rules.load(Map.of());
        rules.change(Map.of(
                WEB, Map.of(address, new Backends(List.of(HERE), 0, false).onlyFrom(List.of("10.0.0.0/8")))));

        assertThat(last())
                .contains("add element ip navarch-proxy limited { 10.89.1.200 . tcp . 80 }")
                .contains("add element ip navarch-proxy allowed-sources { 10.89.1.200 . tcp . 80 . 10.0.0.0/8 }");
    }

    @Test
    void loadsEverythingAnewWhenAChangeIsRefused() {
        rules.load(Map.of(WEB, to(WEB_IP, HERE)));
        refusing = true;
        rules.change(Map.of(OTHER, to(OTHER_IP, THERE)));

        assertThat(last())
                .startsWith("add table ip navarch-proxy\ndelete table ip navarch-proxy\n")
                .contains("10.96.0.10 . tcp . 80 : goto")
                .contains("10.96.0.11 . tcp . 80 : goto");
    }

    private void run(String commands) {
        transactions.add(commands);
        if (refusing) {
            refusing = false;
            throw new Nft.NftException("No such file or directory", null);
        }
    }

    private String last() {
        return transactions.getLast();
    }

    private static Map<Frontend, Backends> to(Frontend frontend, Endpoint... endpoints) {
        return Map.of(frontend, new Backends(List.of(endpoints), 0, false));
    }
}
