package dev.navarch.nodeagent.container;

import dev.navarch.nodeagent.runtime.ContainerRecord;
import dev.navarch.nodeagent.runtime.RuntimeLabels;
import dev.navarch.nodeagent.settings.NodeDirectories;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What an ended container wants its owner to read. */
public final class TerminationMessages {
    private static final int LONGEST = 4096;
    private static final int LOG_BYTES = 2048;
    private static final int LOG_LINES = 80;
    private static final Pattern CRI_PREFIX = Pattern.compile("^\\S+ (stdout|stderr) [FP](:\\S+)? ");
    private final NodeDirectories directories;

    public TerminationMessages(NodeDirectories directories) {
        this.directories = directories;
    }

    static Path file(NodeDirectories directories, String podUid, String container, int restartCount) {
        return directories.pod(podUid).resolve("containers").resolve(container).resolve(Integer.toString(restartCount));
    }

    public String read(String podUid, ContainerRecord container) {
        var own = container.message();
        var annotations = container.annotations();
        if (annotations.getOrDefault(RuntimeLabels.TERMINATION_PATH, "").isEmpty()) return own;
        var file = file(directories, podUid, container.name(), container.restartCount());
        try {
            var text = Files.exists(file) ? last(file, LONGEST, false) : "";
            var fallback = annotations
                    .getOrDefault(RuntimeLabels.TERMINATION_POLICY, "")
                    .equals("FallbackToLogsOnError");
            if (text.isEmpty() && fallback && container.exitCode() != 0) text = log(container);
            return own.isEmpty() ? text : text.isEmpty() ? own : own + ": " + text;
        } catch (IOException e) {
            return "Error on reading termination log " + file + ": " + e.getMessage();
        }
    }

    private static String log(ContainerRecord container) throws IOException {
        var log = Path.of(container.logPath());
        if (!Files.exists(log)) return "";
        var lines = last(log, LOG_BYTES * 4, true)
                .lines()
                .map(line -> CRI_PREFIX.matcher(line).replaceFirst(""))
                .toList();
        List<String> newest = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        var text = newest.isEmpty() ? "" : String.join("\n", newest) + "\n";
        return text.length() <= LOG_BYTES ? text : text.substring(text.length() - LOG_BYTES);
    }

    private static String last(Path file, int bytes, boolean fromEnd) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            if (fromEnd) in.seek(Math.max(0, in.length() - bytes));
            var buffer = new byte[(int) Math.min(bytes, in.length() - in.getFilePointer())];
            in.readFully(buffer);
            return new String(buffer, StandardCharsets.UTF_8);
        }
    }
}
