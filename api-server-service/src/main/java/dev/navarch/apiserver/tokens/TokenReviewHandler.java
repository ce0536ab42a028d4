package dev.navarch.apiserver.tokens;

import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.identity.UserGroups;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.PostedBody;
import dev.navarch.apiserver.reviews.UserTree;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Says for others whose a token is. */
public final class TokenReviewHandler implements SubresourceHandler {
    private static final GroupVersionKind KIND = new GroupVersionKind("authentication.k8s.io", "v1", "TokenReview");
    private static final GroupResource REVIEWS = new GroupResource("authentication.k8s.io", "tokenreviews");

    private final ServiceAccountAuthenticator authenticator;
    private final PostedBody bodies;

    public TokenReviewHandler(ServiceAccountAuthenticator authenticator, PostedBody bodies) {
        this.authenticator = authenticator;
        this.bodies = bodies;
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(new Endpoint(REVIEWS, ""));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        var answer = bodies.read(request, KIND);
        if (!answer.has("metadata")) answer.putObject("metadata");
        var token = answer.path("spec").path("token").asString("");
        if (token.isEmpty()) throw StatusException.badRequest("token is required for TokenReview in authentication");
        fill(answer.putObject("status"), authenticator.review(token, audiences(answer)));
        return new ApiResponse.Object(201, answer);
    }

    private Set<String> audiences(ObjectNode review) {
        var asked = new LinkedHashSet<String>();
        for (var audience : review.path("spec").path("audiences")) asked.add(audience.asString(""));
        return asked.isEmpty() ? authenticator.ownAudiences() : asked;
    }

    private static void fill(ObjectNode status, ServiceAccountAuthenticator.Review review) {
        switch (review) {
            case ServiceAccountAuthenticator.Review.Accepted(var user, var audiences) -> {
                status.put("authenticated", true);
                UserTree.write(UserGroups.authenticated(user), status.putObject("user"));
                var array = status.putArray("audiences");
                audiences.forEach(array::add);
            }
            case ServiceAccountAuthenticator.Review.Refused(var why) -> {
                status.putObject("user");
                status.put("error", "[invalid bearer token, " + why + "]");
            }
            case ServiceAccountAuthenticator.Review.Foreign() -> {
                status.putObject("user");
                status.put("error", "invalid bearer token");
            }
        }
    }
}
