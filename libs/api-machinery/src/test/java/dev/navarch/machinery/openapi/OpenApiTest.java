package dev.navarch.machinery.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.schema.SchemaCatalog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final GroupVersion APPS = new GroupVersion("apps", "v1");
    private static final OpenApiResource DEPLOYMENTS = new OpenApiResource(
            APPS,
            APPS.kind("Deployment"),
            "deployments",
            true,
            Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"),
            "io.k8s.api.apps.v1.Deployment",
            true,
            List.of(new OpenApiResource.Subresource(
                    "scale",
                    new GroupVersion("autoscaling", "v1").kind("Scale"),
                    Set.of("get", "patch", "update"),
                    "io.k8s.api.autoscaling.v1.Scale")));

    private final SchemaCatalog schemas = SchemaCatalog.builtIn();

    @Test
    void tellsKubectlHowToValidateAndApply() {
        var document = new OpenApiV3(schemas, Descriptions.NONE).document(APPS, List.of(DEPLOYMENTS));

        var patch = document.path("paths")
                .path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
                .path("patch");
        assertThat(patch.path("x-kubernetes-group-version-kind"))
                .hasToString("{\"group\":\"apps\",\"kind\":\"Deployment\",\"version\":\"v1\"}");
        assertThat(patch.path("parameters"))
                .anyMatch(parameter -> parameter.path("name").asString().equals("fieldValidation"));
        assertThat(patch.path("requestBody").path("content").has("application/strategic-merge-patch+json"))
                .isTrue();
    }

    @Test
    void refersToNothingThatIsNotThere() {
        var document = new OpenApiV3(schemas, Descriptions.NONE).document(APPS, List.of(DEPLOYMENTS));

        var known = document.path("components").path("schemas");
        for (var reference : document.findValuesAsString("$ref"))
            assertThat(known.has(reference.substring("#/components/schemas/".length())))
                    .as(reference)
                    .isTrue();
        assertThat(known.path("io.k8s.api.core.v1.PodSpec")
                        .path("properties")
                        .path("containers")
                        .path("x-kubernetes-patch-merge-key")
                        .asString())
                .isEqualTo("name");
    }

    @Test
    void indexesDocumentsByTheirHash() {
        var index =
                new OpenApiV3(schemas, Descriptions.NONE).index(Map.of(APPS, "ABC", new GroupVersion("", "v1"), "DEF"));

        assertThat(index.path("paths")
                        .path("apis/apps/v1")
                        .path("serverRelativeURL")
                        .asString())
                .isEqualTo("/openapi/v3/apis/apps/v1?hash=ABC");
        assertThat(index.path("paths").path("api/v1").path("serverRelativeURL").asString())
                .isEqualTo("/openapi/v3/api/v1?hash=DEF");
    }

    @Test
    void explainsFields() {
        var descriptions = Descriptions.builtIn();

        assertThat(descriptions.find("io.k8s.api.core.v1.Pod", null)).contains("Pod is a collection of containers");
        assertThat(descriptions.find("io.k8s.api.core.v1.PodSpec", "containers"))
                .contains("containers");
        assertThat(descriptions.find("io.k8s.api.core.v1.PodSpec", "nosuch")).isNull();
    }

    @Test
    void writesVersion2AsGnosticsMessage() throws InvalidProtocolBufferException {
        var v2 = new OpenApiV2(schemas, Descriptions.NONE);
        var document = v2.document(List.of(DEPLOYMENTS));

        var message = UnknownFieldSet.parseFrom(v2.protobuf(document));

        assertThat(text(message, 1)).isEqualTo("2.0");
        var paths = inner(message, 8).getField(2).getLengthDelimitedList();
        assertThat(paths).hasSize(document.path("paths").size());
        var definitions = inner(message, 9).getField(1).getLengthDelimitedList();
        assertThat(definitions).hasSize(document.path("definitions").size());
        var deployment = definitions.stream()
                .map(OpenApiTest::parse)
                .filter(pair -> text(pair, 1).equals("io.k8s.api.apps.v1.Deployment"))
                .findFirst()
                .orElseThrow();
        var kind = inner(inner(deployment, 2), 31);
        assertThat(text(kind, 1)).isEqualTo("x-kubernetes-group-version-kind");
        assertThat(text(inner(kind, 2), 2))
                .isEqualTo("[{\"group\":\"apps\",\"kind\":\"Deployment\",\"version\":\"v1\"}]");
    }

    @Test
    void statesVersion2WithoutWhatItDoesNotKnow() {
        var document = new OpenApiV2(schemas, Descriptions.NONE).document(List.of(DEPLOYMENTS));

        assertThat(document.findValues("allOf")).isEmpty();
        assertThat(document.findValues("oneOf")).isEmpty();
        assertThat(document.path("definitions")
                        .path("io.k8s.apimachinery.pkg.util.intstr.IntOrString")
                        .path("type")
                        .asString())
                .isEqualTo("string");
    }

    private static UnknownFieldSet inner(UnknownFieldSet message, int number) {
        return parse(message.getField(number).getLengthDelimitedList().getFirst());
    }

    private static String text(UnknownFieldSet message, int number) {
        return message.getField(number).getLengthDelimitedList().getFirst().toStringUtf8();
    }

    private static UnknownFieldSet parse(com.google.protobuf.ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
