package dev.navarch.apiserver.tokens;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.identity.ServiceAccountName;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.PostedBody;
import dev.navarch.apiserver.tokens.TokenClaims.Bound;
import dev.navarch.apiserver.tokens.TokenClaims.BoundKind;
import dev.navarch.apiserver.tokens.TokenClaims.Named;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.machinery.time.Timestamps;
import dev.navarch.resources.ResourceNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** POST serviceaccounts/NAME/token: a token of the account, for the audiences asked for, bound to a pod, secret or node if asked. */
public final class TokenRequestHandler implements SubresourceHandler {
    static final GroupVersionKind KIND = new GroupVersionKind("authentication.k8s.io", "v1", "TokenRequest");
    private static final GroupResource ACCOUNTS = new GroupResource("", "serviceaccounts");
    private static final GroupResource NODES = new GroupResource("", "nodes");
    private static final long DEFAULT_SECONDS = 3600;
    private static final long MIN_SECONDS = 600;
    private static final long MAX_SECONDS = 1L << 32;
    /** What agents ask for on behalf of pods that asked for nothing: such clients may not know that tokens end. */
    private static final long UNASKED_SECONDS = 3607;

    private static final Duration UNASKED_LIFETIME = Duration.ofDays(365);

    private final TokenIssuer issuer;
    private final Set<String> defaultAudiences;
    private final ObjectReader objects;
    private final PostedBody bodies;
    private final Admission admission;
    private final ResourceNames accountNames;
    private final Clock clock;

    public TokenRequestHandler(
            TokenIssuer issuer,
            Set<String> defaultAudiences,
            ObjectReader objects,
            PostedBody bodies,
            Admission admission,
            ResourceNames accountNames,
            Clock clock) {
        this.issuer = issuer;
        this.defaultAudiences = Set.copyOf(defaultAudiences);
        this.objects = objects;
        this.bodies = bodies;
        this.admission = admission;
        this.accountNames = accountNames;
        this.clock = clock;
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(new Endpoint(ACCOUNTS, "token"));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        if (!request.method().equals("POST"))
            throw StatusException.methodNotAllowed(ACCOUNTS, request.info().verb());
        var account = new ServiceAccountName(
                request.info().namespace(), request.info().name());
        var answer = bodies.read(request, KIND);
        var spec = answer.withObject("spec");
        fillDefaults(spec);
        admit(request, answer);
        var accountUid = uid(get(ACCOUNTS, account.namespace(), account.name()));
        validate(spec);
        var issuedAt = clock.instant();
        var asked = Duration.ofSeconds(spec.path("expirationSeconds").asLong(DEFAULT_SECONDS));
        var claims = claims(spec, account, accountUid, issuedAt, asked);
        if (!request.flag("dryRun")) fillStatus(answer, issuer.sign(claims), issuedAt.plus(asked));
        fillMetadata(answer, account, issuedAt);
        return new ApiResponse.Object(201, answer);
    }

    private void fillDefaults(ObjectNode spec) {
        if (!spec.hasNonNull("expirationSeconds")) spec.put("expirationSeconds", DEFAULT_SECONDS);
        if (spec.path("audiences").isEmpty()) defaultAudiences.forEach(spec.putArray("audiences")::add);
        if (!spec.has("boundObjectRef")) spec.putNull("boundObjectRef");
    }

    private void admit(ApiRequest request, ObjectNode object) {
        var admitted = new AdmissionRequest(
                AdmissionRequest.Operation.CREATE,
                request.info(),
                accountNames,
                KIND,
                request.info().namespace(),
                request.info().name(),
                object,
                null,
                request.caller(),
                request.flag("dryRun"));
        admission.mutate(admitted, request::warn);
        admission.validate(admitted, request::warn);
    }

