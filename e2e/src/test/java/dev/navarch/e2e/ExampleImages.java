package dev.navarch.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The images of examples/hello, as archives. */
final class ExampleImages {
    private static final Duration BUILD = Duration.ofSeconds(60);

    private ExampleImages() {}

    /** @return the folder with {@code front.tar} and {@code back.tar} */
    static Path build() {
        var images = Path.of("target", "images").toAbsolutePath();
        var script = TestCluster.projectRoot().resolve("examples/hello/build-images.sh");
        Shell.run(BUILD, Map.of(), "", List.of(script.toString(), images.toString()))
                .orFail();
        return images;
    }

    /** @param names such as {@code front} */
    static void load(TestCluster cluster, String... names) {
        var images = build();
        var command = Stream.concat(
                Stream.of("load"),
                Stream.of(names).map(name -> images.resolve(name + ".tar").toString()));
        cluster.navarch(command.toArray(String[]::new)).orFail();
    }
}
