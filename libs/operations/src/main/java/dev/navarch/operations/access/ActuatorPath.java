package dev.navarch.operations.access;

import org.springframework.http.server.PathContainer;

/**
 * The path of a request as Spring matches it: decoded, without matrix parameters. What the gate looks at must be what is served, or
 * {@code /%61ctuator/loggers} would pass it by.
 */
public record ActuatorPath(String value) {
    private static final String BASE = "/actuator";
    private static final String HEALTH = BASE + "/health";

    public static ActuatorPath of(PathContainer path) {
        var value = new StringBuilder();
        for (var element : path.elements()) {
            value.append(
                    element instanceof PathContainer.PathSegment segment ? segment.valueToMatch() : element.value());
        }
        return new ActuatorPath(value.toString());
    }

    /** Whether it is the Actuator's at all. */
    public boolean guarded() {
        return within(BASE);
    }

    /** Whether everybody may ask: for health, which tells details only to those who may. */
    boolean open() {
        return within(HEALTH);
    }

    private boolean within(String base) {
        return value.equals(base) || value.startsWith(base + "/");
    }
}
