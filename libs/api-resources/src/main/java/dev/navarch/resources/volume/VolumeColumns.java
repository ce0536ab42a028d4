package dev.navarch.resources.volume;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How volumes and claims are shown. */
final class VolumeColumns {
    private static final Map<String, String> SHORT =
            Map.of("ReadWriteOnce", "RWO", "ReadOnlyMany", "ROX", "ReadWriteMany", "RWX", "ReadWriteOncePod", "RWOP");

    static final TableColumns VOLUME = ColumnForm.named()
            .text("Capacity", "How much fits.", of -> Tree.text(of.path("spec").path("capacity"), "storage"))
            .text("Access Modes", "Who may use it at once.", of -> modes(of.path("spec")))
            .text(
                    "Reclaim Policy",
                    "What becomes of it afterwards.",
                    of -> Tree.text(of.path("spec"), "persistentVolumeReclaimPolicy"))
            .text("Status", "Whether it is free.", VolumeColumns::status)
            .text("Claim", "Who has it.", VolumeColumns::claim)
            .text("StorageClass", "Of which class it is.", of -> Tree.text(of.path("spec"), "storageClassName"))
            .text("VolumeAttributesClass", "With which settings.", VolumeColumns::attributes)
            .text("Reason", "Why it is like this.", of -> Tree.text(of.path("status"), "reason"))
            .age()
            .wide("VolumeMode", "Files or blocks.", VolumeColumns::mode)
            .columns();

    static final TableColumns CLAIM = ColumnForm.named()
            .text("Status", "Whether it has a volume.", VolumeColumns::status)
            .text("Volume", "Which one.", of -> Tree.text(of.path("spec"), "volumeName"))
            .text(
                    "Capacity",
                    "How much fits.",
                    of -> bound(of) ? Tree.text(of.path("status").path("capacity"), "storage") : "")
            .text("Access Modes", "Who may use it at once.", of -> bound(of) ? modes(of.path("status")) : "")
            .text("StorageClass", "Of which class it is.", of -> Tree.text(of.path("spec"), "storageClassName"))
            .text("VolumeAttributesClass", "With which settings.", VolumeColumns::attributes)
            .age()
            .wide("VolumeMode", "Files or blocks.", VolumeColumns::mode)
            .columns();

    private VolumeColumns() {}

    private static boolean bound(ObjectNode claim) {
        return !Tree.text(claim.path("spec"), "volumeName").isEmpty();
    }

    private static String status(ObjectNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp")
                ? "Terminating"
                : Tree.text(object.path("status"), "phase");
    }

    private static String claim(ObjectNode volume) {
        var claim = volume.path("spec").path("claimRef");
        return claim.isObject() ? Tree.text(claim, "namespace") + "/" + Tree.text(claim, "name") : "";
    }

    private static String attributes(ObjectNode object) {
        return Cells.or(object.path("spec").path("volumeAttributesClassName"), Cells.UNSET);
    }

    private static String mode(ObjectNode object) {
        return Cells.or(object.path("spec").path("volumeMode"), Cells.UNSET);
    }

    private static String modes(JsonNode holder) {
        var have = Tree.texts(holder, "accessModes");
        var modes = new ArrayList<String>();
        for (var mode : List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"))
            if (have.contains(mode)) modes.add(SHORT.getOrDefault(mode, mode));
        return String.join(",", modes);
    }
}
