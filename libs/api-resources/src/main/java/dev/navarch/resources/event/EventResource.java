package dev.navarch.resources.event;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class EventResource {
    private EventResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "Event", "events")
                .shortNames("ev")
                .strategy(new EventStrategy(false))
                .columns(new EventColumns())
                .define();
    }
}
