package dev.navarch.resources.service;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Addresses and node ports are allocated by the server; what is said of them here holds before and after that. */
final class ServiceStrategy extends StatusKindStrategy {
    @Override
    public NameRule nameRule() {
        return NameRule.DNS_LABEL;
    }

    @Override
    public void applyDefaults(ObjectNode service) {
        ServiceDefaults.apply(service);
    }

    @Override
    protected void fillStatus(ObjectNode service) {
        Tree.object(Tree.object(service, "status"), "loadBalancer");
    }

    @Override
    public void prepareForCreate(ObjectNode service) {
        super.prepareForCreate(service);
        ObjectMeta.of(service).generation(0);
        ServiceCarryOver.followClusterIp(Tree.object(service, "spec"));
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
        ServiceCarryOver.apply(updated, stored);
    }

    @Override
    protected void validate(Field service) {
        ServiceValidation.validate(service);
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        ServiceUpdateValidation.validate(updated, stored);
        validate(updated);
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        LoadBalancerValidation.status(updated);
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return true;
    }

    @Override
    public List<String> warnings(ObjectNode service) {
        return ServiceWarnings.of(service);
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode service) {
        var spec = service.path("spec");
        return Map.of("spec.clusterIP", Tree.text(spec, "clusterIP"), "spec.type", Tree.text(spec, "type"));
    }
}
