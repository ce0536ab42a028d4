package dev.navarch.resources.podtemplate;

import dev.navarch.resources.validation.Field;
import java.util.List;

/** The rules for what may be set only for one operating system. */
final class WindowsValidation {
    private static final String NOT_ON_WINDOWS = "cannot be set for a windows pod";
    private static final List<String> POD = List.of("hostPID", "hostIPC", "hostUsers", "shareProcessNamespace");
    private static final List<String> POD_CONTEXT = List.of(
            "appArmorProfile",
            "seLinuxOptions",
            "seccompProfile",
            "fsGroup",
            "fsGroupChangePolicy",
            "sysctls",
            "runAsUser",
            "runAsGroup",
            "supplementalGroups",
            "supplementalGroupsPolicy",
            "seLinuxChangePolicy");
    private static final List<String> CONTAINER_CONTEXT = List.of(
            "appArmorProfile",
            "seLinuxOptions",
            "seccompProfile",
            "capabilities",
            "readOnlyRootFilesystem",
            "privileged",
            "allowPrivilegeEscalation",
            "procMount",
            "runAsUser",
            "runAsGroup");

    private WindowsValidation() {}

    static void validate(Field spec, PodContext pod) {
        var os = spec.get("os");
        if (os.absent()) return;
        os.get("name").neededOneOf(List.of("linux", "windows"));
        var context = spec.get("securityContext");
        if (pod.os().equals("linux")) {
            linux(context);
            for (var list : ContainerLists.ALL)
                for (var container : spec.get(list).items()) linux(container.get("securityContext"));
        }
        if (!pod.os().equals("windows")) return;
        forbid(spec, POD);
        forbid(context, POD_CONTEXT);
        for (var list : ContainerLists.ALL)
            for (var container : spec.get(list).items()) forbid(container.get("securityContext"), CONTAINER_CONTEXT);
    }

    private static void linux(Field context) {
        if (context.get("windowsOptions").present())
            context.get("windowsOptions").forbidden("windows options cannot be set for a linux pod");
    }

    private static void forbid(Field holder, List<String> fields) {
        for (var field : fields)
            if (holder.get(field).present()) holder.get(field).forbidden(NOT_ON_WINDOWS);
    }
}
