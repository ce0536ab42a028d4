package dev.navarch.nodeagent.stats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The whole machine, as /proc shows it: control groups have no figures for their root on every kernel. */
final class MachineUsage {
    private static final long NANOS_PER_TICK = 10_000_000;
    /** Of the first line of /proc/stat, after its name: user, nice, system, then irq, softirq, steal; not idle, not iowait. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    private MachineUsage() {}

    static Usage read() {
        return new Usage(
                System.currentTimeMillis(),
                cpuNanos(lines("/proc/stat").getFirst()),
                workingSet(lines("/proc/meminfo")));
    }

    static long cpuNanos(String line) {
        var fields = line.split("\\s+");
        var ticks = 0L;
        for (var index : BUSY) if (index < fields.length) ticks += Long.parseLong(fields[index]);
        return ticks * NANOS_PER_TICK;
    }

    static long workingSet(List<String> lines) {
        return Math.max(0, kibi(lines, "MemTotal:") - kibi(lines, "MemAvailable:")) * 1024;
    }

    private static long kibi(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0L);
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
