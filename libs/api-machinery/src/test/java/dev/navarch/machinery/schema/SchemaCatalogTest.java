package dev.navarch.machinery.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.Property.Absence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCatalogTest {
    private final SchemaCatalog catalog = SchemaCatalog.builtIn();

    @Test
    void findsEveryKindThatADocumentNames() {
        for (var definition : catalog.definitions())
            for (var gvk : catalog.document(definition).path("x-kubernetes-group-version-kind")) {
                var kind = new GroupVersionKind(
                        gvk.path("group").asString(),
                        gvk.path("version").asString(),
                        gvk.path("kind").asString());
                assertThat(catalog.get(kind).properties()).as(kind.toString()).isNotNull();
            }
    }

    @Test
    void reachesTheSameTypeFromEveryField() {
        var pod = catalog.get(new GroupVersionKind("", "v1", "Pod"));
        var template = catalog.get("io.k8s.api.core.v1.PodTemplateSpec");

        assertThat(template.get("spec").type()).isSameAs(pod.get("spec").type());
    }

    @Test
    void handsOutDocumentsThatMayBeChanged() {
        catalog.document("io.k8s.api.core.v1.Pod").removeAll();

        assertThat(catalog.document("io.k8s.api.core.v1.Pod").has("properties")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "apps.v1.Deployment, status, ZERO",
        "apps.v1.DeploymentSpec, replicas, POINTER",
        "apps.v1.DeploymentSpec, paused, OMITTED",
        "apps.v1.DeploymentSpec, minReadySeconds, OMITTED",
        "apps.v1.DeploymentSpec, selector, NULL",
        "apps.v1.DeploymentStatus, unavailableReplicas, OMITTED",
        "apps.v1.DeploymentStatus, terminatingReplicas, POINTER",
        "apps.v1.StatefulSetStatus, collisionCount, POINTER",
        "core.v1.PodSpec, containers, NULL",
        "core.v1.PodSpec, nodeName, OMITTED",
        "core.v1.PodSpec, hostNetwork, OMITTED",
        "core.v1.PodSpec, automountServiceAccountToken, POINTER",
        "core.v1.PodCondition, lastProbeTime, NULL",
        "core.v1.Container, resources, ZERO",
        "core.v1.HTTPGetAction, port, ZERO",
        "core.v1.NFSVolumeSource, readOnly, OMITTED",
        "storage.v1.CSINodeDriver, topologyKeys, NULL"
    })
    void knowsHowAnAbsentFieldLooks(String definition, String field, Absence absence) {
        assertThat(catalog.get("io.k8s.api." + definition).get(field).absence()).isEqualTo(absence);
    }

    @Test
    void observedFieldsAreFieldsOfTheSchema() {
        for (var key : ObservedFields.builtIn().fields().keySet()) {
            var parts = List.of(key.split("/"));
            if (!parts.getFirst().equals("*"))
                assertThat(catalog.get(parts.getFirst()).find(parts.getLast()))
                        .as(key)
                        .isNotNull();
        }
    }
}
