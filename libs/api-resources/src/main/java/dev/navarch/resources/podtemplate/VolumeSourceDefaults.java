package dev.navarch.resources.podtemplate;

import dev.navarch.resources.tree.Tree;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Fills the sources that pods' volumes and persistent volumes share. */
public final class VolumeSourceDefaults {
    private VolumeSourceDefaults() {}

    /** @param holder the volume, or the persistent volume's spec */
    public static void apply(ObjectNode holder) {
        absent(holder, "hostPath", "type", "");
        empty(holder, "iscsi", "iscsiInterface", "default");
        empty(holder, "rbd", "pool", "rbd");
        empty(holder, "rbd", "user", "admin");
        empty(holder, "rbd", "keyring", "/etc/ceph/keyring");
        empty(holder, "scaleIO", "storageMode", "ThinProvisioned");
        empty(holder, "scaleIO", "fsType", "xfs");
        absent(holder, "azureDisk", "cachingMode", "ReadWrite");
        absent(holder, "azureDisk", "kind", "Shared");
        absent(holder, "azureDisk", "fsType", "ext4");
        var azure = Tree.find(holder, "azureDisk");
        if (azure != null) Tree.fill(azure, "readOnly", false);
    }

    private static void empty(ObjectNode holder, String source, String field, String value) {
        fill(Tree.find(holder, source), field, value, true);
    }

    private static void absent(ObjectNode holder, String source, String field, String value) {
        fill(Tree.find(holder, source), field, value, false);
    }

    private static void fill(@Nullable ObjectNode source, String field, String value, boolean evenIfEmpty) {
        if (source == null) return;
        if (evenIfEmpty) Tree.fill(source, field, value);
        else Tree.fillAbsent(source, field, value);
    }
}
