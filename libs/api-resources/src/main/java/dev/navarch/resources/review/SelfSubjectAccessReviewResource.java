package dev.navarch.resources.review;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class SelfSubjectAccessReviewResource {
    private SelfSubjectAccessReviewResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("authorization.k8s.io/v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews")
                .clusterScoped()
                .verbs("create")
                .answeredOnly()
                .define();
    }
}
