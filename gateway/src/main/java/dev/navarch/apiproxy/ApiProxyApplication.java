package dev.navarch.apiproxy;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Stands before several API servers where nothing else does. Needs no cluster to do so. */
@SpringBootApplication(excludeName = "org.springframework.cloud.kubernetes.client.KubernetesClientAutoConfiguration")
public class ApiProxyApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(ApiProxyApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties(
                        "spring.config.name=api-proxy",
                        "spring.cloud.gateway.server.webflux.enabled=false",
                        "spring.cloud.inetutils.timeout-seconds=0",
                        "spring.cloud.discovery.enabled=false");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
