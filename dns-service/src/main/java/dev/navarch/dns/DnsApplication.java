package dev.navarch.dns;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Gives Services and pods their names. */
@SpringBootApplication
public class DnsApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(DnsApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=dns-service");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
