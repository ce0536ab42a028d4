package dev.navarch.nodeagent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class ContainerLogTest {
    private static final LogRequest ALL = new LogRequest(false, null, null, false, null);

    @TempDir
    Path directory;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = directory.resolve("0.log");
        Files.writeString(log, """
                2026-01-01T00:00:01.000000001Z stdout F one
                2026-01-01T00:00:02.5Z stdout P tw
                2026-01-01T00:00:02.6Z stdout F o
                2026-01-01T00:00:03Z stderr F three
                """);
    }

    @Test
    void joinsTheParts() throws Exception {
        assertThat(read(ALL)).isEqualTo("one\ntwo\nthree\n");
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, three", "2, two|three", "3, one|two|three", "9, one|two|three"})
    void countsWholeLinesFromTheEnd(long tail, String expected) throws Exception {
        var text = expected.isEmpty() ? "" : expected.replace('|', '\n') + "\n";
        assertThat(read(new LogRequest(false, tail, null, false, null))).isEqualTo(text);
    }

    @Test
    void findsTheTailOfALongLog() throws Exception {
        try (var out = Files.newBufferedWriter(log)) {
            for (var i = 0; i < 20_000; i++) out.write("2026-01-01T00:00:03Z stdout F line " + i + "\n");
        }
        assertThat(read(new LogRequest(false, 3L, null, false, null)))
                .isEqualTo("line 19997\nline 19998\nline 19999\n");
    }

    @Test
    void showsTimestampsOnceALine() throws Exception {
        assertThat(read(new LogRequest(false, 2L, null, true, null)))
                .isEqualTo("2026-01-01T00:00:02.5Z two\n2026-01-01T00:00:03Z three\n");
    }

    @Test
    void beginsAtATime() throws Exception {
        var since = Instant.parse("2026-01-01T00:00:02.55Z");
        assertThat(read(new LogRequest(false, null, since, false, null))).isEqualTo("o\nthree\n");
    }

    @Test
    void endsAtTheLimit() throws Exception {
        assertThat(read(new LogRequest(false, null, null, false, 5L))).isEqualTo("one\nt");
    }

    @Test
    void followsThroughRotationUntilTheContainerEnds() throws Exception {
        var running = new AtomicBoolean(true);
        var out = new ByteArrayOutputStream();
        var follow = new LogRequest(true, 1L, null, false, null);
        var reader = Thread.ofVirtual().start(() -> {
            try {
                new ContainerLog(log, follow, running::get, out).copy();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        awaitText(out, "three\n");
        append(log, "four");
        awaitText(out, "three\nfour\n");
        Files.move(log, directory.resolve("0.log.old"));
        append(directory.resolve("0.log.old"), "five");
        append(log, "six");
        awaitText(out, "three\nfour\nfive\nsix\n");
        append(log, "seven");
        running.set(false);
        reader.join(Duration.ofSeconds(5));
        assertThat(text(out)).endsWith("six\nseven\n");
    }

    private String read(LogRequest request) throws Exception {
        var out = new ByteArrayOutputStream();
        new ContainerLog(log, request, () -> false, out).copy();
        return text(out);
    }

    private static void append(Path file, @Nullable String line) throws IOException {
        Files.writeString(
                file,
                "2026-01-01T00:00:09Z stdout F " + line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void awaitText(ByteArrayOutputStream out, String text) {
        await(text).atMost(Duration.ofSeconds(5)).until(() -> text(out).equals(text));
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
