package dev.navarch.apiserver.handlers;

import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.name.GroupVersionKind;

/**
 * The form in which a client wants its answer.
 *
 * @param asVersion v1 or v1beta1 of meta.k8s.io; empty for whole objects
 */
public record Form(MediaType media, Shape shape, String asVersion, boolean pretty) {
    public enum Shape {
        OBJECT,
        TABLE,
        METADATA
    }

    public static final Form JSON = new Form(MediaType.JSON, Shape.OBJECT, "", false);

    /** What an object is called of which only the metadata is sent. */
    public GroupVersionKind metadataKind() {
        return new GroupVersionKind("meta.k8s.io", asVersion, "PartialObjectMetadata");
    }

    /** Whether stored bytes can be sent as they are. */
    public boolean isPlainJson() {
        return media == MediaType.JSON && shape == Shape.OBJECT && !pretty;
    }
}
