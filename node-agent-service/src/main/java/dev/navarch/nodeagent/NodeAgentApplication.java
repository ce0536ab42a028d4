package dev.navarch.nodeagent;

import dev.navarch.nodeagent.join.JoinInitializer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** A node: the kubelet's part and the service proxy's. Runs in its node's network namespace. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan(
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "dev\\.navarch\\.nodeagent\\.simulated\\..*"))
public class NodeAgentApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(NodeAgentApplication.class)
                .web(WebApplicationType.REACTIVE)
                .initializers(new JoinInitializer())
                .properties(
                        "spring.config.name=node-agent-service",
                        // A node's name need not resolve; nobody here asks for it.
                        "spring.cloud.inetutils.timeout-seconds=0",
                        "spring.cloud.discovery.enabled=false");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
