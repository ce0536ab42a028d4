package dev.navarch.apiserver.allocation;

import tools.jackson.databind.JsonNode;

/** Who holds an address or a port. */
public record ServiceName(String namespace, String name) {
    static ServiceName of(JsonNode service) {
        var metadata = service.path("metadata");
        return new ServiceName(
                metadata.path("namespace").asString(""), metadata.path("name").asString(""));
    }

    static ServiceName parse(String text) {
        var slash = text.indexOf('/');
        return new ServiceName(text.substring(0, Math.max(0, slash)), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
