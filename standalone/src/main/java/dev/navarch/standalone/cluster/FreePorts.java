package dev.navarch.standalone.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

final class FreePorts {
    private FreePorts() {}

    /** The first port from {@code start} on that nobody listens on. */
    static int from(int start) {
        for (var port = start; port < start + 1000; port++) if (free(port)) return port;
        throw new IllegalStateException("No free port between " + start + " and " + (start + 1000));
    }

    /** The first of {@code count} free ports in a row. */
    static int range(int start, int count) {
        for (var first = start; first < start + 20_000; first += count) {
            if (allFree(first, count)) return first;
        }
        throw new IllegalStateException("No " + count + " free ports in a row from " + start + " on");
    }

    private static boolean allFree(int first, int count) {
        for (var port = first; port < first + count; port++) if (!free(port)) return false;
        return true;
    }

    static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress((InetAddress) null, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
