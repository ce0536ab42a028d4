package dev.navarch.machinery.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.codec.FieldValidation;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.machinery.status.StatusException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ObjectPatcherTest {
    private static final GroupVersionKind KIND = new GroupVersionKind("", "v1", "ConfigMap");
    private static final String CURRENT =
            "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'c','labels':{'a':'1'}},'data':{'a':'1'}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MERGE_PATCH | {'data':{'a':null,'b':'2'}}                          | {'b':'2'}
            MERGE_PATCH | {'data':null}                                        |
            MERGE_PATCH | {'data':{'a':'1','x':null}}                          | {'a':'1'}
            JSON_PATCH  | [{'op':'add','path':'/data/b','value':'2'}]          | {'a':'1','b':'2'}
            JSON_PATCH  | [{'op':'replace','path':'/data','value':{'z':'0'}}]  | {'z':'0'}
            JSON_PATCH  | [{'op':'test','path':'/data/a','value':'1'}]         | {'a':'1'}
            JSON_PATCH  | [{'op':'move','from':'/data/a','path':'/data/b'}]    | {'b':'1'}
            JSON_PATCH  | [{'op':'copy','from':'/data/a','path':'/data/b'}]    | {'a':'1','b':'1'}
            JSON_PATCH  | [{'op':'add','path':'/data/n'}]                      | {'a':'1','n':''}
            """)
    void patchesTheData(PatchType type, String patch, String data) {
        var patched = patch(type, patch, FieldValidation.STRICT);

        assertThat(patched.get("data")).isEqualTo(data == null ? null : Json.read(quoted(data)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            JSON_PATCH  | {}                                          | 400 | error decoding patch: json: cannot unmarshal object into Go value of type []interface {}
            MERGE_PATCH | []                                          | 400 | error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}
            MERGE_PATCH | {                                           | 400 | error decoding patch: unexpected end of JSON input
            JSON_PATCH  | [{'op':'remove','path':'/none'}]            | 422 | the server rejected our request due to an error in our request
            JSON_PATCH  | [{'op':'test','path':'/data/a','value':1}]   | 422 | the server rejected our request due to an error in our request
            JSON_PATCH  | [{'op':'jump','path':'/data/a'}]            | 422 | the server rejected our request due to an error in our request
            JSON_PATCH  | [{'op':'add','path':'/metadata/labels/a/b','value':1}] | 422 | the server rejected our request due to an error in our request
            """)
    void answersAsUpstreamDoes(PatchType type, String patch, int code, String message) {
        var refused = refusal(type, patch);

        assertThat(refused.status().code()).isEqualTo(code);
        assertThat(refused.status().message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MERGE_PATCH           | {'data':{'a':1}}                      | json: cannot unmarshal number into Go struct field ConfigMap.data of type string
            MERGE_PATCH           | {'nosuch':1}                          | strict decoding error: unknown field "nosuch"
            STRATEGIC_MERGE_PATCH | {'data':{'a':1}}                      | cannot convert int64 to string
            STRATEGIC_MERGE_PATCH | {'immutable':true,'immutable':false}  | strict decoding error: duplicate field "immutable"
            """)
    void calls422WhatMakesNoObject(PatchType type, String patch, String detail) {
        var refused = refusal(type, patch);

        assertThat(refused.status().code()).isEqualTo(422);
        assertThat(refused.status().message())
                .startsWith(" \"\" is invalid: patch: Invalid value: ")
                .endsWith(detail);
    }

    private static StatusException refusal(PatchType type, String patch) {
        try {
            throw new AssertionError("not refused: " + patch(type, patch, FieldValidation.STRICT));
        } catch (StatusException refused) {
            return refused;
        }
    }

    private static ObjectNode patch(PatchType type, String patch, FieldValidation validation) {
        return new ObjectPatcher()
                .patch(
                        type,
                        quoted(patch).getBytes(StandardCharsets.UTF_8),
                        (ObjectNode) Json.read(quoted(CURRENT)),
                        KIND,
                        SchemaCatalog.builtIn().get(KIND),
                        validation)
                .object();
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
