package dev.navarch.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The images of docker/roles, built offline and once for all test classes of a run. */
final class NavarchImages {
    static final String PREFIX = "navarch-e2e";
    private static final Duration BUILD = Duration.ofMinutes(15);
    private static final Duration SAVE = Duration.ofMinutes(5);
    private static final Set<Map<String, String>> BUILT = new HashSet<>();

    private final DockerDaemon docker;

    NavarchImages(DockerDaemon docker) {
        this.docker = docker;
    }

    void build() {
        synchronized (BUILT) {
            if (BUILT.contains(docker.environment())) return;
            buildBases();
            script("build-images.sh");
            BUILT.add(docker.environment());
        }
    }

    /** What the others are built on, and Redis. */
    void buildBases() {
        script("build-base-images.sh");
    }

    /** Writes images into one archive, layers that they share once. */
    void save(Path archive, List<String> images) {
        var command = new ArrayList<>(List.of("docker", "save", "-o", archive.toString()));
        command.addAll(images);
        Shell.run(SAVE, docker.environment(), "", command).orFail();
    }

    private void script(String name) {
        var environment = new HashMap<>(docker.environment());
        environment.put("NAVARCH_IMAGES", PREFIX);
        var script = TestCluster.projectRoot().resolve("docker").resolve(name);
        Shell.run(BUILD, environment, "", List.of(script.toString())).orFail();
    }
}
