package dev.navarch.machinery.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import dev.navarch.machinery.schema.ListType;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.Property;
import dev.navarch.machinery.schema.SchemaCatalog;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Admissionregistration;
import io.kubernetes.client.proto.V1Apiextensions;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Authentication;
import io.kubernetes.client.proto.V1Authorization;
import io.kubernetes.client.proto.V1Autoscaling;
import io.kubernetes.client.proto.V1Batch;
import io.kubernetes.client.proto.V1Certificates;
import io.kubernetes.client.proto.V1Coordination;
import io.kubernetes.client.proto.V1Discovery;
import io.kubernetes.client.proto.V1Events;
import io.kubernetes.client.proto.V1Flowcontrol;
import io.kubernetes.client.proto.V1Networking;
import io.kubernetes.client.proto.V1Node;
import io.kubernetes.client.proto.V1Policy;
import io.kubernetes.client.proto.V1Rbac;
import io.kubernetes.client.proto.V1Resource;
import io.kubernetes.client.proto.V1Scheduling;
import io.kubernetes.client.proto.V1Storage;
import io.kubernetes.client.proto.V2Autoscaling;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The messages as client-java knows them: what our layout is held against, and where it can be printed anew from. */
public final class PeerDescriptors {
    private static final List<FileDescriptor> FILES = List.of(
            Meta.getDescriptor(),
            V1.getDescriptor(),
            V1Admissionregistration.getDescriptor(),
            V1Apiextensions.getDescriptor(),
            V1Apps.getDescriptor(),
            V1Authentication.getDescriptor(),
            V1Authorization.getDescriptor(),
            V1Autoscaling.getDescriptor(),
            V1Batch.getDescriptor(),
            V1Certificates.getDescriptor(),
            V1Coordination.getDescriptor(),
            V1Discovery.getDescriptor(),
            V1Events.getDescriptor(),
            V1Flowcontrol.getDescriptor(),
            V1Networking.getDescriptor(),
            V1Node.getDescriptor(),
            V1Policy.getDescriptor(),
            V1Rbac.getDescriptor(),
            V1Resource.getDescriptor(),
            V1Scheduling.getDescriptor(),
            V1Storage.getDescriptor(),
            V2Autoscaling.getDescriptor());

    private final Map<String, Descriptor> byDefinition = new TreeMap<>();

    public PeerDescriptors() {
        for (var file : FILES)
            for (var message : file.getMessageTypes()) byDefinition.put(definition(message), message);
    }

    private static String definition(Descriptor message) {
        return "io.k8s."
                + message.getFullName()
                        .substring("k8s.io.".length())
                        .replace("apiextensions_apiserver", "apiextensions-apiserver");
    }

    public @Nullable Descriptor find(String definition) {
        return byDefinition.get(definition);
    }

    /** That the peer knows every field of a message and of those in it. */
    public static void assertHasNoUnknownFields(Message message) {
        assertThat(message.getUnknownFields().asMap())
                .as(message.getDescriptorForType().getFullName())
                .isEmpty();
        for (var value : message.getAllFields().values()) {
            if (value instanceof Message inner) assertHasNoUnknownFields(inner);
            if (value instanceof Collection<?> list)
                for (var item : list) if (item instanceof Message inner) assertHasNoUnknownFields(inner);
        }
    }

    /**
     * A line a message: its definition, then {@code field=number}; {@code @definition=number} is a message whose fields are inlined in JSON,
     * {@code field=number.1} one that is a plain list in JSON.
     */
    List<String> layoutLines(SchemaCatalog schemas) {
        var lines = new TreeMap<String, String>();
        for (var definition : schemas.definitions()) {
            var message = byDefinition.get(definition);
            if (message != null && schemas.find(definition) instanceof ObjectType type) print(message, type, lines);
        }
        return List.copyOf(lines.values());
    }

    private void print(Descriptor message, ObjectType type, Map<String, String> lines) {
        var line = message.getFields().stream()
                .map(field -> entry(field, type, lines))
                .collect(Collectors.joining(" ", definition(message) + " ", ""));
        lines.put(definition(message), line.strip());
    }

    private String entry(FieldDescriptor field, ObjectType type, Map<String, String> lines) {
        for (var property : type.properties())
            if (plain(property.name()).equals(plain(field.getName())))
                return property.name() + "=" + field.getNumber() + (isWrappedList(field, property) ? ".1" : "");
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE || field.isRepeated()) return "";
        print(field.getMessageType(), type, lines);
        return "@" + definition(field.getMessageType()) + "=" + field.getNumber();
    }

    private static boolean isWrappedList(FieldDescriptor field, Property property) {
        return property.type() instanceof ListType && !field.isRepeated();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    static void main() {
        new PeerDescriptors().layoutLines(SchemaCatalog.builtIn()).forEach(IO::println);
    }
}
