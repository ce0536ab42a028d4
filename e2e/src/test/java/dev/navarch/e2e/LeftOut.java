package dev.navarch.e2e;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What this machine cannot run is left out with a line that says so, but never in CI. */
final class LeftOut {
    private LeftOut() {}

    static ConditionEvaluationResult unless(boolean possible, ExtensionContext test, String reason) {
        if (possible) return ConditionEvaluationResult.enabled("this machine can");
        var why = "Left out " + test.getDisplayName() + ": " + reason;
        if ("true".equals(System.getenv("CI"))) throw new IllegalStateException(why + ", and CI leaves nothing out");
        System.out.println(why);
        return ConditionEvaluationResult.disabled(why);
    }
}
