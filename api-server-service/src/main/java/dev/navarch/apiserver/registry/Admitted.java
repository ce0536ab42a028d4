package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Lets admission have its say about a write, unless it is the server's own. */
final class Admitted {
    private final Admission admission;

    Admitted(Admission admission) {
        this.admission = admission;
    }

    /** And gives what plugins added its defaults. */
    void mutate(
            Operation operation,
            ServedResource resource,
            WriteContext context,
            String name,
            ObjectNode object,
            @Nullable ObjectNode stored) {
        if (!context.admitted()) return;
        admission.mutate(request(operation, resource, context, name, object, stored), context.warnings());
        resource.strategy().applyDefaults(object);
    }

    void validate(
            Operation operation,
            ServedResource resource,
            WriteContext context,
            String name,
            @Nullable ObjectNode object,
            @Nullable ObjectNode stored) {
        if (!context.admitted()) return;
        admission.validate(request(operation, resource, context, name, object, stored), context.warnings());
    }

    private static AdmissionRequest request(
            Operation operation,
            ServedResource resource,
            WriteContext context,
            String name,
            @Nullable ObjectNode object,
            @Nullable ObjectNode stored) {
        var kind = resource.kind();
        var aboutNamespace = kind.kind().equals("Namespace") && kind.group().isEmpty();
        return new AdmissionRequest(
                operation,
                context.info(),
                resource.names(),
                kind,
                aboutNamespace ? name : context.info().namespace(),
                name,
                object,
                stored,
                context.caller(),
                context.dryRun());
    }
}
