package dev.navarch.resources.podtemplate;

import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;

/** The rules for the security context of a pod and for the host's namespaces. */
final class PodSecurityValidation {
    private static final String SYSCTL =
            "[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*".replace("\\.", "[\\./]");

    private PodSecurityValidation() {}

    static void validate(Field spec, PodContext pod) {
        hostNamespaces(spec, pod);
        var context = spec.get("securityContext");
        if (context.absent()) return;
        for (var group : context.get("supplementalGroups").items()) ContainerSecurityValidation.id(group);
        for (var id : List.of("fsGroup", "runAsUser", "runAsGroup")) ContainerSecurityValidation.id(context.get(id));
        sysctls(context.get("sysctls"), spec);
        option(context.get("fsGroupChangePolicy"), "Always", "OnRootMismatch");
        ContainerSecurityValidation.seccomp(context.get("seccompProfile"));
        ContainerSecurityValidation.appArmor(context.get("appArmorProfile"));
        option(context.get("supplementalGroupsPolicy"), "Merge", "Strict");
        option(context.get("seLinuxChangePolicy"), "MountOption", "Recursive");
    }

    private static void option(Field field, String... supported) {
        if (field.present()) field.oneOf(List.of(supported));
    }

    private static void hostNamespaces(Field spec, PodContext pod) {
        if (spec.get("hostPID").flag() && spec.get("shareProcessNamespace").flag())
            spec.get("shareProcessNamespace").invalid("ShareProcessNamespace and HostPID cannot both be enabled");
        if (!pod.ownUsers()) return;
        if (pod.hostNetwork()) spec.get("hostNetwork").forbidden("when `hostUsers` is false");
        if (spec.get("hostPID").flag()) spec.get("HostPID").forbidden("when `hostUsers` is false");
        if (spec.get("hostIPC").flag()) spec.get("HostIPC").forbidden("when `hostUsers` is false");
    }

    private static void sysctls(Field sysctls, Field spec) {
        var seen = new HashSet<String>();
        for (var sysctl : sysctls.items()) {
            var name = sysctl.get("name");
            if (name.needed().empty()) continue;
            if (name.text().length() > 253 || !name.text().matches(SYSCTL))
                name.invalid("must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*"
                        + "[a-z0-9]([-_a-z0-9]*[a-z0-9])?$");
            var dotted = name.text().replace('/', '.');
            if (!seen.add(dotted)) name.duplicate();
            if (dotted.startsWith("net.") && spec.get("hostNetwork").flag())
                name.invalid("may not be specified when 'hostNetwork' is true");
            if (isIpc(dotted) && spec.get("hostIPC").flag())
                name.invalid("may not be specified when 'hostIPC' is true");
        }
    }

    private static boolean isIpc(String sysctl) {
        return sysctl.startsWith("kernel.shm")
                || sysctl.startsWith("kernel.msg")
                || sysctl.equals("kernel.sem")
                || sysctl.startsWith("fs.mqueue.");
    }
}
