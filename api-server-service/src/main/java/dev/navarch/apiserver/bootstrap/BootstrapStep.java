package dev.navarch.apiserver.bootstrap;

/** Something that shall be there when the server is ready. Idempotent; several servers may run it at once. */
public interface BootstrapStep {
    /** As in messages and checks: {@code rbac/bootstrap-roles}. */
    String name();

    /** @throws RuntimeException when it could not be done now and should be tried again */
    void run();
}
