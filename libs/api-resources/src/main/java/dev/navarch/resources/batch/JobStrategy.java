package dev.navarch.resources.batch;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.podtemplate.PodSpecWarnings;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

final class JobStrategy extends StatusKindStrategy {
    @Override
    public void applyDefaults(ObjectNode job) {
        JobDefaults.apply(job);
    }

    @Override
    public void prepareForCreate(ObjectNode job) {
        super.prepareForCreate(job);
        if (!job.path("spec").path("manualSelector").asBoolean(false)) generateSelector(job);
    }

    /** Pods of a job are told by its uid, which no other job ever has. */
    private static void generateSelector(ObjectNode job) {
        var metadata = ObjectMeta.of(job);
        var spec = Tree.object(job, "spec");
        var labels = Tree.object(Tree.object(Tree.object(spec, "template"), "metadata"), "labels");
        for (var key : JobLabels.UID) if (!labels.has(key)) labels.put(key, metadata.uid());
        for (var key : JobLabels.NAME) if (!labels.has(key)) labels.put(key, metadata.name());
        var selector = Tree.object(Tree.object(spec, "selector"), "matchLabels");
        if (!selector.has(JobLabels.CONTROLLER_UID)) selector.put(JobLabels.CONTROLLER_UID, metadata.uid());
        JobDefaults.labels(job);
    }

    @Override
    protected void validate(Field job) {
        JobValidation.validate(job);
    }

    @Override
    protected void validateNew(Field job) {
        JobValidation.validateNew(job);
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        JobValidation.validate(updated);
        JobUpdateValidation.validate(updated, stored);
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        JobStatusValidation.validate(updated, stored);
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode job) {
        return Map.of(
                "status.successful",
                Long.toString(job.path("status").path("succeeded").asLong(0)));
    }

    @Override
    public List<String> warnings(ObjectNode object) {
        var warnings = new ArrayList<String>();
        var template = object.path("spec").path("template");
        PodSpecWarnings.collect(template.path("spec"), template.path("metadata"), "spec.template.", warnings);
        return warnings;
    }
}
