package dev.navarch.resources.pod;

import dev.navarch.resources.form.Generations;
import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.podtemplate.PodSpecWarnings;
import dev.navarch.resources.podtemplate.PodTemplateDefaults;
import dev.navarch.resources.podtemplate.PodTemplateValidation;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class PodTemplateStrategy extends KindStrategy {
    @Override
    public void applyDefaults(ObjectNode object) {
        PodTemplateDefaults.apply(Tree.object(object, "template"));
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        Generations.first(object);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        Generations.follow(updated, stored, List.of("template"));
    }

    @Override
    protected void validate(Field object) {
        PodTemplateValidation.validate(object.get("template"));
    }

    @Override
    public List<String> warnings(ObjectNode object) {
        var warnings = new ArrayList<String>();
        var template = object.path("template");
        PodSpecWarnings.collect(template.path("spec"), template.path("metadata"), "template.", warnings);
        return warnings;
    }
}
