package dev.navarch.controller;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Runs the control loops. */
@SpringBootApplication
public class ControllerApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(ControllerApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=controller-service");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
