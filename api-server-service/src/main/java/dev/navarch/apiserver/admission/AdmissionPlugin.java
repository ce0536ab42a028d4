package dev.navarch.apiserver.admission;

import dev.navarch.machinery.status.StatusException;
import java.util.function.Consumer;

/**
 * One step of the chain. The list and order stand in AdmissionOrder. All plugins' {@code mutate} run first, then, on what came
 * out of them, all plugins' {@code validate}. Both run on the request's thread, again on each retry of a conflicting patch.
 */
public interface AdmissionPlugin {
    /** Upstream's name, as in messages and metrics: {@code NamespaceLifecycle}. */
    String name();

    /**
     * May change {@code request.object()}.
     *
     * @throws StatusException to refuse
     */
    default void mutate(AdmissionRequest request, Consumer<String> warnings) {}

    /** @throws StatusException to refuse */
    default void validate(AdmissionRequest request, Consumer<String> warnings) {}
}
