package dev.navarch.resources.podtemplate;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.Ports;
import java.util.List;

/** The rules for probes and lifecycle hooks, and for the handlers in both. */
public final class ProbeValidation {
    static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> PROBE_HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc");
    private static final List<String> HOOK_HANDLERS = List.of("exec", "httpGet", "tcpSocket", "sleep");

    private ProbeValidation() {}

    static void validate(Field probe, String name) {
        if (probe.absent()) return;
        handler(probe, PROBE_HANDLERS, 0);
        for (var field : List.of(
                "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"))
            probe.get(field).notNegative();
        var grace = probe.get("terminationGracePeriodSeconds");
        if (grace.present() && grace.number() <= 0) grace.invalid("must be greater than 0");
        if (name.equals("readinessProbe")) {
            if (grace.present()) grace.invalid("must not be set for readinessProbes");
        } else if (probe.get("successThreshold").number() != 1) {
            probe.get("successThreshold").invalid("must be 1");
        }
    }

    static void validateLifecycle(Field lifecycle, PodContext pod) {
        for (var hook : List.of("postStart", "preStop"))
            if (lifecycle.get(hook).present()) handler(lifecycle.get(hook), HOOK_HANDLERS, pod.gracePeriodSeconds());
        var signal = lifecycle.get("stopSignal");
        if (signal.absent()) return;
        if (pod.os().isEmpty()) signal.forbidden("may not be set for containers with empty `spec.os.name`");
        else if (pod.os().equals("windows")) signal.oneOf(List.of("SIGKILL", "SIGTERM"));
        else if (!signal.text().matches("SIG[A-Z0-9]+([+-]\\d+)?")) signal.notSupported(List.of());
    }

    private static void handler(Field handler, List<String> kinds, long gracePeriod) {
        var set = kinds.stream().filter(kind -> handler.get(kind).present()).toList();
        if (set.isEmpty()) handler.required("must specify a handler type");
        for (var kind : set) {
            var action = handler.get(kind);
            if (!kind.equals(set.getFirst())) {
                action.forbidden("may not specify more than 1 handler type");
                continue;
            }
            switch (kind) {
                case "exec" -> action.get("command").needed();
                case "httpGet" -> httpGet(action);
                case "tcpSocket" -> Ports.numberOrName(action.get("port"));
                case "grpc" -> action.get("port").between(1, 65535);
                default -> sleep(action, gracePeriod);
            }
        }
    }

    private static void httpGet(Field action) {
        action.get("path").needed();
        Ports.numberOrName(action.get("port"));
        action.get("scheme").oneOf(List.of("HTTP", "HTTPS"));
        for (var header : action.get("httpHeaders").items())
            Names.httpHeader(header.get("name").text())
                    .forEach(problem ->
                            action.get("httpHeaders").invalid(header.get("name").text(), problem));
    }

    private static void sleep(Field action, long gracePeriod) {
        var seconds = action.get("seconds").number();
        if (seconds < 0 || seconds > gracePeriod)
            action.invalid(
                    seconds, "must be non-negative and less than terminationGracePeriodSeconds (" + gracePeriod + ")");
    }
}
