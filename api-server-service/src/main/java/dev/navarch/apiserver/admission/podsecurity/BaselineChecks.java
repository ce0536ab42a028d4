package dev.navarch.apiserver.admission.podsecurity;

import static dev.navarch.apiserver.admission.podsecurity.Violation.containers;
import static dev.navarch.apiserver.admission.podsecurity.Violation.plural;
import static dev.navarch.apiserver.admission.podsecurity.Violation.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Nothing that is known to lead out of a container. */
final class BaselineChecks {
    private static final Set<String> CAPABILITIES = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");
    private static final Set<String> SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_wmem");

    static final List<Check> ALL = List.of(
            Check.baseline("appArmorProfile", 0, ProfileChecks::appArmor),
            Check.baseline("capabilities_baseline", 0, BaselineChecks::capabilities),
            Check.baseline("hostNamespaces", 0, BaselineChecks::hostNamespaces),
            Check.baseline("hostPathVolumes", 0, BaselineChecks::hostPathVolumes),
            Check.baseline("hostPorts", 0, BaselineChecks::hostPorts),
            Check.baseline("hostProbesAndHostLifecycle", 34, HandlerHosts::violation),
            Check.baseline("privileged", 0, BaselineChecks::privileged),
            Check.baseline("procMount", 0, BaselineChecks::procMount),
            Check.baseline("seLinuxOptions", 0, ProfileChecks::seLinux),
            Check.baseline("seccompProfile_baseline", 19, ProfileChecks::seccomp),
            Check.baseline("sysctls", 0, BaselineChecks::sysctls),
            Check.baseline("windowsHostProcess", 0, BaselineChecks::hostProcess));

    private BaselineChecks() {}

    private static @Nullable Violation capabilities(PodView pod) {
        var names = new ArrayList<String>();
        var added = new TreeSet<String>();
        for (var container : pod.containers()) {
            var bad = added(container, CAPABILITIES);
            if (!bad.isEmpty()) names.add(PodView.name(container));
            added.addAll(bad);
        }
        return names.isEmpty() ? null : new Violation("non-default capabilities", mustNotInclude(names, added));
    }

    static Set<String> added(JsonNode container, Set<String> allowed) {
        var bad = new TreeSet<String>();
        for (var capability :
                PodView.securityContext(container).path("capabilities").path("add"))
            if (!allowed.contains(capability.asString(""))) bad.add(capability.asString(""));
        return bad;
    }

    static String mustNotInclude(List<String> names, Set<String> capabilities) {
        return containers(names) + " must not include " + quoted(capabilities) + " in securityContext.capabilities.add";
    }

    private static @Nullable Violation hostNamespaces(PodView pod) {
        var used = List.of("hostNetwork", "hostPID", "hostIPC").stream()
                .filter(field -> pod.spec().path(field).asBoolean(false))
                .map(field -> field + "=true")
                .collect(Collectors.joining(", "));
        return used.isEmpty() ? null : new Violation("host namespaces", used);
    }

    private static @Nullable Violation hostPathVolumes(PodView pod) {
        var names = new ArrayList<String>();
        for (var volume : pod.spec().path("volumes"))
            if (volume.has("hostPath")) names.add(volume.path("name").asString(""));
        return names.isEmpty()
                ? null
                : new Violation("hostPath volumes", plural("volume", names.size()) + " " + quoted(names));
    }

    private static @Nullable Violation hostPorts(PodView pod) {
        var names = new ArrayList<String>();
        var ports = new TreeSet<String>();
        for (var container : pod.containers()) {
            var own = hostPorts(container);
            if (!own.isEmpty()) names.add(PodView.name(container));
            ports.addAll(own);
        }
        if (names.isEmpty()) return null;
        return new Violation(
                "hostPort",
                containers(names) + (names.size() == 1 ? " uses " : " use ") + plural("hostPort", ports.size()) + " "
                        + String.join(", ", ports));
    }

    private static Set<String> hostPorts(JsonNode container) {
        var ports = new TreeSet<String>();
        for (var port : container.path("ports"))
            if (port.path("hostPort").asInt(0) != 0)
                ports.add(Integer.toString(port.path("hostPort").asInt(0)));
        return ports;
    }

    private static @Nullable Violation privileged(PodView pod) {
        var names = pod.containers(container ->
                PodView.securityContext(container).path("privileged").asBoolean(false));
        return names.isEmpty()
                ? null
                : new Violation("privileged", containers(names) + " must not set securityContext.privileged=true");
    }

    private static @Nullable Violation procMount(PodView pod) {
        // A pod in a user namespace of its own sees nothing of the host's there.
        if (!pod.spec().path("hostUsers").asBoolean(true)) return null;
        var names = new ArrayList<String>();
        var kinds = new TreeSet<String>();
        for (var container : pod.containers()) {
            var kind = PodView.securityContext(container).path("procMount").asString("Default");
            if (kind.equals("Default")) continue;
            names.add(PodView.name(container));
            kinds.add(kind);
        }
        return names.isEmpty()
                ? null
                : new Violation(
                        "procMount", containers(names) + " must not set securityContext.procMount to " + quoted(kinds));
    }

    private static @Nullable Violation sysctls(PodView pod) {
        var bad = new ArrayList<String>();
        for (var sysctl : pod.securityContext().path("sysctls"))
            if (!SYSCTLS.contains(sysctl.path("name").asString("")))
                bad.add(sysctl.path("name").asString(""));
        return bad.isEmpty() ? null : new Violation("forbidden sysctls", String.join(", ", bad));
    }

    private static @Nullable Violation hostProcess(PodView pod) {
        var setters = Violation.setters(
                isHostProcess(pod.securityContext()),
                pod.containers(container -> isHostProcess(PodView.securityContext(container))));
        return setters == null
                ? null
                : new Violation(
                        "hostProcess", setters + " must not set securityContext.windowsOptions.hostProcess=true");
    }

    private static boolean isHostProcess(JsonNode securityContext) {
        return securityContext.path("windowsOptions").path("hostProcess").asBoolean(false);
    }
}
