package dev.navarch.client;

import java.util.List;
import java.util.Map;

/** @param failures group versions that could not be asked, with the error */
public record Discovery(List<ServedResource> resources, Map<String, String> failures) {
    public Discovery {
        resources = List.copyOf(resources);
        failures = Map.copyOf(failures);
    }
}
