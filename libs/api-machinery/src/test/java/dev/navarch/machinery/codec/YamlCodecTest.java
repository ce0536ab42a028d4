package dev.navarch.machinery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.machinery.schema.SchemaCatalog;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlCodecTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            y                  | true
            Off                | false
            "y"                | "y"
            'no'               | "no"
            !!str 12           | "12"
            ~                  | null
            12                 | 12
            1_000              | 1000
            0x1f               | 31
            010                | 8
            0o10               | 8
            0b11               | 3
            -5                 | -5
            1.5                | 1.5
            1.0                | 1
            1e3                | 1000
            1.2.3              | "1.2.3"
            08                 | 8
            2026-01-02         | "2026-01-02"
            12:30:45           | "12:30:45"
            [a, {b: on}]       | ["a",{"b":true}]
            {on: 1, 2: x}      | {"true":1,"2":"x"}
            """)
    void readsScalarsAsGoDoes(String yaml, String json) {
        assertThat(read(yaml)).hasToString(json);
    }

    @Test
    void followsAnchorsAndMerges() {
        assertThat(read("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\n"))
                .hasToString("{\"a\":{\"b\":1,\"c\":2},\"d\":{\"b\":1,\"c\":3}}");
    }

    @Test
    void keepsTheLastOfDuplicateKeysAndNamesTheirLine() {
        var tree = YamlCodec.readTree("a: 1\nb: 2\na: 3\n".getBytes(StandardCharsets.UTF_8));

        assertThat(tree.root()).hasToString("{\"a\":3,\"b\":2}");
        assertThat(tree.duplicates()).containsExactly("line 3: key \"a\" already set in map");
    }

    @Test
    void refusesBillionLaughs() {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 12; i++) bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));

        assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(YamlException.class);
    }

    @Test
    void saysWhereTheSyntaxIsWrong() {
        assertThatThrownBy(() -> read("a: [")).hasMessage("yaml: line 1: did not find expected node content");
    }

    @Test
    void quotesOnlyWhatWouldBeReadAsSomethingElse() {
        var tree = Json.read("""
                {"b":"yes","a":"text","n":"12","e":"","t":"2026-01-02T03:04:05Z","c":"a: b","h":"# no","m":"l1\\nl2\\n",
                 "k":"l1\\nl2","z":null,"o":{},"l":[],"list":[{"x":1,"y":[1,"-"]},"- a"],"sp":" x","f:a":{".":{}},"q":"it's: \\"x\\"","tab":"a\\tb"}""");

        assertThat(new String(YamlCodec.write(tree), StandardCharsets.UTF_8)).isEqualTo("""
                a: text
                b: "yes"
                c: 'a: b'
                e: ""
                f:a:
                  .: {}
                h: '# no'
                k: |-
                  l1
                  l2
                l: []
                list:
                - x: 1
                  "y":
                  - 1
                  - '-'
                - '- a'
                m: |
                  l1
                  l2
                "n": "12"
                o: {}
                q: 'it''s: "x"'
                sp: ' x'
                t: "2026-01-02T03:04:05Z"
                tab: "a\\tb"
                z: null
                """);
    }

    @Test
    void readsWhatItWrites() {
        var schemas = SchemaCatalog.builtIn();
        var trees = new RandomTrees(new Random(3));
        for (var kind : schemas.kinds()) {
            var tree = Json.readObject(Json.write(trees.object(schemas.get(kind))));
            assertThat(YamlCodec.read(YamlCodec.write(tree))).isEqualTo(tree);
        }
    }

    private static tools.jackson.databind.JsonNode read(String yaml) {
        return YamlCodec.read(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
