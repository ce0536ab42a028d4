package dev.navarch.resources.review;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class SelfSubjectReviewResource {
    private SelfSubjectReviewResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("authentication.k8s.io/v1", "SelfSubjectReview", "selfsubjectreviews")
                .clusterScoped()
                .verbs("create")
                .answeredOnly()
                .define();
    }
}
