package dev.navarch.resources.podtemplate;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;

/** The rules for one container of any list. */
final class ContainerValidation {
    static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
    private static final List<String> MESSAGE_POLICIES = List.of("FallbackToLogsOnError", "File");

    private ContainerValidation() {}

    static void validate(Field container, PodContext pod, boolean longRunning) {
        container.get("name").needs(Names::dnsLabel);
        container.get("image").needed();
        container.get("terminationMessagePolicy").neededOneOf(MESSAGE_POLICIES);
        ports(container.get("ports"));
        EnvironmentValidation.validate(container, pod);
        VolumeMountValidation.validate(container, pod);
        container.get("imagePullPolicy").neededOneOf(PULL_POLICIES);
        ResourceValidation.validate(container.get("resources"), pod.claims());
        resizePolicy(container, pod, longRunning);
        restartRules(container);
        ContainerSecurityValidation.validate(container.get("securityContext"), pod);
    }

    private static void ports(Field ports) {
        var names = new HashSet<String>();
        for (var port : ports.items()) {
            var name = port.get("name");
            if (name.notEmpty()) {
                name.mustBe(Names::portName);
                if (Names.portName(name.text()).isEmpty() && !names.add(name.text())) name.duplicate();
            }
            var containerPort = port.get("containerPort");
            if (containerPort.number() == 0) containerPort.required("");
            else containerPort.between(1, 65535);
            if (port.get("hostPort").number() != 0) port.get("hostPort").between(1, 65535);
            port.get("protocol").neededOneOf(PROTOCOLS);
        }
    }

    private static void resizePolicy(Field container, PodContext pod, boolean longRunning) {
        var seen = new HashSet<String>();
        for (var policy : container.get("resizePolicy").items()) {
            var resource = policy.get("resourceName");
            if (!seen.add(resource.text()))
                policy.reportedAt(container.get("resizePolicy").path()).duplicate();
            resource.neededOneOf(List.of("cpu", "memory"));
            var restart = policy.get("restartPolicy");
            restart.neededOneOf(List.of("NotRequired", "RestartContainer"));
            if (pod.restartPolicy().equals("Never") && restart.text().equals("RestartContainer"))
                restart.invalid("must be 'NotRequired' when pod `restartPolicy` is 'Never'");
            if (!longRunning && restart.text().equals("RestartContainer"))
                restart.invalid("must not be set to 'RestartContainer' for non-sidecar initContainers");
        }
    }

    private static void restartRules(Field container) {
        var rules = container.get("restartPolicyRules");
        if (rules.size() > 20) rules.tooMany(20);
        if (rules.notEmpty() && container.get("restartPolicy").empty())
            container.get("restartPolicy").required("must specify restartPolicy when restart rules are used");
        for (var rule : rules.items()) {
            rule.get("action").neededOneOf(List.of("Restart"));
            var codes = rule.get("exitCodes");
            codes.needed("must be specified");
            if (codes.empty()) continue;
            codes.get("operator").neededOneOf(List.of("In", "NotIn"));
            if (codes.get("values").size() > 255) codes.get("values").tooMany(255);
        }
    }
}
