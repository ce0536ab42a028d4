package dev.navarch.controller.history;

import io.kubernetes.client.openapi.models.V1ControllerRevision;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.util.Objects;

/**
 * A template under the name of its ControllerRevision.
 *
 * @param hash as its label tells
 */
public record Revision(V1ControllerRevision object, String hash) {
    public String name() {
        return Objects.requireNonNull(object.getMetadata().getName());
    }

    public long number() {
        return Objects.requireNonNullElse(object.getRevision(), 0L);
    }

    public V1PodTemplateSpec template() {
        return TemplateData.template(object);
    }
}
