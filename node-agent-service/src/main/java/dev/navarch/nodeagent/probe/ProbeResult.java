package dev.navarch.nodeagent.probe;

/** One probe's answer. */
public sealed interface ProbeResult {
    record Success() implements ProbeResult {}

    /** @param output what the event shows */
    record Failure(String output) implements ProbeResult {}

    /** The probe could not run at all. */
    record Problem(String message) implements ProbeResult {}

    ProbeResult SUCCESS = new Success();
}
