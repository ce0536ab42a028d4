package dev.navarch.client;

import io.kubernetes.client.common.KubernetesObject;

/** Tells people what happened to an object; shown by {@code kubectl describe}. Never blocks and never fails. */
public interface EventRecorder {
    void normal(KubernetesObject about, String reason, String message);

    void warning(KubernetesObject about, String reason, String message);

    /** About a part of the object, such as {@code spec.containers{web}}. */
    void event(KubernetesObject about, String fieldPath, String type, String reason, String message);
}
