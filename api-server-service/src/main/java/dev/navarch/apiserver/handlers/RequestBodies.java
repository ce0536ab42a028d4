package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.machinery.codec.FieldValidation;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.codec.ObjectDecoder;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads what clients send, and the query parameters that say how. */
public final class RequestBodies {
    private static final String ACCEPTED = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
    private static final int MAX_MANAGER = 128;

    private final ObjectDecoder decoder;

    public RequestBodies(ObjectDecoder decoder) {
        this.decoder = decoder;
    }

    /** @param dryRun whether nothing shall be stored */
    public record WriteOptions(boolean dryRun, FieldValidation validation) {}

    /** @param kind the options' own, such as CreateOptions, for the message */
    public static WriteOptions options(ApiRequest request, String kind) {
        var errors = new ArrayList<FieldError>();
        var dryRun = request.query().getOrDefault("dryRun", List.of());
        for (var value : dryRun)
            if (!value.equals("All"))
                errors.add(FieldError.notSupported(FieldPath.of("dryRun"), value, List.of("All")));
        var manager = request.parameter("fieldManager");
        if (manager.length() > MAX_MANAGER) errors.add(FieldError.tooLong(FieldPath.of("fieldManager"), MAX_MANAGER));
        var validation = FieldValidation.find(request.parameter("fieldValidation"));
        if (validation == null)
            errors.add(FieldError.notSupported(
                    FieldPath.of("fieldValidation"),
                    request.parameter("fieldValidation"),
                    List.of("", "Ignore", "Strict", "Warn")));
        if (!errors.isEmpty()) throw invalidOptions(kind, errors);
        return new WriteOptions(!dryRun.isEmpty(), validation == null ? FieldValidation.WARN : validation);
    }

    public static StatusException invalidOptions(String kind, List<FieldError> errors) {
        return StatusException.invalid(new GroupVersionKind("meta.k8s.io", "v1", kind), "", errors);
    }

    /** The object in the body, which has to be of the resource's kind. */
    public ObjectNode object(ApiRequest request, ServedResource resource, FieldValidation validation) {
        return object(request, resource.kind(), resource.schema(), validation);
    }

    /**
     * The object in the body, which has to be of a kind.
     *
     * @param schema null to keep everything
     */
    public ObjectNode object(
            ApiRequest request, GroupVersionKind expected, @Nullable ObjectType schema, FieldValidation validation) {
        var media = MediaType.find(request.header("Content-Type"));
        if (media == null) throw unsupported(ACCEPTED);
        var decoded = decoder.decode(request.body().bytes(), media, expected, schema, validation);
        var kind = decoded.kind();
        if (!kind.groupVersion().equals(expected.groupVersion()))
            throw StatusException.badRequest("the API version in the data (" + kind.groupVersion()
                    + ") does not match the expected API version (" + expected.groupVersion() + ")");
        if (!kind.kind().equals(expected.kind()))
            throw StatusException.badRequest(
                    kind.kind() + " in version \"" + kind.version() + "\" cannot be handled as a " + expected.kind());
        decoded.warnings().forEach(request::warn);
        return decoded.object();
    }

    public static StatusException unsupported(String accepted) {
        return new StatusException(new Status(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + accepted,
                null));
    }
}
