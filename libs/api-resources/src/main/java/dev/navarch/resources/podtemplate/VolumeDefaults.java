package dev.navarch.resources.podtemplate;

import dev.navarch.resources.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Fills a volume of a pod. */
final class VolumeDefaults {
    private static final int MODE = 0644;

    private VolumeDefaults() {}

    static void apply(ObjectNode volume) {
        if (VolumeSources.OF_PODS.stream().noneMatch(source -> Tree.has(volume, source))) volume.putObject("emptyDir");
        for (var source : List.of("secret", "configMap", "downwardAPI", "projected")) {
            var files = Tree.find(volume, source);
            if (files != null) Tree.fill(files, "defaultMode", MODE);
        }
        downwardItems(Tree.find(volume, "downwardAPI"));
        var projected = Tree.find(volume, "projected");
        if (projected != null) Tree.objects(projected, "sources").forEach(VolumeDefaults::projection);
        var ephemeral = Tree.find(volume, "ephemeral");
        if (ephemeral != null) claimTemplate(ephemeral);
        var image = Tree.find(volume, "image");
        if (image != null) Tree.fill(image, "pullPolicy", ImageReference.pullPolicy(Tree.text(image, "reference")));
        VolumeSourceDefaults.apply(volume);
    }

    private static void projection(ObjectNode source) {
        downwardItems(Tree.find(source, "downwardAPI"));
        var token = Tree.find(source, "serviceAccountToken");
        if (token != null) Tree.fill(token, "expirationSeconds", 3600);
    }

    private static void downwardItems(@Nullable ObjectNode downward) {
        if (downward != null) Tree.objects(downward, "items").forEach(ContainerDefaults::fieldReferences);
    }

    private static void claimTemplate(ObjectNode ephemeral) {
        var template = Tree.find(ephemeral, "volumeClaimTemplate");
        if (template == null) return;
        Tree.object(template, "metadata");
        Tree.fill(Tree.object(template, "spec"), "volumeMode", "Filesystem");
    }
}
