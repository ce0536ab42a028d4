package dev.navarch.machinery.openapi;

import dev.navarch.machinery.name.GroupVersionKind;
import java.util.List;

/**
 * One method of one path, in the form that both versions of OpenAPI are written from.
 *
 * @param action upstream's word: get, list, post, put, patch, delete, deletecollection, connect
 * @param body the definition of the request's body; empty when there is none
 * @param consumes media types of the body
 * @param response the definition of the answer; empty for a text or a stream
 */
record ApiOperation(
        String path,
        String method,
        String action,
        String id,
        String tag,
        GroupVersionKind kind,
        String body,
        List<String> consumes,
        String response,
        List<QueryParameter> query) {
    static final List<String> MEDIA_TYPES =
            List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");

    ApiOperation {
        consumes = List.copyOf(consumes);
        query = List.copyOf(query);
    }

    /** Those in braces. */
    List<String> pathParameters() {
        return path.contains("{namespace}")
                ? path.contains("{name}") ? List.of("name", "namespace") : List.of("namespace")
                : path.contains("{name}") ? List.of("name") : List.of();
    }
}
