package dev.navarch.resources.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.name.GroupResource;
import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.golden.GoldenFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResourceCatalogTest {
    private final ResourceCatalog catalog = ResourceCatalog.builtIn();

    @Test
    void findsAResourceByItsGroupAndName() {
        assertThat(catalog.get(new GroupResource("apps", "deployments")).names().kind())
                .isEqualTo("Deployment");
    }

    @Test
    void servesTheNewestAutoscalerFirst() {
        var autoscaler = catalog.get(new GroupResource("autoscaling", "horizontalpodautoscalers"));
        assertThat(autoscaler.names().groupVersion().version()).isEqualTo("v2");
    }

    @Test
    void namesEveryResourceInTheOrderOfDiscovery() {
        var file = GoldenFiles.read(GoldenFiles.folder().resolve("discovery-aggregated.json"));
        var recorded = new ArrayList<String>();
        for (var step : List.of(file.path("steps").get(1), file.path("steps").get(0)))
            for (var group : step.path("answer").path("body").path("items"))
                for (var version : group.path("versions"))
                    for (var resource : version.path("resources"))
                        recorded.add(group.path("metadata").path("name").asString("") + "/"
                                + version.path("version").asString() + " " + describe(resource));
        var ours = catalog.definitions().stream().map(this::describe).toList();
        assertThat(ours).containsExactlyElementsOf(recorded);
    }

    @Test
    void hashesTheStorageVersionAsRecorded() {
        var file = GoldenFiles.read(GoldenFiles.folder().resolve("discovery-classic.json"));
        for (var step : file.path("steps"))
            for (var resource : step.path("answer").path("body").path("resources")) {
                var hash = resource.path("storageVersionHash").asString("");
                if (hash.isEmpty()) continue;
                assertThat(catalog.definitions())
                        .anySatisfy(definition -> assertThat(definition.names().storageVersionHash())
                                .isEqualTo(hash));
            }
    }

    private String describe(ResourceDefinition definition) {
        var names = definition.names();
        return names.groupVersion().group() + "/" + names.groupVersion().version() + " " + names.plural() + " "
                + names.singular() + " " + names.kind() + " " + (names.namespaced() ? "Namespaced" : "Cluster") + " "
                + names.shortNames() + names.categories()
                + names.verbs().stream().sorted().toList()
                + definition.subresources().stream()
                        .map(sub ->
                                sub.name() + "=" + sub.group() + "/" + sub.version() + "/" + sub.kind() + sub.verbs())
                        .toList();
    }

    private static String describe(JsonNode resource) {
        var subresources = new ArrayList<String>();
        for (var sub : resource.path("subresources")) {
            var kind = sub.path("responseKind");
            subresources.add(sub.path("subresource").asString() + "="
                    + kind.path("group").asString() + "/" + kind.path("version").asString() + "/"
                    + kind.path("kind").asString() + texts(sub.path("verbs")));
        }
        return resource.path("resource").asString() + " "
                + resource.path("singularResource").asString() + " "
                + resource.path("responseKind").path("kind").asString() + " "
                + resource.path("scope").asString() + " " + texts(resource.path("shortNames"))
                + texts(resource.path("categories")) + texts(resource.path("verbs")) + subresources;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}
