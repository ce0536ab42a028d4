package dev.navarch.cloud.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.cloud.CloudBed;
import dev.navarch.cloud.provider.Instances;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import io.kubernetes.client.openapi.models.V1Taint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudNodesTest {
    private final CloudBed bed = new CloudBed();
    private final Machines machines = new Machines();

    @BeforeEach
    void start() {
        bed.run(new CloudNodeController(bed.client(), machines).loop());
        bed.run((client, clock) -> new CloudNodeLifecycleController(client, machines, clock).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void aNewNodeGetsItsMachinesFactsAndLosesTheTaintThatKeptPodsAway() {
        machines.present.add("a");
        register("a", new V1Taint().key("mine").effect("NoSchedule"));

        await("no taint").until(() -> taints("a").equals(Set.of("mine")));
        var node = bed.node("a");
        assertThat(node.getSpec().getProviderID()).isEqualTo("cloud://a");
        assertThat(node.getMetadata().getLabels())
                .containsEntry("node.kubernetes.io/instance-type", "large")
                .containsEntry("topology.kubernetes.io/zone", "z1")
                .containsEntry("failure-domain.beta.kubernetes.io/zone", "z1")
                .containsEntry("rack", "7")
                .doesNotContainKey("topology.kubernetes.io/region");
        assertThat(node.getStatus().getAddresses())
                .extracting(V1NodeAddress::getAddress)
                .containsExactly("192.0.2.1");
        await("the event").until(() -> bed.events("Synced").equals(List.of("Node synced successfully")));
    }

    @Test
    void aNodeWithoutItsMachineIsDeletedOnceItIsNotReady() {
        machines.present.add("gone");
        register("gone");
        await("initialised").until(() -> taints("gone").isEmpty());
        machines.present.remove("gone");
        bed.setReady("gone", "Unknown");

        await("deletion").until(() -> bed.nodes().find("", "gone") == null);
        assertThat(bed.events("DeletingNode"))
                .containsExactly("Node gone event: Deleting node gone because it does not exist in the cloud provider");
    }

    @Test
    void aNodeThatIsSwitchedOffIsTaintedUntilItIsReadyAgain() {
        machines.present.add("off");
        register("off");
        await("initialised").until(() -> taints("off").isEmpty());
        machines.shutDown.add("off");
        bed.setReady("off", "Unknown");
        await("the taint").until(() -> taints("off").equals(Set.of(CloudNodeLifecycleController.SHUTDOWN)));

        machines.shutDown.remove("off");
        bed.setReady("off", "True");
        await("no taint").until(() -> taints("off").isEmpty());
    }

    private void register(String name, V1Taint... others) {
        var uninitialized = new V1Taint()
                .key(CloudNodeController.UNINITIALIZED)
                .value("true")
                .effect("NoSchedule");
        bed.addNode(
                name, Stream.concat(Stream.of(uninitialized), Stream.of(others)).toArray(V1Taint[]::new));
    }

    private Set<String> taints(String name) {
        var taints = bed.node(name).getSpec().getTaints();
        return taints == null
                ? Set.of()
                : Set.copyOf(taints.stream().map(V1Taint::getKey).toList());
    }

    private static final class Machines implements Instances {
        final Set<String> present = ConcurrentHashMap.newKeySet();
        final Set<String> shutDown = ConcurrentHashMap.newKeySet();

        @Override
        public boolean exists(V1Node node) {
            return present.contains(node.getMetadata().getName());
        }

        @Override
        public boolean isShutDown(V1Node node) {
            return shutDown.contains(node.getMetadata().getName());
        }

        @Override
        public Metadata metadata(V1Node node) {
            return new Metadata(
                    "cloud://" + node.getMetadata().getName(),
                    "large",
                    List.of(new V1NodeAddress().type("InternalIP").address("192.0.2.1")),
                    "z1",
                    "",
                    Map.of("rack", "7"));
        }
    }
}
