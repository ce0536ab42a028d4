package dev.navarch.apiserver;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxObservationAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The API server. Who may do what is decided by its own filters, as in Kubernetes, not by Spring Security's chain. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableAutoConfiguration(
        exclude = {
            ReactiveUserDetailsServiceAutoConfiguration.class,
            ReactiveManagementWebSecurityAutoConfiguration.class,
            ReactiveWebSecurityAutoConfiguration.class,
            WebFluxObservationAutoConfiguration.class
        })
@Import({ApiServerConfiguration.class, PodActionsConfiguration.class})
public class ApiServerApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(ApiServerApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=api-server-service");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
