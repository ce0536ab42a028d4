package dev.navarch.machinery.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.schema.SchemaCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class StrategicMergePatchTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'containers':[{'name':'a'},{'name':'b'}]} | {'containers':[{'name':'b','image':'i'}]}            | {'containers':[{'name':'a'},{'name':'b','image':'i'}]}
            {'containers':[{'name':'a'}]}              | {'containers':[{'name':'n'}]}                        | {'containers':[{'name':'n'},{'name':'a'}]}
            {'containers':[{'name':'a'},{'name':'b'}]} | {'containers':[{'name':'a','$patch':'delete'}]}      | {'containers':[{'name':'b'}]}
            {'containers':[{'name':'a'},{'name':'b'}]} | {'containers':[{'$patch':'replace'},{'name':'c'}]}   | {'containers':[{'name':'c'}]}
            {'containers':[{'name':'a'},{'name':'b'}]} | {'$setElementOrder/containers':[{'name':'b'},{'name':'a'}]} | {'containers':[{'name':'b'},{'name':'a'}]}
            {'tolerations':[{'key':'a'}]}              | {'tolerations':[{'key':'b'}]}                        | {'tolerations':[{'key':'b'}]}
            {'nodeSelector':{'a':'1','b':'2'}}         | {'nodeSelector':{'b':null,'c':'3'}}                  | {'nodeSelector':{'a':'1','c':'3'}}
            {'nodeSelector':{'a':'1'}}                 | {'nodeSelector':{'$patch':'replace','c':'3'}}        | {'nodeSelector':{'c':'3'}}
            {'nodeSelector':{'a':'1'}}                 | {'nodeSelector':{'$patch':'delete'}}                 | {'nodeSelector':{}}
            {'volumes':[{'name':'v','emptyDir':{}}]}   | {'volumes':[{'name':'v','$retainKeys':['name','hostPath'],'hostPath':{'path':'/'}}]} | {'volumes':[{'name':'v','hostPath':{'path':'/'}}]}
            {'hostname':'a'}                           | {'hostname':null,'subdomain':null}                   | {}
            {'hostname':'a'}                           | {}                                                   | {'hostname':'a'}
            {}                                         | {'containers':[{'name':'a','$patch':'delete'},{'name':'b','env':[{'name':'x','$patch':'delete'}]}]} | {'containers':[{'name':'b','env':[]}]}
            """)
    void mergesAPodSpec(String original, String patch, String expected) {
        assertThat(apply(patch, original)).isEqualTo(json(expected));
    }

    @Test
    void mergesSetsOfValues() {
        var schema = SchemaCatalog.builtIn().get("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
        var current = json("{'finalizers':['a','b','c']}");

        assertThat(StrategicMergePatch.apply(json("{'finalizers':['d','b']}"), current, schema))
                .isEqualTo(json("{'finalizers':['d','a','b','c']}"));
        assertThat(StrategicMergePatch.apply(
                        json("{'$deleteFromPrimitiveList/finalizers':['a','x']}"), current, schema))
                .isEqualTo(json("{'finalizers':['b','c']}"));
        assertThat(StrategicMergePatch.apply(
                        json("{'$setElementOrder/finalizers':['c','z','a'],'finalizers':['z']}"), current, schema))
                .isEqualTo(json("{'finalizers':['b','c','z','a']}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'containers':[{'image':'i'}]}                      | UNEXPECTED | map: map[image:i] does not contain declared merge key: name
            {'containers':[{'name':'a','$patch':'merge'}]}      | UNEXPECTED | merging lists cannot yet be specified in the patch
            {'nodeSelector':{'$patch':'odd'}}                   | UNEXPECTED | unknown patch type: odd in map: map[$patch:odd]
            {'$retainKeys':1}                                   | MALFORMED  | invalid patch format of retainKeys
            {'$retainKeys':['a'],'hostname':'x'}                | MALFORMED  | invalid patch format of retainKeys
            {'$setElementOrder/containers':1}                   | MALFORMED  | invalid patch format of setElementOrder list
            """)
    void refusesWhatUpstreamRefuses(String patch, PatchException.Answer answer, String message) {
        assertThatThrownBy(() -> apply(patch, "{'containers':[{'name':'a'}],'nodeSelector':{'a':'1'}}"))
                .isInstanceOfSatisfying(
                        PatchException.class,
                        refused -> assertThat(refused.answer()).isEqualTo(answer))
                .hasMessage(message);
    }

    @Test
    void leavesTheObjectAsItIs() {
        var original = json("{'containers':[{'name':'a'}]}");

        StrategicMergePatch.apply(json("{'containers':null}"), original, podSpec());

        assertThat(original).isEqualTo(json("{'containers':[{'name':'a'}]}"));
    }

    private static ObjectNode apply(String patch, String original) {
        return StrategicMergePatch.apply(json(patch), json(original), podSpec());
    }

    private static dev.navarch.machinery.schema.ObjectType podSpec() {
        return SchemaCatalog.builtIn().get("io.k8s.api.core.v1.PodSpec");
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'));
    }
}
