package dev.navarch.nodeagent.node;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.Image;
import dev.navarch.nodeagent.cri.v1.ListImagesRequest;
import io.grpc.StatusRuntimeException;
import io.kubernetes.client.openapi.models.V1ContainerImage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The images a node tells of: the largest first, digests before tags. */
final class NodeImages {
    private static final int MOST = 50;
    private static final int MOST_NAMES = 5;
    private final CriClient client;

    NodeImages(CriClient client) {
        this.client = client;
    }

    List<V1ContainerImage> list() {
        try {
            return client
                    .images(Duration.ofSeconds(10))
                    .listImages(ListImagesRequest.getDefaultInstance())
                    .getImagesList()
                    .stream()
                    .sorted(Comparator.comparingLong(Image::getSize).reversed().thenComparing(Image::getId))
                    .limit(MOST)
                    .map(NodeImages::of)
                    .toList();
        } catch (StatusRuntimeException e) {
            return List.of();
        }
    }

    private static V1ContainerImage of(Image image) {
        var names = Stream.concat(image.getRepoDigestsList().stream(), image.getRepoTagsList().stream())
                .limit(MOST_NAMES)
                .toList();
        return new V1ContainerImage().names(names).sizeBytes(image.getSize());
    }
}
