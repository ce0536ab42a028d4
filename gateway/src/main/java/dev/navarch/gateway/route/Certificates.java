package dev.navarch.gateway.route;

/** Finds the certificate that a Secret holds: the same object for as long as the Secret stays as it is. */
@FunctionalInterface
public interface Certificates {
    Answer find(String namespace, String secret);

    sealed interface Answer {}

    record Found(ServerCertificate certificate) implements Answer {}

    /** @param reason as Events give it */
    record Broken(String reason, String message) implements Answer {}
}
