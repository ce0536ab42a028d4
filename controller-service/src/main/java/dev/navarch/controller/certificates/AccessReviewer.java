package dev.navarch.controller.certificates;

import dev.navarch.client.ClusterClient;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1SubjectAccessReview;
import io.kubernetes.client.openapi.models.V1SubjectAccessReviewSpec;
import io.kubernetes.client.openapi.models.V1SubjectAccessReviewStatus;

/** Says whether somebody may do something; throws ApiFailure when it cannot say. */
@FunctionalInterface
public interface AccessReviewer {
    boolean allows(V1SubjectAccessReviewSpec asked);

    static AccessReviewer asking(ClusterClient cluster) {
        var reviews = cluster.resource(V1SubjectAccessReview.class);
        return asked -> {
            V1SubjectAccessReviewStatus status = reviews.create(new V1SubjectAccessReview()
                            .metadata(new V1ObjectMeta())
                            .spec(asked))
                    .getStatus();
            return status != null && Boolean.TRUE.equals(status.getAllowed());
        };
    }
}
