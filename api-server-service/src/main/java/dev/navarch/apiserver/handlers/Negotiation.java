package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Accept: the first clause, by quality and then by order, that can be served. */
public final class Negotiation {
    private Negotiation() {}

    /** What an endpoint answers with. */
    public enum Answers {
        /** One object of a kind that has a table. */
        OBJECT,
        /** A list of such. */
        LIST,
        /** Something that is neither table nor metadata. */
        PLAIN
    }

    private record Clause(String type, Map<String, String> parameters, double quality) {}

    /** @param protobuf whether the answer has a protobuf form */
    public static Form form(ApiRequest request, Answers answers, boolean protobuf) {
        var accept = request.headers().getOrEmpty("Accept");
        var pretty = pretty(request);
        if (accept.isEmpty()) return new Form(MediaType.JSON, Form.Shape.OBJECT, "", pretty);
        var known = false;
        for (var clause : clauses(String.join(",", accept))) {
            known |= media(clause.type) != null;
            var form = form(clause, answers, protobuf, pretty);
            if (form != null) return form;
        }
        throw known ? noSuchShape() : notAcceptable();
    }

    /** How a Status is written that says what went wrong: JSON for a client that accepts nothing we have. */
    public static MediaType ofFailure(ApiRequest request) {
        for (var clause : clauses(String.join(",", request.headers().getOrEmpty("Accept")))) {
            var media = media(clause.type);
            if (media != null && !clause.parameters.containsKey("as")) return media;
        }
        return MediaType.JSON;
    }

    /** The media type is right, but not in that shape. */
    private static StatusException noSuchShape() {
        return new StatusException(new Status(
                406,
                "NotAcceptable",
                "only the following media types are accepted: application/json, application/yaml,"
                        + " application/vnd.kubernetes.protobuf",
                null));
    }

    public static StatusException notAcceptable() {
        return new StatusException(new Status(
                406,
                "NotAcceptable",
                "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml,"
                        + " application/vnd.kubernetes.protobuf, application/json;stream=watch,"
                        + " application/vnd.kubernetes.protobuf;stream=watch",
                new Status.Details("", "", "")));
    }

    /**
     * The version in which a client wants a kind of answer other than the plain one, by {@code as}.
     *
     * @param versions those that there are
     * @return null when the plain answer, in whatever media type, comes first
     */
    public static @Nullable String version(ApiRequest request, String group, List<String> versions, String as) {
        for (var clause : clauses(String.join(",", request.headers().getOrEmpty("Accept")))) {
            if (media(clause.type) == null) continue;
            var parameters = clause.parameters;
            if (!parameters.containsKey("as")) return null;
            var version = parameters.getOrDefault("v", "");
            if (media(clause.type) == MediaType.JSON
                    && as.equals(parameters.get("as"))
                    && group.equals(parameters.get("g"))
                    && versions.contains(version)) return version;
        }
        return null;
    }

    private static boolean pretty(ApiRequest request) {
        var asked = request.query().get("pretty");
        if (asked != null) return request.flag("pretty");
        var agent = request.caller().userAgent();
        return agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0");
    }

    private static @Nullable Form form(Clause clause, Answers answers, boolean protobuf, boolean pretty) {
        var media = media(clause.type);
        if (media == null) return null;
        var as = clause.parameters.getOrDefault("as", "");
        if (as.isEmpty())
            return media == MediaType.PROTOBUF && !protobuf ? null : new Form(media, Form.Shape.OBJECT, "", pretty);
        var version = clause.parameters.getOrDefault("v", "");
        if (!clause.parameters.getOrDefault("g", "").equals("meta.k8s.io")
                || !Set.of("v1", "v1beta1").contains(version)) return null;
        var shape = switch (as) {
            case "Table" -> answers == Answers.PLAIN || media == MediaType.PROTOBUF ? null : Form.Shape.TABLE;
            case "PartialObjectMetadata" -> answers == Answers.OBJECT ? Form.Shape.METADATA : null;
            case "PartialObjectMetadataList" -> answers == Answers.LIST ? Form.Shape.METADATA : null;
            default -> null;
        };
        return shape == null ? null : new Form(media, shape, version, pretty);
    }

    private static @Nullable MediaType media(String type) {
        return switch (type) {
            case "*/*", "application/*", "application/json" -> MediaType.JSON;
            case "application/yaml" -> MediaType.YAML;
            case "application/vnd.kubernetes.protobuf" -> MediaType.PROTOBUF;
            default -> null;
        };
    }

    private static List<Clause> clauses(String accept) {
        var clauses = new ArrayList<Clause>();
        for (var part : accept.split(",")) {
            var pieces = part.strip().split(";");
            if (pieces[0].isBlank()) continue;
            var parameters = new HashMap<String, String>();
            for (var i = 1; i < pieces.length; i++) {
                var equals = pieces[i].indexOf('=');
                if (equals > 0)
                    parameters.put(
                            pieces[i].substring(0, equals).strip(),
                            pieces[i].substring(equals + 1).strip());
            }
            clauses.add(new Clause(pieces[0].strip().toLowerCase(Locale.ROOT), parameters, quality(parameters)));
        }
        clauses.sort(Comparator.comparingDouble(Clause::quality).reversed());
        return clauses;
    }

    private static double quality(Map<String, String> parameters) {
        try {
            return Double.parseDouble(parameters.getOrDefault("q", "1"));
        } catch (NumberFormatException unreadable) {
            return 1;
        }
    }
}
