package dev.navarch.resources.storage;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.podtemplate.VolumeSourceValidation;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class CSINodeStrategy extends KindStrategy {
    private static final int MAX_NODE_ID = 256;

    @Override
    public void applyDefaults(ObjectNode node) {
        for (var driver : Tree.objects(Tree.object(node, "spec"), "drivers"))
            if (!driver.has("topologyKeys")) driver.putNull("topologyKeys");
    }

    @Override
    protected void validate(Field node) {
        var names = new HashSet<String>();
        for (var driver : node.get("spec").get("drivers").items()) {
            VolumeSourceValidation.driver(driver.get("name"));
            if (driver.get("nodeID").text().length() > MAX_NODE_ID)
                driver.get("nodeID").invalid("must be " + MAX_NODE_ID + " characters or less");
            driver.get("nodeID").needed();
            if (driver.get("name").notEmpty() && !names.add(driver.get("name").text()))
                driver.get("name").duplicate();
            var keys = new HashSet<String>();
            for (var key : driver.get("topologyKeys").items()) {
                var at = key.reportedAt(driver.get("topologyKeys").path());
                if (key.empty()) at.required("");
                else at.mustBe(Names::qualifiedName);
                if (!keys.add(key.text())) at.duplicate();
            }
            driver.get("allocatable").get("count").notNegative();
        }
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        for (var old : stored.get("spec").get("drivers").items())
            for (var driver : updated.get("spec").get("drivers").items())
                if (driver.get("name").sameAs(old.get("name")) && !isSame(driver.value(), old.value()))
                    updated.get("spec").get("drivers").invalid(driver.value(), "field is immutable");
    }

    /** How much a driver can still attach may change. */
    private static boolean isSame(JsonNode driver, JsonNode old) {
        var now = (ObjectNode) driver.deepCopy();
        Tree.copy((ObjectNode) old, now, "allocatable");
        return Tree.equal(now, old);
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}
