package dev.navarch.nodeagent.simulated;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Simulated nodes as a service. */
public final class SimulatedNodesApplication {
    private SimulatedNodesApplication() {}

    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(SimulatedNodesConfiguration.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=simulated-nodes");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
