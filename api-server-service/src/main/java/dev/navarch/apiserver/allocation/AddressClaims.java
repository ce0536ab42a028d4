package dev.navarch.apiserver.allocation;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An address is held by the IPAddress object of that name, as upstream does it: people and tools can see who has it. */
final class AddressClaims implements Claims<String> {
    static final GroupResource ADDRESSES = new GroupResource("networking.k8s.io", "ipaddresses");
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final ObjectReader reader;
    private final ObjectWriter writer;

    AddressClaims(ObjectReader reader, ObjectWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public boolean seemsTaken(String address) {
        return reader.find(ADDRESSES, "", address) != null;
    }

    @Override
    public boolean claim(String address, ServiceName by) {
        try {
            writer.create(ADDRESSES, object(address, by));
            return true;
        } catch (StatusException e) {
            if (e.status().code() != CONFLICT) throw e;
            return by.equals(holder(reader.find(ADDRESSES, "", address)));
        }
    }

    @Override
    public void release(String address, ServiceName by) {
        if (!by.equals(holder(reader.find(ADDRESSES, "", address)))) return;
        try {
            writer.delete(ADDRESSES, "", address);
        } catch (StatusException e) {
            if (e.status().code() != NOT_FOUND) throw e;
        }
    }

    static @Nullable ServiceName holder(@Nullable ObjectNode object) {
        if (object == null) return null;
        var parent = object.path("spec").path("parentRef");
        if (!parent.path("resource").asString("").equals("services")) return null;
        return new ServiceName(
                parent.path("namespace").asString(""), parent.path("name").asString(""));
    }

    private static ObjectNode object(String address, ServiceName by) {
        var object = Json.object().put("apiVersion", "networking.k8s.io/v1").put("kind", "IPAddress");
        object.putObject("metadata")
                .put("name", address)
                .putObject("labels")
                .put("ipaddress.kubernetes.io/ip-family", "IPv4")
                .put("ipaddress.kubernetes.io/managed-by", "ipallocator.k8s.io");
        object.putObject("spec")
                .putObject("parentRef")
                .put("resource", "services")
                .put("namespace", by.namespace())
                .put("name", by.name());
        return object;
    }
}
