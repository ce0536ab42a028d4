package dev.navarch.client;

import io.kubernetes.client.common.KubernetesObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of one kind. The namespace is the empty string for cluster-scoped kinds. Every method throws {@link ApiFailure} for
 * an answer that is not 2xx and for a request that got none; nothing is sent twice by itself.
 */
public interface ResourceClient<T extends KubernetesObject> {
    @Nullable
    T find(String namespace, String name);

    T get(String namespace, String name);

    /** From the server, at the newest revision. */
    List<T> list(String namespace, String labelSelector, String fieldSelector);

    T create(T object);

    T update(T object);

    T updateStatus(T object);

    /** PUT to {@code …/name/subresource}, such as namespaces/finalize or pods/ephemeralcontainers. */
    T updateSubresource(T object, String subresource);

    T patch(String namespace, String name, PatchType type, String body);

    T patchStatus(String namespace, String name, PatchType type, String body);

    /** With preconditions where {@code uid} is given; not-found is no failure. */
    void delete(String namespace, String name, DeleteRequest request);

    /** POST to {@code …/name/subresource}, such as pods/binding or serviceaccounts/token; the answer as {@code answerType}. */
    <A> A createSubresource(String namespace, String name, String subresource, Object body, Class<A> answerType);

    enum PatchType {
        JSON,
        MERGE,
        STRATEGIC_MERGE
    }

    /** @param propagationPolicy null for the kind's default */
    record DeleteRequest(
            @Nullable Long gracePeriodSeconds,
            @Nullable String uid,
            @Nullable String propagationPolicy) {
        public static final DeleteRequest DEFAULT = new DeleteRequest(null, null, null);
    }
}
