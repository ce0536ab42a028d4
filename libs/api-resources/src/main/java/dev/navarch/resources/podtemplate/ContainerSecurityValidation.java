package dev.navarch.resources.podtemplate;

import dev.navarch.resources.validation.Field;
import java.util.List;

/** The rules for the security context of a container, and for the parts it shares with the pod's. */
final class ContainerSecurityValidation {
    private static final long MAX_ID = Integer.MAX_VALUE;
    private static final List<String> PROFILES = List.of("Localhost", "RuntimeDefault", "Unconfined");

    private ContainerSecurityValidation() {}

    static void validate(Field context, PodContext pod) {
        if (context.absent()) return;
        id(context.get("runAsUser"));
        id(context.get("runAsGroup"));
        var mount = context.get("procMount");
        if (mount.present()) {
            mount.oneOf(List.of("Default", "Unmasked"));
            if (mount.text().equals("Unmasked") && !pod.ownUsers())
                mount.invalid("`hostUsers` must be false to use `Unmasked`");
        }
        seccomp(context.get("seccompProfile"));
        escalation(context);
        appArmor(context.get("appArmorProfile"));
    }

    static void id(Field id) {
        if (id.present()) id.between(0, MAX_ID);
    }

    private static void escalation(Field context) {
        var escalation = context.get("allowPrivilegeEscalation");
        if (escalation.absent() || escalation.flag()) return;
        if (context.get("privileged").flag())
            context.invalid(context.value(), "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        for (var capability : context.get("capabilities").get("add").items())
            if (capability.text().equals("CAP_SYS_ADMIN"))
                context.invalid(
                        context.value(),
                        "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
    }

    static void seccomp(Field profile) {
        if (profile.absent()) return;
        var type = profile.get("type");
        var local = profile.get("localhostProfile");
        if (type.empty()) {
            type.required("type is required when seccompProfile is set");
            return;
        }
        if (!type.text().equals("Localhost")) {
            if (local.present()) local.invalid("can only be set when seccomp type is Localhost");
            type.oneOf(PROFILES);
        } else if (local.absent()) {
            local.required("must be set when seccomp type is Localhost");
        } else {
            local.mustBe(Paths::local);
        }
    }

    static void appArmor(Field profile) {
        if (profile.absent()) return;
        var type = profile.get("type");
        var local = profile.get("localhostProfile");
        if (type.empty()) {
            type.required("type is required when appArmorProfile is set");
            return;
        }
        if (!type.text().equals("Localhost")) {
            if (local.present()) local.invalid("can only be set when AppArmor type is Localhost");
            type.oneOf(PROFILES);
            return;
        }
        var name = local.text().strip();
        if (local.absent() || name.isEmpty()) local.required("must be set when AppArmor type is Localhost");
        else if (!name.equals(local.text())) local.invalid("must not be padded with whitespace");
        if (local.text().length() > 4095) local.tooLong(4095);
    }
}
