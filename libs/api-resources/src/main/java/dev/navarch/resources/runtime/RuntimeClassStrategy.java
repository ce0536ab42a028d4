package dev.navarch.resources.runtime;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.podtemplate.ResourceValidation;
import dev.navarch.resources.podtemplate.TolerationValidation;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;

final class RuntimeClassStrategy extends KindStrategy {
    @Override
    protected void validate(Field runtimeClass) {
        runtimeClass.get("handler").needs(Names::dnsLabel);
        ResourceValidation.validateAmounts(runtimeClass.get("overhead").get("podFixed"));
        var scheduling = runtimeClass.get("scheduling");
        LabelValidation.labels(scheduling.get("nodeSelector"));
        TolerationValidation.validate(scheduling.get("tolerations"));
        var seen = new HashSet<JsonNode>();
        for (var toleration : scheduling.get("tolerations").items())
            if (!seen.add(toleration.value())) toleration.duplicate();
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        updated.get("handler").immutable(stored.get("handler"));
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}
