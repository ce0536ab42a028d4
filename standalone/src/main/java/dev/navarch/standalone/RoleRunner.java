package dev.navarch.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The main class of every server process: runs one role or several, each in an application context of its own.
 *
 * <p>The first role starts alone, since it configures logging for the whole process and parallel starts race there; the others
 * start together. A role that fails to start is named and ends the process. The contexts close in reverse order on SIGTERM.
 */
public final class RoleRunner {
    private static final Logger log = LoggerFactory.getLogger(RoleRunner.class);

    private final @Nullable Path configuration;
    private final Map<Role, ConfigurableApplicationContext> contexts = new LinkedHashMap<>();

    RoleRunner(@Nullable Path configuration) {
        this.configuration = configuration;
    }

    /**
     * @param arguments the roles, comma-separated, and the directory with a properties file for each. Without arguments, as in a
     *     container, there is one role, which {@code NAVARCH_ROLE} names, and the environment has its settings
     */
    public static void main(String[] arguments) throws Exception {
        var roles = arguments.length > 0 ? arguments[0] : System.getenv().getOrDefault("NAVARCH_ROLE", "");
        var runner = new RoleRunner(arguments.length > 1 ? Path.of(arguments[1]) : null);
        Runtime.getRuntime().addShutdownHook(new Thread(runner::close, "close-roles"));
        runner.start(Role.parse(roles));
    }

    void start(List<Role> roles) throws Exception {
        run(roles.getFirst());
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        var starts = new ArrayList<Future<?>>();
        try (var executor = Executors.newCachedThreadPool()) {
            for (var role : roles.subList(1, roles.size())) {
                starts.add(executor.submit(() -> run(role)));
            }
        }
        for (var start : starts) start.get();
        log.info("All roles started roles={}", roles.stream().map(Role::label).toList());
    }

    private void run(Role role) {
        var started = System.nanoTime();
        try {
            var context = role.application()
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    .run(arguments(role));
            synchronized (contexts) {
                contexts.put(role, context);
            }
            log.info("Started role={} tookMs={}", role.label(), (System.nanoTime() - started) / 1_000_000);
        } catch (RuntimeException | Error failure) {
            log.error("Role did not start role={}", role.label(), failure);
            Runtime.getRuntime().halt(1);
        }
    }

    private String[] arguments(Role role) {
        var arguments = new ArrayList<>(
                List.of("--spring.jmx.enabled=false", "--" + RoleAutoConfigurations.ROLE + "=" + role.label()));
        if (configuration != null) {
            var file = configuration.resolve(role.label() + ".properties");
            arguments.add("--spring.config.additional-location=file:" + file);
        }
        return arguments.toArray(String[]::new);
    }

    Map<Role, ConfigurableApplicationContext> contexts() {
        synchronized (contexts) {
            return Map.copyOf(contexts);
        }
    }

    private void close() {
        List<ConfigurableApplicationContext> closing;
        synchronized (contexts) {
            closing = List.copyOf(contexts.values()).reversed();
        }
        closing.forEach(ConfigurableApplicationContext::close);
    }
}
