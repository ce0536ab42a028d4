package dev.navarch.scheduler.cluster;

import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Taint;
import io.kubernetes.client.openapi.models.V1Toleration;
import java.util.List;
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
        if (!isAnyOr(toleration.getEffect(), taint.getEffect())) return false;
        if (!isAnyOr(toleration.getKey(), taint.getKey())) return false;
        if ("Exists".equals(toleration.getOperator())) return true;
        return isSet(toleration.getKey()) && orEmpty(toleration.getValue()).equals(orEmpty(taint.getValue()));
    }

    private static boolean isAnyOr(@Nullable String wanted, String actual) {
        return wanted == null || wanted.isEmpty() || wanted.equals(actual);
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
