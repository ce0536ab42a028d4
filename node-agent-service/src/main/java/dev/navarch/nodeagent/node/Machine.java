package dev.navarch.nodeagent.node;

import dev.navarch.nodeagent.settings.Housekeeping;
import io.kubernetes.client.custom.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What this machine is and has, read from where Linux shows it. */
public final class Machine {
    private final Path disk;
    private final int maxPods;
    private final Housekeeping limits;

    /** @param disk a folder on the file system that pods write to */
    public Machine(Path disk, int maxPods, Housekeeping limits) {
        this.disk = disk;
        this.maxPods = maxPods;
        this.limits = limits;
    }

    public Map<String, Quantity> capacity() {
        var capacity = new LinkedHashMap<String, Quantity>();
        capacity.put("cpu", new Quantity(Integer.toString(cpus())));
        capacity.put("ephemeral-storage", kibi(diskBytes()));
        for (var size : new String[] {"1Gi", "2Mi"}) {
            if (Files.isDirectory(hugePages(size))) capacity.put("hugepages-" + size, new Quantity("0"));
        }
        capacity.put("memory", kibi(memory()));
        capacity.put("pods", new Quantity(Integer.toString(maxPods)));
        return capacity;
    }

    /** Capacity without what eviction would keep free. */
    public Map<String, Quantity> allocatable() {
        var allocatable = new LinkedHashMap<>(capacity());
        allocatable.put("memory", kibi(memory() - wantedMemory()));
        allocatable.put("ephemeral-storage", new Quantity(Long.toString(diskBytes() - wantedDisk())));
        return allocatable;
    }

    public long memory() {
        return memoryInfo("MemTotal:");
    }

    public boolean shortOfMemory() {
        return availableMemory() < wantedMemory();
    }

    public long availableMemory() {
        return memoryInfo("MemAvailable:");
    }

    public long wantedMemory() {
        return limits.memoryAvailable().toBytes();
    }

    public boolean shortOfDisk() {
        return availableDisk() < wantedDisk();
    }

    public long availableDisk() {
        try {
            return Files.getFileStore(disk).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long wantedDisk() {
        return diskBytes() * limits.diskAvailablePercent() / 100;
    }

    String kernelVersion() {
        return line("/proc/sys/kernel/osrelease");
    }

    String bootId() {
        return line("/proc/sys/kernel/random/boot_id");
    }

    String machineId() {
        return line("/etc/machine-id");
    }

    String systemUuid() {
        var uuid = line("/sys/class/dmi/id/product_uuid");
        return uuid.isEmpty() ? machineId() : uuid;
    }

    String osImage() {
        return text("/etc/os-release")
                .lines()
                .filter(line -> line.startsWith("PRETTY_NAME="))
                .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                .findFirst()
                .orElse("Linux");
    }

    static String architecture() {
        return switch (System.getProperty("os.arch", "")) {
            case "aarch64" -> "arm64";
            case "x86_64", "amd64" -> "amd64";
            case String other -> other;
        };
    }

    private static int cpus() {
        var counted = text("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("processor"))
                .count();
        return counted > 0 ? (int) counted : Runtime.getRuntime().availableProcessors();
    }

    public long diskBytes() {
        try {
            return Files.getFileStore(disk).getTotalSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long memoryInfo(String key) {
        return text("/proc/meminfo")
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0L);
    }

    private static Path hugePages(String size) {
        return Path.of("/sys/kernel/mm/hugepages/hugepages-" + (size.equals("1Gi") ? "1048576kB" : "2048kB"));
    }

    private static Quantity kibi(long bytes) {
        return new Quantity(bytes / 1024 + "Ki");
    }

    private static String line(String file) {
        return text(file).strip();
    }

    private static String text(String file) {
        try {
            return Files.isReadable(Path.of(file)) ? Files.readString(Path.of(file)) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
