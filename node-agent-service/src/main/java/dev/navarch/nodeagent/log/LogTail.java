package dev.navarch.nodeagent.log;

import java.io.IOException;
import java.io.RandomAccessFile;

/** Where the last lines of a log begin. */
final class LogTail {
    private static final int BLOCK = 64 * 1024;

    private LogTail() {}

    /** The offset after which {@code lines} whole lines follow; a record that is only part of a line does not count. */
    static long offset(RandomAccessFile file, long lines) throws IOException {
        var end = file.length();
        if (lines <= 0) return end;
        var position = end;
        var lineStart = end;
        var found = 0L;
        var block = new byte[BLOCK];
        while (position > 0) {
            var size = (int) Math.min(BLOCK, position);
            position -= size;
            file.seek(position);
            file.readFully(block, 0, size);
            for (var i = size - 1; i >= 0; i--) {
                if (block[i] != '\n') continue;
                var begin = position + i + 1;
                if (begin < lineStart) {
                    if (begin < end && isWhole(file, begin) && ++found > lines) return lineStart;
                    lineStart = begin;
                }
            }
        }
        if (found == lines && lineStart > 0 && isWhole(file, 0)) return lineStart;
        return 0;
    }

    private static boolean isWhole(RandomAccessFile file, long begin) throws IOException {
        var head = new byte[64];
        file.seek(begin);
        var size = file.read(head);
        var spaces = 0;
        for (var i = 0; i < size; i++) {
            if (head[i] == ' ' && ++spaces == 2) return i + 1 < size && head[i + 1] != 'P';
        }
        return true;
    }
}
