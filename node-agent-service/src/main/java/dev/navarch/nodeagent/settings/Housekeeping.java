package dev.navarch.nodeagent.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a node lets grow, and when it lets pods go to keep itself alive.
 *
 * @param period between two looks
 * @param logMaxSize of a container's log before a new file is begun
 * @param logMaxFiles of a container, the one being written included
 * @param imageHighPercent of the disk in use, from which on unused images are removed
 * @param imageLowPercent of the disk in use, down to which they are
 * @param imageMinimumAge an image that came later is left alone
 * @param memoryAvailable below it the node is short of memory
 * @param diskAvailablePercent below it the node is short of disk
 */
public record Housekeeping(
        @DefaultValue("10s") Duration period,
        @DefaultValue("10MB") DataSize logMaxSize,
        @DefaultValue("5") int logMaxFiles,
        @DefaultValue("85") int imageHighPercent,
        @DefaultValue("80") int imageLowPercent,
        @DefaultValue("2m") Duration imageMinimumAge,
        @DefaultValue("100MB") DataSize memoryAvailable,
        @DefaultValue("10") int diskAvailablePercent) {
    public static final Housekeeping DEFAULT = new Housekeeping(
            Duration.ofSeconds(10),
            DataSize.ofMegabytes(10),
            5,
            85,
            80,
            Duration.ofMinutes(2),
            DataSize.ofMegabytes(100),
            10);

    public Housekeeping {
        if (logMaxFiles < 2) throw new IllegalArgumentException("log-max-files must be 2 or more: " + logMaxFiles);
        if (imageLowPercent > imageHighPercent)
            throw new IllegalArgumentException("image-low-percent " + imageLowPercent
                    + " must not be above image-high-percent " + imageHighPercent);
    }
}
