package dev.navarch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/** What describe prints, with names in the place of what differs from run to run, and one space between words. */
record Described(String text) {
    /** As somebody has read it and found it right. */
    static Described golden(String file) {
        try (var in = Described.class.getResourceAsStream("/describe/" + file)) {
            return new Described(
                    new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Described of(String printed, String namespace) {
        return new Described(printed.lines()
                .map(line -> steady(line.strip().replaceAll(" +", " "), namespace))
                .collect(Collectors.joining("\n"))
                .strip());
    }

    private static String steady(String line, String namespace) {
        return line.replace(namespace, "<namespace>")
                .replaceAll("\\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]+ [+-]\\d{4}", "<time>")
                .replaceAll("\\d+\\.\\d+\\.\\d+\\.\\d+", "<ip>")
                .replaceAll("(containerd://|sha256:)[0-9a-f]+", "$1<id>")
                .replaceAll("kube-api-access-\\w{5}", "kube-api-access-<random>")
                .replaceAll("described-[0-9a-z]{8,10}", "described-<hash>")
                .replaceAll("^(Normal|Warning) (\\w+) \\d+[smh\\d]* ", "$1 $2 <age> ");
    }
}
