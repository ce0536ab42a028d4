package dev.navarch.nodeagent.housekeeping;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.Container;
import dev.navarch.nodeagent.cri.v1.Image;
import dev.navarch.nodeagent.cri.v1.ImageSpec;
import dev.navarch.nodeagent.cri.v1.ListContainersRequest;
import dev.navarch.nodeagent.cri.v1.ListImagesRequest;
import dev.navarch.nodeagent.cri.v1.RemoveImageRequest;
import dev.navarch.nodeagent.node.Machine;
import dev.navarch.nodeagent.settings.Housekeeping;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes images that no container uses, those first that were used longest ago, when the disk fills. The sandboxes' own image
 * stays. An agent that starts anew counts every image's age from then.
 */
public final class ImageCollector implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ImageCollector.class);
    private final CriClient client;
    private final Machine machine;
    private final Housekeeping limits;
    private final String sandboxImage;
    private final Clock clock;
    private final Map<String, Instant> lastUsed = new HashMap<>();
    private final Map<String, Instant> firstSeen = new HashMap<>();

    public ImageCollector(CriClient client, Machine machine, Housekeeping limits, String sandboxImage, Clock clock) {
        this.client = client;
        this.machine = machine;
        this.limits = limits;
        this.sandboxImage = sandboxImage;
        this.clock = clock;
    }

    @Override
    public void run() {
        var unused = unused();
        var total = machine.diskBytes();
        var used = total - machine.availableDisk();
        if (used * 100 < total * limits.imageHighPercent()) return;
        remove(unused, used - total * limits.imageLowPercent() / 100);
    }

    /** For a node that is short of disk: whatever nobody uses, however young. */
    void removeAllUnused() {
        remove(unused(), Long.MAX_VALUE);
    }

    private List<Image> unused() {
        var now = clock.instant();
        var images = client.images(CriClient.REQUEST_TIMEOUT)
                .listImages(ListImagesRequest.getDefaultInstance())
                .getImagesList();
        var ids = images.stream().map(Image::getId).collect(Collectors.toSet());
        lastUsed.keySet().retainAll(ids);
        firstSeen.keySet().retainAll(ids);
        ids.forEach(id -> firstSeen.putIfAbsent(id, now));
        var inUse =
                client.runtime().listContainers(ListContainersRequest.getDefaultInstance()).getContainersList().stream()
                        .map(Container::getImageRef)
                        .collect(Collectors.toSet());
        inUse.forEach(id -> lastUsed.put(id, now));
        return images.stream()
                .filter(image -> !inUse.contains(image.getId())
                        && !image.getRepoTagsList().contains(sandboxImage))
                .sorted(Comparator.comparing((Image image) -> lastUsed.getOrDefault(image.getId(), Instant.EPOCH))
                        .thenComparing(image -> firstSeen.getOrDefault(image.getId(), now)))
                .toList();
    }

    private void remove(List<Image> images, long bytes) {
        var young = clock.instant().minus(limits.imageMinimumAge());
        var freed = 0L;
        for (var image : images) {
            if (freed >= bytes) return;
            var age = firstSeen.getOrDefault(image.getId(), clock.instant());
            if (bytes != Long.MAX_VALUE && age.isAfter(young)) continue;
            try {
                client.images(CriClient.REQUEST_TIMEOUT)
                        .removeImage(RemoveImageRequest.newBuilder()
                                .setImage(ImageSpec.newBuilder().setImage(image.getId()))
                                .build());
                freed += image.getSize();
                log.info("Removed an unused image names={} bytes={}", image.getRepoTagsList(), image.getSize());
            } catch (StatusRuntimeException e) {
                log.warn("Image not removed id={} error={}", image.getId(), CriClient.message(e));
            }
        }
    }
}
