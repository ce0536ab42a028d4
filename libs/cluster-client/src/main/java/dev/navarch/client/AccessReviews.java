package dev.navarch.client;

import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1SubjectAccessReview;
import io.kubernetes.client.openapi.models.V1SubjectAccessReviewSpec;

/** Asks the cluster whether somebody may, for which the asking service is bound to {@code system:auth-delegator}. */
public final class AccessReviews {
    private final ResourceClient<V1SubjectAccessReview> reviews;

    public AccessReviews(ClusterClient client) {
        this.reviews = client.resource(V1SubjectAccessReview.class);
    }

    /** @throws ApiFailure when the cluster does not answer */
    public boolean allow(V1SubjectAccessReviewSpec question) {
        var status = reviews.create(
                        new V1SubjectAccessReview().metadata(new V1ObjectMeta()).spec(question))
                .getStatus();
        return status != null && Boolean.TRUE.equals(status.getAllowed());
    }
}
