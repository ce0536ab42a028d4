package dev.navarch.gateway.route;

import io.kubernetes.client.openapi.models.V1IngressBackend;

/** Finds what an Ingress names as its backend. */
@FunctionalInterface
public interface Backends {
    Answer find(String namespace, V1IngressBackend wanted);

    sealed interface Answer {}

    record Found(Backend backend) implements Answer {}

    /**
     * @param backend what was meant, as far as it is known; it has no endpoints
     * @param reason as Events give it
     */
    record Broken(Backend backend, String reason, String message) implements Answer {}
}
