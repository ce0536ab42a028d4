package dev.navarch.resources.podtemplate;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for the lists of containers: what differs between them, and what must be unique over them. */
final class ContainerListValidation {
    private static final List<String> NOT_FOR_PLAIN_INIT =
            List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> RESTART_POLICIES = List.of("Always", "Never", "OnFailure");

    private ContainerListValidation() {}

    static void validate(Field spec, PodContext pod) {
        var names = new HashSet<String>();
        var containers = spec.get("containers");
        if (containers.empty()) containers.required("");
        for (var container : containers.items()) {
            ContainerValidation.validate(container, pod, true);
            name(container, names);
            lifecycle(container, pod);
        }
        hostPorts(containers.items(), pod);
        for (var container : spec.get("initContainers").items()) init(container, names, pod);
        EphemeralContainerValidation.validate(spec, names, pod);
    }

    private static void name(Field container, Set<String> names) {
        if (container.get("name").notEmpty() && !names.add(container.get("name").text()))
            container.get("name").duplicate();
    }

    private static void init(Field container, Set<String> names, PodContext pod) {
        var sidecar = container.get("restartPolicy").text().equals("Always");
        ContainerValidation.validate(container, pod, sidecar);
        name(container, names);
        hostPorts(List.of(container), pod);
        if (sidecar) {
            lifecycle(container, pod);
            return;
        }
        container.get("restartPolicy").oneOfIfSet(RESTART_POLICIES);
        for (var field : NOT_FOR_PLAIN_INIT)
            if (container.get(field).present())
                container.get(field).forbidden("may not be set for init containers without restartPolicy=Always");
    }

    private static void lifecycle(Field container, PodContext pod) {
        container.get("restartPolicy").oneOfIfSet(RESTART_POLICIES);
        ProbeValidation.validateLifecycle(container.get("lifecycle"), pod);
        for (var probe : ProbeValidation.PROBES) ProbeValidation.validate(container.get(probe), probe);
    }

    private static void hostPorts(List<Field> containers, PodContext pod) {
        var taken = new HashSet<String>();
        for (var container : containers)
            for (var port : container.get("ports").items()) {
                var hostPort = port.get("hostPort");
                if (pod.hostNetwork()
                        && hostPort.number() != port.get("containerPort").number()
                        && !(pod.template() && hostPort.number() == 0))
                    hostPort.invalid("must match `containerPort` when `hostNetwork` is true");
                if (hostPort.number() == 0) continue;
                var key = port.get("protocol").text() + "/" + port.get("hostIP").text() + "/" + hostPort.number();
                if (!taken.add(key)) hostPort.errors().add(duplicate(hostPort, key));
            }
    }

    private static FieldError duplicate(Field port, String key) {
        return FieldError.duplicate(port.path(), key);
    }
}
