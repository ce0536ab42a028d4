package dev.navarch.nodeagent.volume;

/** A volume cannot be set up now; tried again later. The message is shown in the pod's FailedMount event. */
public final class VolumeException extends RuntimeException {
    private final String volume;

    public VolumeException(String volume, String message) {
        super(message);
        this.volume = volume;
    }

    public String volume() {
        return volume;
    }
}
