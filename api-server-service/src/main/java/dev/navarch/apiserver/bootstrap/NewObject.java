package dev.navarch.apiserver.bootstrap;

import dev.navarch.machinery.codec.Json;
import tools.jackson.databind.node.ObjectNode;

/** Begins an object. */
final class NewObject {
    private NewObject() {}

    static ObjectNode of(String apiVersion, String kind, String namespace, String name) {
        var object = Json.object().put("apiVersion", apiVersion).put("kind", kind);
        var metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) metadata.put("namespace", namespace);
        return object;
    }

    static ObjectNode metadata(ObjectNode object) {
        return object.withObject("metadata");
    }
}
