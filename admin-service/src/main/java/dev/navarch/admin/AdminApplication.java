package dev.navarch.admin;

import de.codecentric.boot.admin.server.config.EnableAdminServer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.kubernetes.client.discovery.KubernetesClientInformerAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Shows every role of the cluster: health with what is wrong, metrics, log levels. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = KubernetesClientInformerAutoConfiguration.class)
@EnableAdminServer
@Import(AdminConfiguration.class)
public class AdminApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(AdminApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=admin-service");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
