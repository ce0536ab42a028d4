package dev.navarch.controller.job;

/**
 * That a Job is over, and why. Its first condition is written at once, its last when every pod is accounted for.
 *
 * @param first FailureTarget or SuccessCriteriaMet
 */
record Verdict(String first, String reason, String message) {
    static final String FAILURE_TARGET = "FailureTarget";
    static final String SUCCESS_CRITERIA_MET = "SuccessCriteriaMet";

    static Verdict failure(String reason, String message) {
        return new Verdict(FAILURE_TARGET, reason, message);
    }

    static Verdict success(String reason, String message) {
        return new Verdict(SUCCESS_CRITERIA_MET, reason, message);
    }

    boolean isSuccess() {
        return first.equals(SUCCESS_CRITERIA_MET);
    }

    String last() {
        return isSuccess() ? JobConditions.COMPLETE : JobConditions.FAILED;
    }
}
