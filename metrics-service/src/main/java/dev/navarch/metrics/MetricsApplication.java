package dev.navarch.metrics;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Serves metrics.k8s.io behind the API server's aggregation. */
@SpringBootApplication
public class MetricsApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(MetricsApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=metrics-service");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
