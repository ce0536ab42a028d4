package dev.navarch.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class ProcessStat {
    private static final int STATE = 0;
    private static final int START_TIME = 19;

    private ProcessStat() {}

    /** When a process began, in clock ticks since boot; -1 when it is gone or a zombie, 0 without a /proc. */
    static long startedTicks(long pid) {
        if (!Files.isDirectory(Path.of("/proc/self"))) return 0;
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[STATE].equals("Z") ? -1 : Long.parseLong(fields[START_TIME]);
        } catch (IOException e) {
            return -1;
        }
    }
}
