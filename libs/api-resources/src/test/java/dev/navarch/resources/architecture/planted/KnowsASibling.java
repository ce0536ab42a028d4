package dev.navarch.resources.architecture.planted;

import dev.navarch.resources.pod.PodResource;
import java.util.List;

/** A kind that looks at another. */
public final class KnowsASibling {
    List<Object> siblings() {
        return List.of(PodResource.form());
    }
}
