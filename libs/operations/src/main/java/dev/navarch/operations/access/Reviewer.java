package dev.navarch.operations.access;

import org.jspecify.annotations.Nullable;

/** Asks the cluster. Both methods throw {@code ApiFailure} when it does not answer. */
interface Reviewer {
    /** Whose token this is; null when it is nobody's. */
    @Nullable
    Caller authenticate(String token);

    /** @param verb an HTTP method in lower case */
    boolean allows(Caller caller, String verb, String path);
}
