package dev.navarch.client;

import io.kubernetes.client.common.KubernetesObject;
import org.jspecify.annotations.Nullable;

/** Tells people what happened to an object; shown by {@code kubectl describe}. Never blocks and never fails. */
public interface EventRecorder {
    void normal(KubernetesObject about, String reason, String message);

    void warning(KubernetesObject about, String reason, String message);

    /** About a part of the object, such as {@code spec.containers{web}}. */
    void event(KubernetesObject about, String fieldPath, String type, String reason, String message);

    /**
     * The newer form, which the scheduler and the service proxy use: eventTime, action and series instead of firstTimestamp and
     * count, reportingComponent instead of source.
     *
     * @param related who has a part in it, such as the preemptor
     */
    default void action(
            KubernetesObject about,
            @Nullable KubernetesObject related,
            String type,
            String reason,
            String action,
            String message) {
        event(about, "", type, reason, message);
    }
}
