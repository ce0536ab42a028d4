package dev.navarch.apiserver.request;

import dev.navarch.machinery.codec.FieldValidation;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.codec.ObjectDecoder;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a request that posts one object of a known kind, in whatever form it comes. */
public record PostedBody(ObjectDecoder decoder) {
    /** @throws StatusException 400 for a body that is no such object, 415 for a form that is not known */
    public ObjectNode read(ApiRequest request, GroupVersionKind expected) {
        var media = MediaType.find(request.header("Content-Type"));
        if (media == null)
            throw new StatusException(new Status(
                    415,
                    "UnsupportedMediaType",
                    "the body of the request was in an unknown format - accepted media types include:"
                            + " application/json, application/yaml, application/vnd.kubernetes.protobuf",
                    null));
        var validation = FieldValidation.find(request.parameter("fieldValidation"));
        var decoded = decoder.decode(
                request.body().bytes(), media, expected, validation == null ? FieldValidation.WARN : validation);
        if (!decoded.kind().equals(expected))
            throw StatusException.badRequest(decoded.kind().kind() + " in version \""
                    + decoded.kind().version() + "\" cannot be handled as a " + expected.kind());
        decoded.warnings().forEach(request::warn);
        return decoded.object();
    }
}
