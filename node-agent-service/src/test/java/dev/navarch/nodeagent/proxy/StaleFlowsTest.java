package dev.navarch.nodeagent.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.navarch.nodeagent.proxy.Backends.Endpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaleFlowsTest {
    private static final Frontend DNS = new Frontend.ClusterIp("10.96.0.10", "udp", 53);
    private static final Backends NONE = new Backends(List.of(), 0, false);
    private static final Backends ONE = new Backends(List.of(new Endpoint("10.244.0.2", 5353, true)), 0, false);

    @Test
    void forgetsFlowsToAnEndpointThatIsGone() {
        assertThat(StaleFlows.commands(Map.of(DNS, ONE), Map.of()))
                .containsExactly(List.of(
                        "conntrack",
                        "-D",
                        "-p",
                        "udp",
                        "--orig-dst",
                        "10.96.0.10",
                        "--orig-port-dst",
                        "53",
                        "--reply-src",
                        "10.244.0.2"));
    }

    @Test
    void forgetsFlowsThatLedNowhereWhenTheFirstEndpointComes() {
        assertThat(StaleFlows.commands(Map.of(DNS, NONE), Map.of(DNS, ONE)))
                .containsExactly(
                        List.of("conntrack", "-D", "-p", "udp", "--orig-dst", "10.96.0.10", "--orig-port-dst", "53"));
    }

    @Test
    void forgetsFlowsToAnEndpointThatOthersThanThisNodesCallersMayNoLongerReach() {
        var here = new Endpoint("10.244.0.2", 5353, true);
        var there = new Endpoint("10.244.1.2", 5353, false);
        var everywhere = new Backends(List.of(here, there), 0, false);
        var local = new Backends(List.of(here), List.of(here, there), 0, true, List.of());

        assertThat(StaleFlows.commands(Map.of(DNS, everywhere), Map.of(DNS, local)))
                .singleElement()
                .asInstanceOf(list(String.class))
                .endsWith("--reply-src", "10.244.1.2");
    }

    @Test
    void leavesTcpAndUnchangedServicesAlone() {
        var tcp = new Frontend.ClusterIp("10.96.0.10", "tcp", 53);

        assertThat(StaleFlows.commands(Map.of(DNS, ONE, tcp, ONE), Map.of(DNS, ONE)))
                .isEmpty();
    }
}
