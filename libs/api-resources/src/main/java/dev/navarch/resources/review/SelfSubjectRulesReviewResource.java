package dev.navarch.resources.review;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class SelfSubjectRulesReviewResource {
    private SelfSubjectRulesReviewResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("authorization.k8s.io/v1", "SelfSubjectRulesReview", "selfsubjectrulesreviews")
                .clusterScoped()
                .verbs("create")
                .answeredOnly()
                .define();
    }
}
