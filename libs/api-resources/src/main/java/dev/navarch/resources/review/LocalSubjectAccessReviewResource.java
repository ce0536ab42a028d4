package dev.navarch.resources.review;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class LocalSubjectAccessReviewResource {
    private LocalSubjectAccessReviewResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("authorization.k8s.io/v1", "LocalSubjectAccessReview", "localsubjectaccessreviews")
                .verbs("create")
                .answeredOnly()
                .define();
    }
}