    private static void validate(ObjectNode spec) {
        var seconds = spec.path("expirationSeconds").asLong(DEFAULT_SECONDS);
        var path = FieldPath.of("spec", "expirationSeconds");
        var errors = new ArrayList<FieldError>();
        if (seconds < MIN_SECONDS)
            errors.add(FieldError.invalid(path, seconds, "may not specify a duration less than 10 minutes"));
        if (seconds > MAX_SECONDS)
            errors.add(FieldError.invalid(path, seconds, "may not specify a duration larger than 2^32 seconds"));
        if (!errors.isEmpty()) throw StatusException.invalid(KIND, "", errors);
    }

    private TokenClaims claims(
            ObjectNode spec, ServiceAccountName account, String accountUid, Instant issuedAt, Duration asked) {
        var bound = spec.get("boundObjectRef") instanceof ObjectNode reference ? bound(reference, account) : null;
        var node = bound == null || bound.kind() != BoundKind.POD
                ? null
                : nodeOf(get(pods(), account.namespace(), bound.object().name()));
        var audiences = new ArrayList<String>();
        for (var audience : spec.path("audiences")) audiences.add(audience.asString(""));
        var unasked = asked.toSeconds() == UNASKED_SECONDS
                && bound != null
                && bound.kind() == BoundKind.POD
                && audiences.stream().allMatch(defaultAudiences::contains);
        return new TokenClaims(
                UUID.randomUUID().toString(),
                account,
                accountUid,
                audiences,
                issuedAt,
                issuedAt.plus(unasked ? UNASKED_LIFETIME : asked),
                bound,
                node,
                unasked ? issuedAt.plus(asked) : null);
    }

    private Bound bound(ObjectNode reference, ServiceAccountName account) {
        var kind = kindOf(reference);
        var resource = new GroupResource("", kind.resource());
        var name = reference.path("name").asString("");
        var object = get(resource, kind.namespaced() ? account.namespace() : "", name);
        if (kind == BoundKind.POD
                && !object.path("spec").path("serviceAccountName").asString("").equals(account.name()))
            throw StatusException.badRequest("cannot bind token for serviceaccount \"" + account.name()
                    + "\" to pod running with different serviceaccount name.");
        var wanted = reference.path("uid").asString("");
        if (!wanted.isEmpty() && !wanted.equals(uid(object)))
            throw StatusException.conflict(
                    new GroupResource("", kind.kind()),
                    name,
                    "the UID in the bound object reference (" + wanted
                            + ") does not match the UID in record. The object might have been deleted and then"
                            + " recreated");
        return new Bound(kind, new Named(name, uid(object)));
    }

    private static BoundKind kindOf(ObjectNode reference) {
        var apiVersion = reference.path("apiVersion").asString("");
        var kind = reference.path("kind").asString("");
        for (var known : BoundKind.values()) if (known.kind().equals(kind) && apiVersion.equals("v1")) return known;
        throw StatusException.badRequest("cannot bind token to object of type " + apiVersion + ", Kind=" + kind);
    }

    private @Nullable Named nodeOf(ObjectNode pod) {
        var name = pod.path("spec").path("nodeName").asString("");
        if (name.isEmpty()) return null;
        var node = objects.find(NODES, "", name);
        return new Named(name, node == null ? "" : uid(node));
    }

    private ObjectNode get(GroupResource resource, String namespace, String name) {
        var found = objects.find(resource, namespace, name);
        if (found == null) throw StatusException.notFound(resource, name);
        return found;
    }

    private static void fillStatus(ObjectNode answer, String token, Instant expires) {
        answer.putObject("status").put("token", token).put("expirationTimestamp", Timestamps.seconds(expires));
    }

    private static void fillMetadata(ObjectNode answer, ServiceAccountName account, Instant now) {
        answer.putObject("metadata")
                .put("name", account.name())
                .put("namespace", account.namespace())
                .put("uid", UUID.randomUUID().toString())
                .put("creationTimestamp", Timestamps.seconds(now));
    }

    private static GroupResource pods() {
        return new GroupResource("", BoundKind.POD.resource());
    }

    private static String uid(ObjectNode object) {
        return object.path("metadata").path("uid").asString("");
    }
}
