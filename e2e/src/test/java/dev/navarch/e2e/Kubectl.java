package dev.navarch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * One kubectl of those that this machine has.
 *
 * @param minor 20 is kubectl 1.20
 */
record Kubectl(Path program, int minor) {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Pattern MINOR = Pattern.compile("\\d+");

    /** From the oldest to the newest: those beside the one on PATH, and Debian's, which is unpacked where it is not installed. */
    static List<Kubectl> ofEveryAge(Path directory) {
        var all = new ArrayList<Kubectl>();
        try (var siblings = Files.list(TestCluster.newestKubectl().toRealPath().getParent())) {
            siblings.filter(file -> file.getFileName().toString().matches("kubectl\\.1\\.\\d+"))
                    .forEach(file -> all.add(of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (all.isEmpty()) all.add(of(TestCluster.newestKubectl()));
        var debians = debians(directory);
        if (Files.isExecutable(debians)) all.add(of(debians));
        else System.out.println("Debian's kubectl 1.20 is left out: apt-get download kubernetes-client gave none");
        all.sort(Comparator.comparingInt(Kubectl::minor));
        return List.copyOf(all);
    }

    private static Path debians(Path directory) {
        Shell.run(
                LIMIT,
                Map.of(),
                "",
                List.of(
                        "sh",
                        "-c",
                        "mkdir -p " + directory + " && cd " + directory
                                + " && { [ -x usr/bin/kubectl ] || { apt-get download -q kubernetes-client"
                                + " && dpkg -x kubernetes-client_*.deb .; }; }"));
        return directory.resolve("usr/bin/kubectl");
    }

    private static Kubectl of(Path program) {
        var said = Shell.run(LIMIT, Map.of(), "", List.of(program.toString(), "version", "--client", "-o", "json"))
                .orFail();
        var minor = MINOR.matcher(
                JsonMapper.shared().readTree(said).at("/clientVersion/minor").asString());
        if (!minor.find()) throw new AssertionError(program + " does not say its version: " + said);
        return new Kubectl(program, Integer.parseInt(minor.group()));
    }

    @Override
    public String toString() {
        return "kubectl 1." + minor;
    }
}
