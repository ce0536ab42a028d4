package dev.navarch.nodeagent.container;

/** The container cannot even be described to the runtime: reason {@code CreateContainerConfigError}. */
public final class ContainerConfigException extends RuntimeException {
    public ContainerConfigException(String message) {
        super(message);
    }
}
