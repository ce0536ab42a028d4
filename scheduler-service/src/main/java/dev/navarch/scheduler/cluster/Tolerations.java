package dev.navarch.scheduler.cluster;

import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Taint;
import io.kubernetes.client.openapi.models.V1Toleration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The taints that a pod puts up with. */
public record Tolerations(List<V1Toleration> list) {
    public static Tolerations of(V1PodSpec spec) {
        return new Tolerations(spec.getTolerations() == null ? List.of() : spec.getTolerations());
    }

    public boolean tolerate(V1Taint taint) {
        for (var toleration : list) {
            if (tolerates(toleration, taint)) return true;
        }
        return false;
    }

    private static boolean tolerates(V1Toleration toleration, V1Taint taint) {
        if (isSet(toleration.getEffect()) && !toleration.getEffect().equals(taint.getEffect())) return false;
        if (isSet(toleration.getKey()) && !toleration.getKey().equals(taint.getKey())) return false;
        if ("Exists".equals(toleration.getOperator())) return true;
        return isSet(toleration.getKey())
                && Objects.requireNonNullElse(toleration.getValue(), "")
                        .equals(Objects.requireNonNullElse(taint.getValue(), ""));
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
