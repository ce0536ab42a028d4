package dev.navarch.machinery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.machinery.status.StatusException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectDecoderTest {
    private static final GroupVersionKind CONFIG_MAP = new GroupVersionKind("", "v1", "ConfigMap");
    private static final GroupVersionKind DEPLOYMENT = new GroupVersionKind("apps", "v1", "Deployment");

    private final ObjectDecoder decoder = new ObjectDecoder(SchemaCatalog.builtIn());

    @Test
    void takesTheKindFromTheUrlWhereTheBodySaysNothing() {
        var decoded = decode("{\"metadata\":{\"name\":\"q\"}}", CONFIG_MAP, FieldValidation.STRICT);

        assertThat(decoded.kind()).isEqualTo(CONFIG_MAP);
        assertThat(decoded.object())
                .hasToString("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"q\"}}");
    }

    @Test
    void warnsOfUnknownAndDuplicateFields() {
        var body = "{\"data\":{\"a\":\"1\",\"a\":\"2\"},\"Kind\":\"x\",\"metadata\":{\"nosuch\":1}}";

        var decoded = decode(body, CONFIG_MAP, FieldValidation.WARN);

        assertThat(decoded.warnings())
                .containsExactly(
                        "duplicate field \"data.a\"", "unknown field \"metadata.nosuch\"", "unknown field \"Kind\"");
        assertThat(decoded.object().path("data").path("a").asString()).isEqualTo("2");
        assertThat(decode(body, CONFIG_MAP, FieldValidation.IGNORE).warnings()).isEmpty();
        assertRefused(
                body,
                CONFIG_MAP,
                "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: "
                        + "duplicate field \"data.a\", unknown field \"metadata.nosuch\", unknown field \"Kind\"");
    }

    @Test
    void writesWhatUpstreamAlwaysWritesAndDropsWhatIsEmpty() {
        var decoded = decode("""
                {"spec":{"replicas":0,"minReadySeconds":0,"selector":null,
                 "template":{"spec":{"containers":[{"name":"c","args":[],"ports":[{"containerPort":80,"hostPort":0}],"tty":false}],"hostname":"","hostNetwork":false}}}}""", DEPLOYMENT, FieldValidation.STRICT);

        assertThat(decoded.object()).isEqualTo(Json.read("""
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{},
                 "spec":{"replicas":0,"selector":null,"strategy":{},
                  "template":{"metadata":{},"spec":{"containers":[{"name":"c","ports":[{"containerPort":80}],"resources":{}}]}}},
                 "status":{}}"""));
    }

    @Test
    void normalizesOnce() {
        var once = decode("{\"spec\":{\"template\":{}}}", DEPLOYMENT, FieldValidation.STRICT)
                .object();
        var twice = once.deepCopy();

        decoder.normalize(twice, SchemaCatalog.builtIn().get(DEPLOYMENT));

        assertThat(twice).isEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {              | unexpected end of JSON input
            {"a" 1}        | invalid character '1' after object key
            {"a":1,}       | invalid character '}' looking for beginning of object key string
            {"a":tru}      | invalid character '}' in literal true (expecting 'e')
            {"a":1}}       | invalid character '}' after top-level value
            {'a':1}        | invalid character '\\'' looking for beginning of object key string
            [1 2]          | invalid character '2' after array element
            {"a":01}       | invalid character '1' after object key:value pair
            {"a":1.}       | invalid character '}' after decimal point in numeric literal
            {"a":"\\x"}    | invalid character 'x' in string escape code
            """)
    void explainsBrokenJsonAsGoDoes(String body, String message) {
        assertRefused(
                body,
                CONFIG_MAP,
                "the object provided is unrecognized (must be of type ConfigMap): "
                        + "couldn't get version/kind; json parse error: " + message + " (" + summary(body) + ")");
    }

    private static String summary(String body) {
        return body.startsWith("{") ? body : java.util.HexFormat.of().formatHex(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesAnEmptyBody() {
        assertRefused(
                "",
                CONFIG_MAP,
                "the object provided is unrecognized (must be of type ConfigMap): couldn't get "
                        + "version/kind; json parse error: unexpected end of JSON input (<empty>)");
    }

    @Test
    void refusesWhatIsTooDeep() {
        var body = "{\"data\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThatThrownBy(() -> decode(body, CONFIG_MAP, FieldValidation.WARN))
                .isInstanceOf(StatusException.class)
                .hasMessageContaining("exceeded max depth");
    }

    @Test
    void namesTheLineOfAYamlKeyGivenTwice() {
        assertThatThrownBy(() -> decoder.decode(
                        "data: {a: b}\ndata: {c: d}\n".getBytes(StandardCharsets.UTF_8),
                        MediaType.YAML,
                        CONFIG_MAP,
                        FieldValidation.STRICT))
                .hasMessage(
                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: yaml: "
                                + "unmarshal errors:\n  line 2: key \"data\" already set in map");
    }

    private Decoded decode(String body, GroupVersionKind kind, FieldValidation validation) {
        return decoder.decode(body.getBytes(StandardCharsets.UTF_8), MediaType.JSON, kind, validation);
    }

    private void assertRefused(String body, GroupVersionKind kind, String message) {
        assertThatThrownBy(() -> decode(body, kind, FieldValidation.STRICT))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        refused -> assertThat(refused.status().message()).isEqualTo(message));
    }
}
