package dev.navarch.controller.pods;

import io.kubernetes.client.openapi.models.V1Taint;
import io.kubernetes.client.openapi.models.V1Toleration;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

public final class Tolerations {
    private Tolerations() {}

    public static boolean tolerates(@Nullable Collection<V1Toleration> tolerations, V1Taint taint) {
        return tolerations != null && tolerations.stream().anyMatch(toleration -> tolerates(toleration, taint));
    }

    public static boolean tolerates(V1Toleration toleration, V1Taint taint) {
        var effect = toleration.getEffect();
        if (effect != null && !effect.isEmpty() && !effect.equals(taint.getEffect())) {
            return false;
        }
        var exists = "Exists".equals(toleration.getOperator());
        var key = Objects.requireNonNullElse(toleration.getKey(), "");
        if (key.isEmpty()) {
            return exists;
        }
        return key.equals(taint.getKey())
                && (exists
                        || Objects.requireNonNullElse(toleration.getValue(), "")
                                .equals(Objects.requireNonNullElse(taint.getValue(), "")));
    }
}
