package dev.navarch.standalone;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps a role from configuring what stands on the class path for its siblings: here Tomcat and Netty, MVC and WebFlux, the API
 * server's security and everybody else's client are all present at once.
 */
public final class RoleAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {
    static final String ROLE = "navarch.role";

    private static final List<String> NOBODYS =
            List.of("org.springframework.boot.security.", "org.springframework.boot.data.redis.");
    private static final List<String> SERVLET = List.of(
            "org.springframework.boot.tomcat.",
            "org.springframework.boot.webmvc.",
            "org.springframework.boot.servlet.");
    private static final List<String> REACTIVE = List.of(
            "org.springframework.boot.reactor.netty.",
            "org.springframework.boot.webflux.",
            "org.springframework.boot.http.client.");
    private static final List<String> GATEWAY =
            List.of("org.springframework.cloud.gateway.", "org.springframework.boot.validation.");
    private static final List<String> CLOUD = List.of("org.springframework.cloud.");
    private static final List<String> ADMIN = List.of(
            "de.codecentric.boot.admin.",
            "org.springframework.boot.thymeleaf.",
            "org.springframework.boot.webclient.",
            "org.springframework.cloud.kubernetes.client.discovery.");

    private List<String> unwanted = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        var role = environment.getProperty(ROLE);
        if (role != null) unwanted = unwanted(Role.of(role));
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        var matches = new boolean[classes.length];
        for (var index = 0; index < classes.length; index++) {
            var name = classes[index];
            matches[index] = name == null || unwanted.stream().noneMatch(name::startsWith);
        }
        return matches;
    }

    private static List<String> unwanted(Role role) {
        var others = role.reactive() ? SERVLET : REACTIVE;
        var cloud = role == Role.API_SERVER || role == Role.API_PROXY ? CLOUD : List.<String>of();
        var admin = role == Role.ADMIN ? List.<String>of() : ADMIN;
        var gateway = role == Role.GATEWAY ? List.<String>of() : GATEWAY;
        return Stream.of(NOBODYS, others, cloud, gateway, admin)
                .flatMap(List::stream)
                .toList();
    }
}
