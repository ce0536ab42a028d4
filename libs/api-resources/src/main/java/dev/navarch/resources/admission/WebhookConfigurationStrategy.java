package dev.navarch.resources.admission;

import dev.navarch.resources.form.GenerationKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import tools.jackson.databind.node.ObjectNode;

/** Of webhooks that judge, and of those that change. */
final class WebhookConfigurationStrategy extends GenerationKindStrategy {
    private final boolean mutating;

    WebhookConfigurationStrategy(boolean mutating) {
        super("webhooks");
        this.mutating = mutating;
    }

    @Override
    public void applyDefaults(ObjectNode configuration) {
        for (var webhook : Tree.objects(configuration, "webhooks")) {
            AdmissionDefaults.webhook(webhook);
            if (mutating) Tree.fillAbsent(webhook, "reinvocationPolicy", "Never");
        }
    }

    @Override
    protected void validate(Field configuration) {
        WebhookValidation.validate(configuration.get("webhooks"));
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}
