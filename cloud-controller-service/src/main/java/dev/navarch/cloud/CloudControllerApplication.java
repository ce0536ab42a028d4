package dev.navarch.cloud;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Runs the loops that speak to a cloud. */
@SpringBootApplication
public class CloudControllerApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(CloudControllerApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=cloud-controller-service");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
