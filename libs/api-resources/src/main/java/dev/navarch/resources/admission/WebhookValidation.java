package dev.navarch.resources.admission;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class WebhookValidation {
    private static final Set<String> REVIEW_VERSIONS = Set.of("v1", "v1beta1");

    private WebhookValidation() {}

    static void validate(Field webhooks) {
        var names = new HashSet<String>();
        for (var webhook : webhooks.items()) {
            webhook(webhook);
            var versions = webhook.get("admissionReviewVersions");
            reviewVersions(versions);
            if (webhook.get("name").notEmpty() && !names.add(webhook.get("name").text()))
                webhook.get("name").duplicate();
        }
    }

    private static void webhook(Field webhook) {
        var name = webhook.get("name");
        if (name.needed().notEmpty()) {
            name.mustBe(Names::dnsSubdomain);
            if (Names.dnsSubdomain(name.text()).isEmpty() && name.text().split("\\.").length < 3)
                name.invalid("should be a domain with at least three segments separated by dots");
        }
        for (var rule : webhook.get("rules").items()) RuleValidation.validate(rule);
        if (webhook.get("failurePolicy").present()) webhook.get("failurePolicy").oneOf(List.of("Fail", "Ignore"));
        if (webhook.get("matchPolicy").present()) webhook.get("matchPolicy").oneOf(List.of("Equivalent", "Exact"));
        var effects = webhook.get("sideEffects");
        if (effects.absent()) effects.required("must specify one of None, NoneOnDryRun");
        else effects.oneOf(List.of("None", "NoneOnDryRun"));
        var seconds = webhook.get("timeoutSeconds");
        if (seconds.present() && (seconds.number() < 1 || seconds.number() > 30))
            seconds.invalid("the timeout value must be between 1 and 30 seconds");
        for (var selector : List.of("namespaceSelector", "objectSelector"))
            LabelValidation.selector(webhook.get(selector));
        ClientConfigValidation.validate(webhook.get("clientConfig"));
        if (webhook.get("reinvocationPolicy").present())
            webhook.get("reinvocationPolicy").oneOf(List.of("IfNeeded", "Never"));
        MatchConditionValidation.validate(webhook.get("matchConditions"));
    }

    private static void reviewVersions(Field versions) {
        if (versions.empty()) {
            versions.required("must specify one of v1, v1beta1");
            return;
        }
        var seen = new HashSet<String>();
        var known = false;
        for (var version : versions.items()) {
            if (!seen.add(version.text())) {
                version.invalid("duplicate version");
                continue;
            }
            version.mustBe(Names::dns1035Label);
            known |= REVIEW_VERSIONS.contains(version.text());
        }
        if (!known) versions.invalid("must include at least one of v1, v1beta1");
    }
}
