package dev.navarch.apiserver.objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Service's ports. */
public final class ServicePorts {
    private ServicePorts() {}

    /** What endpoints call the port of that number, empty for one without a name; null where the Service has no such port. */
    public static @Nullable String name(JsonNode service, int number) {
        for (var port : service.path("spec").path("ports"))
            if (port.path("port").asInt(0) == number) return port.path("name").asString("");
        return null;
    }
}
