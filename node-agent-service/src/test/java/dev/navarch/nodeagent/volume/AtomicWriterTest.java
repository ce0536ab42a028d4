package dev.navarch.nodeagent.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class AtomicWriterTest {
    @TempDir
    Path target;

    @Test
    void writesFilesBehindLinks() throws Exception {
        assertThat(write(Map.of("a", "1", "deep/b", "2"))).isTrue();
        assertThat(target.resolve("a")).hasContent("1");
        assertThat(target.resolve("deep/b")).hasContent("2");
        assertThat(Files.readSymbolicLink(target.resolve("a"))).isEqualTo(Path.of("..data/a"));
        assertThat((int) Files.getAttribute(target.resolve("a"), "unix:mode") & 0777)
                .isEqualTo(0640);
    }

    @Test
    void changesAllFilesAtOnceAndLeavesNothingOld() throws Exception {
        write(Map.of("a", "1", "b", "1"));
        var before = target.resolve("..data").toRealPath();
        assertThat(write(Map.of("a", "2", "c", "2"))).isTrue();
        assertThat(target.resolve("a")).hasContent("2");
        assertThat(target.resolve("b")).doesNotExist();
        assertThat(target.resolve("c")).hasContent("2");
        assertThat(before).doesNotExist();
    }

    @Test
    void leavesWhatIsTheSame() throws Exception {
        write(Map.of("a", "1"));
        var before = target.resolve("..data").toRealPath();
        assertThat(write(Map.of("a", "1"))).isFalse();
        assertThat(target.resolve("..data").toRealPath()).isEqualTo(before);
    }

    private boolean write(Map<String, String> texts) throws Exception {
        var files = new java.util.TreeMap<String, ProjectedFile>();
        texts.forEach((name, text) -> files.put(name, new ProjectedFile(text.getBytes(StandardCharsets.UTF_8), 0640)));
        return new AtomicWriter(target, null).write(files);
    }
}
