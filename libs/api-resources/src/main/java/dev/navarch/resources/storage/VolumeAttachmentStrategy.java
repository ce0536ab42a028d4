package dev.navarch.resources.storage;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.podtemplate.VolumeSourceValidation;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.Sizes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class VolumeAttachmentStrategy extends StatusKindStrategy {
    private static final int MAX_METADATA = 256 * 1024;
    private static final int MAX_MESSAGE = 1024 * 1024;

    @Override
    protected void fillStatus(ObjectNode attachment) {
        Tree.fill(Tree.object(attachment, "status"), "attached", false);
    }

    @Override
    public void prepareForCreate(ObjectNode attachment) {
        super.prepareForCreate(attachment);
        ObjectMeta.of(attachment).generation(0);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
    }

    @Override
    protected void validate(Field attachment) {
        var spec = attachment.get("spec");
        VolumeSourceValidation.driver(spec.get("attacher"));
        var source = spec.get("source");
        var name = source.get("persistentVolumeName");
        if (name.present() == source.get("inlineVolumeSpec").present())
            source.required("must specify exactly one of inlineVolumeSpec and persistentVolumeName");
        else if (name.present()) {
            if (name.empty()) name.required("must specify non empty persistentVolumeName");
            name.mustBe(Names::dnsSubdomain);
        }
        spec.get("nodeName").mustBe(Names::dnsSubdomain);
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        updated.get("spec").immutable(stored.get("spec"));
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        var status = updated.get("status");
        var bytes = 0;
        for (var entry : status.get("attachmentMetadata").entries())
            bytes += Sizes.bytes(entry.getKey()) + Sizes.bytes(entry.getValue().text());
        if (bytes > MAX_METADATA) status.get("attachmentMetadata").tooLong(MAX_METADATA);
        for (var error : List.of("attachError", "detachError")) {
            var message = status.get(error).get("message");
            if (Sizes.bytes(message.text()) > MAX_MESSAGE) message.tooLong(MAX_MESSAGE);
        }
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}
