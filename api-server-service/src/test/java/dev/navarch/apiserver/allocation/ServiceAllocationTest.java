package dev.navarch.apiserver.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.allocation.ServiceAllocation.Unused;
import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.apiserver.registry.WriteHook;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.memory.InMemoryVersionedStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class ServiceAllocationTest {
    private static final GroupResource SERVICES = new GroupResource("", "services");
    private static final GroupResource ADDRESSES = new GroupResource("networking.k8s.io", "ipaddresses");

    private final FakeObjects objects = new FakeObjects();
    private final VersionedStore store = new InMemoryVersionedStore(Clock.systemUTC());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aServiceGetsAnAddressOfTheRange() {
        var service = create(server(1), service("web", "{'ports': [{'port': 80}]}"));

        var address = service.path("spec").path("clusterIP").asString("");
        assertThat(AddressRange.parse("10.96.0.0/24").contains(address)).isTrue();
        assertThat(Json.text(service.path("spec")))
                .contains("\"clusterIPs\":[\"" + address + "\"]", "\"ipFamilies\":[\"IPv4\"]", "SingleStack");
        assertThat(objects.find(ADDRESSES, "", address)).isNotNull();
    }

    @Test
    void manyServersNeverGiveOutTheSame() throws InterruptedException {
        var addresses = new ConcurrentLinkedQueue<String>();
        var ports = new ConcurrentLinkedQueue<Integer>();
        var threads = IntStream.range(0, 4)
                .mapToObj(seed -> Thread.ofVirtual().start(() -> {
                    var server = server(7);
                    for (var i = 0; i < 40; i++) {
                        var service = service("s-" + seed + "-" + i, "{'type': 'NodePort', 'ports': [{'port': 80}]}");
                        hooks(server).forEach(hook -> hook.beforeWrite(service, null, false));
                        addresses.add(service.path("spec").path("clusterIP").asString(""));
                        ports.addAll(ServiceSpec.nodePorts(service));
                    }
                }))
                .toList();
        for (var thread : threads) thread.join();

        assertThat(addresses).hasSize(160).doesNotHaveDuplicates();
        assertThat(ports).hasSize(160).doesNotHaveDuplicates();
    }

    @Test
    void anAddressThatIsTakenIsRefused() {
        create(server(1), service("one", "{'clusterIP': '10.96.0.10'}"));

        assertThatThrownBy(() -> create(server(1), service("two", "{'clusterIP': '10.96.0.10'}")))
                .hasMessage("Service \"two\" is invalid: spec.clusterIPs: Invalid value: [\"10.96.0.10\"]: failed to"
                        + " allocate IP 10.96.0.10: provided IP is already allocated");
        assertThatThrownBy(() -> create(server(1), service("two", "{'clusterIP': '10.1.0.10'}")))
                .hasMessageEndingWith(
                        "the provided IP (10.1.0.10) is not in the valid range. The range of valid IPs is 10.96.0.0/24");
    }

    @Test
    void aPortThatIsTakenIsRefusedAndTheAddressGivenBack() {
        create(server(1), service("one", "{'type': 'NodePort', 'ports': [{'port': 80, 'nodePort': 30080}]}"));
        var before = objects.list(ADDRESSES, "").size();

        assertThatThrownBy(() -> create(
                        server(1), service("two", "{'type': 'NodePort', 'ports': [{'port': 80, 'nodePort': 30080}]}")))
                .hasMessageEndingWith(
                        "spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated");
        assertThat(objects.list(ADDRESSES, "")).hasSize(before);
    }

    @Test
    void tcpAndUdpOfOnePortShareANodePort() {
        var service = create(server(1), service("dns", """
                {'type': 'NodePort', 'ports': [{'name': 'a', 'port': 53, 'protocol': 'UDP'},
                  {'name': 'b', 'port': 53, 'protocol': 'TCP'}, {'name': 'c', 'port': 80}]}"""));

        assertThat(ServiceSpec.nodePorts(service)).hasSize(2);
    }

    @Test
    void headlessAndExternalServicesGetNothing() {
        var headless = create(server(1), service("h", "{'clusterIP': 'None', 'selector': {'a': 'b'}}"));
        var external = create(server(1), service("e", "{'type': 'ExternalName', 'externalName': 'x.test'}"));

        assertThat(Json.text(headless.path("spec"))).contains("\"clusterIPs\":[\"None\"]", "\"ipFamilies\":[\"IPv4\"]");
        assertThat(external.path("spec").has("clusterIP")).isFalse();
        assertThat(objects.list(ADDRESSES, "")).isEmpty();
    }

    @Test
    void anUpdateKeepsTheAddressAndGivesBackWhatIsNoLongerNeeded() {
        var server = server(1);
        var stored = create(server, service("web", "{'type': 'NodePort', 'ports': [{'port': 80}]}"));
        var address = stored.path("spec").path("clusterIP").asString("");
        var port = ServiceSpec.nodePorts(stored).iterator().next();

        var updated = update(server, stored, service("web", "{'type': 'ClusterIP', 'ports': [{'port': 80}]}"));

        assertThat(updated.path("spec").path("clusterIP").asString("")).isEqualTo(address);
        var other = create(
                server, service("other", "{'type': 'NodePort', 'ports': [{'port': 80, 'nodePort': " + port + "}]}"));
        assertThat(ServiceSpec.nodePorts(other)).containsExactly(port);
    }

    @Test
    void aDryRunTakesNothing() {
        var service = service("web", "{'type': 'NodePort', 'ports': [{'port': 80}]}");

        hooks(server(1)).forEach(hook -> hook.beforeWrite(service, null, true));

        assertThat(service.path("spec").path("clusterIP").asString("")).isNotEmpty();
        assertThat(objects.list(ADDRESSES, "")).isEmpty();
    }

    @Test
    void whatACrashLeftBehindIsGivenBackAtTheSecondLook() {
        var server = server(1);
        var lost = service("lost", "{'type': 'NodePort', 'ports': [{'port': 80}]}");
        hooks(server).forEach(hook -> hook.beforeWrite(lost, null, false));
        create(server, service("kept", "{'ports': [{'port': 80}]}"));

        var first = server.repair(Unused.NOTHING);
        assertThat(objects.list(ADDRESSES, "")).hasSize(2);
        server.repair(first);

        assertThat(objects.list(ADDRESSES, "")).hasSize(1);
        assertThat(server.repair(Unused.NOTHING).ports()).isEmpty();
    }

    private ServiceAllocation server(long seed) {
        var allocation = new ServiceAllocation(
                objects,
                objects,
                store,
                AddressRange.parse("10.96.0.0/24"),
                PortRange.parse("30000-32767"),
                new Random(seed));
        allocation.follow();
        return allocation;
    }

    private static List<WriteHook> hooks(ServiceAllocation server) {
        return List.of(server.clusterIps(), server.nodePorts());
    }

    private ObjectNode create(ServiceAllocation server, ObjectNode service) {
        var undo = new ArrayList<Runnable>();
        try {
            for (var hook : hooks(server)) undo.add(hook.beforeWrite(service, null, false));
        } catch (RuntimeException e) {
            undo.forEach(Runnable::run);
            throw e;
        }
        return objects.create(SERVICES, service);
    }

    private ObjectNode update(ServiceAllocation server, ObjectNode stored, ObjectNode service) {
        for (var hook : hooks(server)) hook.beforeWrite(service, stored, false);
        service.withObject("metadata")
                .set("resourceVersion", stored.path("metadata").get("resourceVersion"));
        var written = objects.update(SERVICES, service);
        for (var hook : hooks(server)) hook.afterUpdate(written, stored);
        return written;
    }

    private static ObjectNode service(String name, String spec) {
        var service = Json.object();
        service.putObject("metadata").put("name", name).put("namespace", "d");
        service.set("spec", Json.read(spec.replace('\'', '"')));
        return service;
    }
}
