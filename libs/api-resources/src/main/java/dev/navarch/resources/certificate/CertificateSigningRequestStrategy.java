package dev.navarch.resources.certificate;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.SubresourceStrategy;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

final class CertificateSigningRequestStrategy extends StatusKindStrategy {
    @Override
    public NameRule nameRule() {
        return NameRule.PATH_SEGMENT;
    }

    @Override
    public void prepareForCreate(ObjectNode request) {
        super.prepareForCreate(request);
        ObjectMeta.of(request).generation(0);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        Tree.copy(stored, updated, "spec");
        Tree.copy(stored, updated, "status");
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
    }

    @Override
    protected void validateNew(Field request) {
        RequestValidation.validate(request.get("spec"));
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        RequestValidation.conditions(updated.get("status"), stored.get("status"), false);
    }

    @Override
    public Map<String, SubresourceStrategy> subresources() {
        var subresources = new HashMap<>(super.subresources());
        subresources.put("approval", new ApprovalStrategy());
        return subresources;
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode request) {
        return Map.of("spec.signerName", Tree.text(request.path("spec"), "signerName"));
    }
}
