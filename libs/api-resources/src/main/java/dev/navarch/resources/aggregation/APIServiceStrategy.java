package dev.navarch.resources.aggregation;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class APIServiceStrategy extends StatusKindStrategy {
    private static final int MAX_GROUP_PRIORITY = 20_000;
    private static final int MAX_VERSION_PRIORITY = 1000;

    @Override
    public NameRule nameRule() {
        return NameRule.PATH_SEGMENT;
    }

    @Override
    public void applyDefaults(ObjectNode service) {
        var reference = Tree.find(Tree.object(service, "spec"), "service");
        if (reference != null) Tree.fill(reference, "port", 443);
    }

    @Override
    public void prepareForCreate(ObjectNode service) {
        super.prepareForCreate(service);
        ObjectMeta.of(service).generation(0);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
    }

    @Override
    protected void validate(Field service) {
        var spec = service.get("spec");
        var name = service.get("metadata").get("name");
        var wanted = spec.get("version").text() + "." + spec.get("group").text();
        if (name.notEmpty() && !name.text().equals(wanted))
            name.invalid("must be `spec.version+\".\"+spec.group`: \"" + wanted + "\"");
        var group = spec.get("group");
        if (group.empty()) {
            if (!spec.get("version").text().equals("v1"))
                group.required("only v1 may have an empty group and it better be legacy kube");
        } else {
            group.mustBe(Names::dnsSubdomain);
        }
        spec.get("version").mustBe(Names::dns1035Label);
        priority(spec.get("groupPriorityMinimum"), MAX_GROUP_PRIORITY);
        priority(spec.get("versionPriority"), MAX_VERSION_PRIORITY);
        reference(spec);
    }

    private static void priority(Field priority, int most) {
        if (priority.number() <= 0 || priority.number() > most)
            priority.invalid(priority.number(), "must be positive and less than " + most);
    }

    private static void reference(Field spec) {
        var service = spec.get("service");
        var bundle = spec.get("caBundle");
        var insecure = spec.get("insecureSkipTLSVerify");
        if (service.absent()) {
            if (bundle.notEmpty()) bundle.invalid("local APIServices may not have a caBundle");
            if (insecure.flag()) insecure.invalid("local APIServices may not have insecureSkipTLSVerify");
            return;
        }
        service.get("namespace").needed();
        service.get("name").needed();
        if (service.get("port").present()) service.get("port").between(1, 65535);
        if (insecure.flag() && bundle.notEmpty()) insecure.invalid("may not be true if caBundle is present");
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        for (var condition : updated.get("status").get("conditions").items())
            condition.get("status").oneOf(List.of("False", "True", "Unknown"));
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}
