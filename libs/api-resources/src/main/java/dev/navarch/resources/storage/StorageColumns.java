package dev.navarch.resources.storage;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How the kinds of the group are shown. */
final class StorageColumns {
    static final TableColumns STORAGE_CLASS = new MarkingTheDefault(ColumnForm.named()
            .text("Provisioner", "Who makes its volumes.", of -> Tree.text(of, "provisioner"))
            .text(
                    "ReclaimPolicy",
                    "What becomes of released volumes.",
                    of -> Cells.or(of.path("reclaimPolicy"), "Delete"))
            .text(
                    "VolumeBindingMode",
                    "When volumes are made.",
                    of -> Cells.or(of.path("volumeBindingMode"), Cells.UNSET))
            .text(
                    "AllowVolumeExpansion",
                    "Whether they may grow.",
                    of -> of.path("allowVolumeExpansion").asBoolean(false))
            .age()
            .columns());

    static final TableColumns CSI_DRIVER = ColumnForm.named()
            .flag("AttachRequired", "Whether volumes are attached first.", of -> spec(of, "attachRequired"))
            .flag("PodInfoOnMount", "Whether it is told of the pod.", of -> spec(of, "podInfoOnMount"))
            .flag("StorageCapacity", "Whether it says what is left.", of -> spec(of, "storageCapacity"))
            .text("TokenRequests", "The tokens it wants.", StorageColumns::tokens)
            .flag(
                    "RequiresRepublish",
                    "Whether volumes are mounted again and again.",
                    of -> spec(of, "requiresRepublish"))
            .text("Modes", "The lives its volumes have.", of -> {
                var modes = String.join(",", Tree.texts(of.path("spec"), "volumeLifecycleModes"));
                return modes.isEmpty() ? Cells.NONE : modes;
            })
            .age()
            .columns();

    static final TableColumns CSI_NODE = ColumnForm.named()
            .number(
                    "Drivers",
                    "How many drivers are there.",
                    of -> of.path("spec").path("drivers").size())
            .age()
            .columns();

    static final TableColumns CSI_STORAGE_CAPACITY = ColumnForm.named()
            .text("StorageClassName", "Of which class.", of -> Tree.text(of, "storageClassName"))
            .text("Capacity", "How much is left.", of -> Cells.or(of.path("capacity"), Cells.UNSET))
            .columns();

    static final TableColumns VOLUME_ATTACHMENT = ColumnForm.named()
            .text("Attacher", "The driver.", of -> Tree.text(of.path("spec"), "attacher"))
            .text("PV", "The volume.", of -> Tree.text(of.path("spec").path("source"), "persistentVolumeName"))
            .text("Node", "The node.", of -> Tree.text(of.path("spec"), "nodeName"))
            .flag(
                    "Attached",
                    "Whether it is there.",
                    of -> of.path("status").path("attached").asBoolean(false))
            .age()
            .columns();

    static final TableColumns VOLUME_ATTRIBUTES_CLASS = ColumnForm.named()
            .text("DriverName", "The driver.", of -> Tree.text(of, "driverName"))
            .age()
            .columns();

    private StorageColumns() {}

    private static boolean spec(ObjectNode driver, String flag) {
        return driver.path("spec").path(flag).asBoolean(false);
    }

    private static String tokens(ObjectNode driver) {
        var audiences = new ArrayList<String>();
        for (var request : driver.path("spec").path("tokenRequests")) audiences.add(Tree.text(request, "audience"));
        return audiences.isEmpty() ? Cells.UNSET : String.join(",", audiences);
    }

    /** The class that claims get which name none. */
    private record MarkingTheDefault(TableColumns plain) implements TableColumns {
        private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
        private static final String OLDER_DEFAULT = "storageclass.beta.kubernetes.io/is-default-class";

        @Override
        public List<Column> columns() {
            return plain.columns();
        }

        @Override
        public List<JsonNode> cells(ObjectNode object, Instant now) {
            var cells = new ArrayList<>(plain.cells(object, now));
            var annotations = object.path("metadata").path("annotations");
            if (Tree.text(annotations, DEFAULT).equals("true")
                    || Tree.text(annotations, OLDER_DEFAULT).equals("true"))
                cells.set(0, JsonNodeFactory.instance.stringNode(Cells.name(object) + " (default)"));
            return cells;
        }
    }
}
