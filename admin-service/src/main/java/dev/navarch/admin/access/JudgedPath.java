package dev.navarch.admin.access;

import java.util.regex.Pattern;

/**
 * What a request is judged as: one that the admin passes on, as the same request to the role's own Actuator, so that nobody may more
 * here than there; everything else as one to the Actuator's root.
 */
final class JudgedPath {
    private static final String ROOT = "/actuator";
    private static final Pattern PASSED_ON = Pattern.compile("/(?:instances|applications)/[^/]+(/actuator(?:/.*)?)");

    private JudgedPath() {}

    static String of(String path) {
        var passedOn = PASSED_ON.matcher(path);
        return passedOn.matches() ? passedOn.group(1) : ROOT;
    }
}
