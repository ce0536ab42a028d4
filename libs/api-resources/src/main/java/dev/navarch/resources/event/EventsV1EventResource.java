package dev.navarch.resources.event;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class EventsV1EventResource {
    private EventsV1EventResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("events.k8s.io/v1", "Event", "events")
                .shortNames("ev")
                .storedAs("v1")
                .strategy(new EventStrategy(true))
                .columns(new EventColumns())
                .define();
    }
}
