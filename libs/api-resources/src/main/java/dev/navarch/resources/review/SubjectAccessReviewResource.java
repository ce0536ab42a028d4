package dev.navarch.resources.review;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class SubjectAccessReviewResource {
    private SubjectAccessReviewResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("authorization.k8s.io/v1", "SubjectAccessReview", "subjectaccessreviews")
                .clusterScoped()
                .verbs("create")
                .answeredOnly()
                .define();
    }
}
