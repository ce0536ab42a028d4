package dev.navarch.apiserver.reviews;

import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.PostedBody;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.time.Timestamps;
import java.time.Clock;
import java.util.Set;

/** Who am I. */
public final class SelfSubjectReviewHandler implements SubresourceHandler {
    private static final GroupVersionKind KIND =
            new GroupVersionKind("authentication.k8s.io", "v1", "SelfSubjectReview");

    private final PostedBody bodies;
    private final Clock clock;

    public SelfSubjectReviewHandler(PostedBody bodies, Clock clock) {
        this.bodies = bodies;
        this.clock = clock;
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(new Endpoint(new GroupResource(KIND.group(), "selfsubjectreviews"), ""));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        var answer = bodies.read(request, KIND);
        answer.putObject("metadata").put("creationTimestamp", Timestamps.seconds(clock.instant()));
        var user = answer.putObject("status").putObject("userInfo");
        UserTree.write(request.caller().user(), user);
        return new ApiResponse.Object(201, answer);
    }
}
