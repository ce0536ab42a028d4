package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.table.Tables;
import dev.navarch.apiserver.table.Tables.RowObject;
import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.apiserver.watchcache.EventType;
import dev.navarch.apiserver.watchcache.FrameEncoder;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.metadata.ObjectMeta;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Events in any form that stored bytes do not lead to: other versions, tables, metadata alone, YAML. */
record TreeFrames(
        ObjectResponses responses, ServedResource resource, Form form, RowObject rowObject, boolean withColumns)
        implements FrameEncoder {
    @Override
    public byte[] encode(EventType type, CachedObject object, long resourceVersion) {
        var tree = resource.read(object.storedJson());
        ObjectMeta.of(tree).resourceVersion(Long.toString(resourceVersion));
        return encode(type, shaped(tree));
    }

    byte[] encode(EventType type, ObjectNode object) {
        if (form.media() == MediaType.PROTOBUF) return responses.protobuf().encodeWatchFrame(type.name(), object);
        if (form.media() == MediaType.YAML) {
            var event = dev.navarch.machinery.codec.Json.object();
            event.put("type", type.name());
            event.set("object", object);
            return ("---\n" + new String(responses.encode(form, event), java.nio.charset.StandardCharsets.UTF_8))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        return JsonFrames.wrap(type, ObjectResponses.json(object, false));
    }

    ObjectNode shaped(ObjectNode tree) {
        return switch (form.shape()) {
            case OBJECT -> tree;
            case METADATA -> Tables.metadataOnly(tree, form.asVersion());
            case TABLE ->
                responses
                        .tables()
                        .table(
                                resource.definition().columns(),
                                List.of(tree),
                                ObjectResponses.tableMetadata(tree),
                                rowObject,
                                form.asVersion(),
                                withColumns);
        };
    }

    TreeFrames withoutColumns() {
        return new TreeFrames(responses, resource, form, rowObject, false);
    }
}
