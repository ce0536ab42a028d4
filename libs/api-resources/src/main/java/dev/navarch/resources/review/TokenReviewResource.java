package dev.navarch.resources.review;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class TokenReviewResource {
    private TokenReviewResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("authentication.k8s.io/v1", "TokenReview", "tokenreviews")
                .clusterScoped()
                .verbs("create")
                .answeredOnly()
                .define();
    }
}
