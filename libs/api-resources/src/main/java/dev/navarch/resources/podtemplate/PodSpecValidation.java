package dev.navarch.resources.podtemplate;

import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.HashSet;
import java.util.List;

/** The rules of a pod's spec, in a pod or in a template. */
public final class PodSpecValidation {
    private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
    private static final List<String> DNS_POLICIES =
            List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");

    private PodSpecValidation() {}

    /** Of a pod; its ephemeral containers have rules of their own. */
    public static void validatePod(Field spec, Field metadata, boolean update) {
        validate(spec, PodContext.of(spec, false, metadata.get("name").text(), update));
        for (var list : ContainerLists.PLANNED)
            for (var container : spec.get(list).items()) {
                var image = container.get("image");
                if (!image.text().equals(image.text().strip()))
                    image.invalid("must not have leading or trailing whitespace");
            }
    }

    static void validateTemplate(Field spec, Field metadata) {
        validate(spec, PodContext.of(spec, true, metadata.get("name").text(), false));
    }

    private static void validate(Field spec, PodContext pod) {
        VolumeValidation.validate(spec.get("volumes"), pod);
        ContainerListValidation.validate(spec, pod);
        spec.get("restartPolicy").neededOneOf(RESTART_POLICIES);
        spec.get("dnsPolicy").neededOneOf(DNS_POLICIES);
        LabelValidation.labels(spec.get("nodeSelector"));
        PodSecurityValidation.validate(spec, pod);
        for (var secret : spec.get("imagePullSecrets").items())
            if (secret.size() > 1) secret.invalid("only name may be set");
        AffinityValidation.validate(spec.get("affinity"));
        DnsConfigValidation.validate(
                spec.get("dnsConfig"), spec.get("dnsPolicy").text());
        for (var gate : spec.get("readinessGates").items())
            gate.get("conditionType").mustBe(Names::qualifiedName);
        schedulingGates(spec, pod);
        TopologySpreadValidation.validate(spec.get("topologySpreadConstraints"));
        PodResourceValidation.validateClaims(spec.get("resourceClaims"));
        PodResourceValidation.validatePodLevel(spec, pod);
        WindowsValidation.validate(spec, pod);
        names(spec);
        TolerationValidation.validate(spec.get("tolerations"));
        for (var alias : spec.get("hostAliases").items()) hostAlias(alias);
        spec.get("preemptionPolicy").oneOfIfSet(List.of("PreemptLowerPriority", "Never"));
        ResourceValidation.validateAmounts(spec.get("overhead"));
    }

    private static void schedulingGates(Field spec, PodContext pod) {
        var seen = new HashSet<String>();
        for (var gate : spec.get("schedulingGates").items()) {
            gate.get("name").reportedAt(gate.path()).mustBe(Names::qualifiedName);
            if (!seen.add(gate.get("name").text()))
                gate.get("name").reportedAt(gate.path()).duplicate();
        }
        if (!pod.update()
                && !pod.template()
                && !seen.isEmpty()
                && spec.get("nodeName").notEmpty())
            spec.get("nodeName").forbidden("cannot be set until all schedulingGates have been cleared");
    }

    private static void names(Field spec) {
        spec.get("serviceAccountName").mustBeIfSet(Names::dnsSubdomain);
        spec.get("nodeName").mustBeIfSet(Names::dnsSubdomain);
        if (spec.get("activeDeadlineSeconds").present())
            spec.get("activeDeadlineSeconds").between(1, Integer.MAX_VALUE);
        spec.get("hostname").mustBeIfSet(Names::dnsLabel);
        spec.get("subdomain").mustBeIfSet(Names::dnsLabel);
        spec.get("priorityClassName").mustBeIfSet(Names::dnsSubdomain);
        spec.get("runtimeClassName").mustBeIfSet(Names::dnsSubdomain);
        var override = spec.get("hostnameOverride");
        if (override.absent()) return;
        override.mustBe(Names::dnsSubdomain);
        if (override.text().length() > 64) override.tooLong(64);
        if (spec.get("setHostnameAsFQDN").flag())
            override.forbidden("may not be specified when setHostnameAsFQDN is true");
        if (spec.get("hostNetwork").flag()) override.forbidden("may not be specified when hostNetwork is true");
    }

    private static void hostAlias(Field alias) {
        alias.get("ip").mustBe(Addresses::ip);
        for (var hostname : alias.get("hostnames").items()) hostname.mustBe(Names::dnsSubdomain);
    }
}
