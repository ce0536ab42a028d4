package dev.navarch.client.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import dev.navarch.client.ResourceCatalog;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1JSONSchemaProps;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1LeaseSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelJsonTest {
    private static final Gson STOCK = JSON.getGson();

    static Stream<Class<? extends KubernetesObject>> servedKinds() {
        return ResourceCatalog.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("servedKinds")
    void readsAndWritesWhatTheStockDecoderDoes(Class<? extends KubernetesObject> type) {
        var full = STOCK.toJson(new FilledModels().of(type));
        var lean = ModelJson.gson().fromJson(full, type);
        assertThat(JsonParser.parseString(STOCK.toJson(lean))).isEqualTo(JsonParser.parseString(full));
        var again = STOCK.fromJson(ModelJson.gson().toJson(lean), type);
        assertThat(JsonParser.parseString(STOCK.toJson(again))).isEqualTo(JsonParser.parseString(full));
    }

    @Test
    void ignoresFieldsItDoesNotKnow() {
        var read = ModelJson.gson().fromJson("{\"metadata\":{\"name\":\"a\",\"later\":1},\"x\":{}}", V1ConfigMap.class);
        assertThat(read.getMetadata().getName()).isEqualTo("a");
    }

    @Test
    void writesSecondsForTimesAndMicrosForMicroTimes() {
        var lease = new V1Lease()
                .metadata(new V1ObjectMeta().creationTimestamp(OffsetDateTime.parse("2026-01-02T03:04:05+00:00")))
                .spec(new V1LeaseSpec().renewTime(OffsetDateTime.parse("2026-01-02T04:04:05.1234567+01:00")));
        assertThat(ModelJson.gson().toJson(lease))
                .contains("\"2026-01-02T03:04:05Z\"")
                .contains("\"2026-01-02T03:04:05.123456Z\"");
    }

    @Test
    void leavesOutWhatIsEmptyButNotInsideFreeForm() {
        assertThat(ModelJson.gson().toJson(new V1Lease().metadata(new V1ObjectMeta().name("a"))))
                .isEqualTo("{\"metadata\":{\"name\":\"a\"}}");
        var schema = "{\"default\":{\"a\":{},\"b\":[]},\"type\":\"object\"}";
        var read = ModelJson.gson().fromJson(schema, V1JSONSchemaProps.class);
        assertThat(JsonParser.parseString(ModelJson.gson().toJson(read))).isEqualTo(JsonParser.parseString(schema));
    }

    @Test
    void namesTheItemsOfAList() {
        var named = ModelJson.named(new V1Lease());
        assertThat(named.getApiVersion() + "/" + named.getKind()).isEqualTo("coordination.k8s.io/v1/Lease");
    }
}
