package dev.navarch.scheduler;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Gives pods their nodes. */
@SpringBootApplication
public class SchedulerApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(SchedulerApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=scheduler-service");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
