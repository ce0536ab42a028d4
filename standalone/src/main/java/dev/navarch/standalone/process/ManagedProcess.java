package dev.navarch.standalone.process;

import java.util.List;

/**
 * A process that was started for a cluster.
 *
 * @param startedTicks from /proc, tells a pid that has been given to another process since; 0 where there is no /proc
 * @param fingerprint of command and configuration: a process that differs is replaced by {@code up}
 */
public record ManagedProcess(String name, long pid, long startedTicks, String fingerprint, List<String> command) {
    public ManagedProcess {
        command = List.copyOf(command);
    }

    public boolean alive() {
        var handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return handle.isPresent() && (startedTicks == 0 || ProcessStat.startedTicks(pid) == startedTicks);
    }
}
