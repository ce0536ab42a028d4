package dev.navarch.client.event;

import io.kubernetes.client.openapi.models.V1ObjectReference;

/** Something that happened, as it was told. */
record Occurrence(V1ObjectReference about, String type, String reason, String message) {
    /** Without the message: what similar events share. */
    String similarityKey() {
        return String.join(
                "\u0000",
                about.getKind(),
                text(about.getNamespace()),
                about.getName(),
                text(about.getUid()),
                text(about.getApiVersion()),
                type,
                reason);
    }

    /** Who it is about; what the spam filter counts by. */
    String subjectKey() {
        return String.join(
                "\u0000",
                about.getKind(),
                text(about.getNamespace()),
                about.getName(),
                text(about.getUid()),
                text(about.getApiVersion()));
    }

    String identityKey() {
        return similarityKey() + "\u0000" + text(about.getFieldPath()) + "\u0000" + message;
    }

    Occurrence withMessage(String changed) {
        return new Occurrence(about, type, reason, changed);
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
