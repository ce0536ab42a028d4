package dev.navarch.gateway;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Serves what Ingress objects say. */
@SpringBootApplication
public class GatewayApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties(
                        "spring.config.name=gateway",
                        // A machine's name need not resolve; nobody here asks for it.
                        "spring.cloud.inetutils.timeout-seconds=0",
                        "spring.cloud.discovery.enabled=false");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
