package dev.navarch.resources.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.field.FieldError;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ServiceStrategyTest {
    private static final String ALLOCATED =
            "{'type': 'NodePort', 'clusterIP': '10.0.0.1', 'clusterIPs': ['10.0.0.1'], 'ipFamilies': ['IPv4'], "
                    + "'ipFamilyPolicy': 'SingleStack', 'ports': [{'port': 80, 'protocol': 'TCP', 'nodePort': 30080}]}";
    private final ServiceStrategy strategy = new ServiceStrategy();

    @Test
    void takesOverWhatTheServerAllocated() {
        var updated = updated("{'type': 'NodePort', 'ports': [{'port': 80}]}");
        assertThat(updated.at("/spec/clusterIPs/0").asString()).isEqualTo("10.0.0.1");
        assertThat(updated.at("/spec/ports/0/nodePort").asInt()).isEqualTo(30080);
    }

    @Test
    void letsGoOfNodePortsThatTheNewTypeDoesNotHave() {
        var updated = updated(ALLOCATED.replace("NodePort", "ClusterIP"));
        assertThat(updated.at("/spec/ports/0").has("nodePort")).isFalse();
    }

    @Test
    void letsGoOfTheAddressOfAnAlias() {
        var updated = updated(ALLOCATED.replace("NodePort", "ExternalName"));
        assertThat(updated.path("spec").has("clusterIP")).isFalse();
        assertThat(updated.path("spec").has("ipFamilies")).isFalse();
    }

    @Test
    void keepsTheAddressOnceSet() {
        var stored = service(ALLOCATED);
        var updated = updated(ALLOCATED.replace("10.0.0.1", "10.0.0.2"));
        assertThat(strategy.validateUpdate(updated, stored))
                .extracting(FieldError::field, FieldError::detail)
                .containsExactly(tuple("spec.clusterIPs[0]", "may not change once set"));
    }

    private ObjectNode updated(String spec) {
        var updated = service(spec);
        strategy.prepareForUpdate(updated, service(ALLOCATED));
        strategy.applyDefaults(updated);
        return updated;
    }

    private ObjectNode service(String spec) {
        var service = Json.object().put("apiVersion", "v1").put("kind", "Service");
        service.putObject("metadata").put("name", "s");
        service.set("spec", Json.read(spec.replace('\'', '"')));
        strategy.applyDefaults(service);
        return service;
    }
}
