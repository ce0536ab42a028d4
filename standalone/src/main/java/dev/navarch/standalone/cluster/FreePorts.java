package dev.navarch.standalone.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.stream.IntStream;

/** Ports that nobody listens on and that are not another cluster's, though it may be stopped just now. */
record FreePorts(Set<Integer> claimed) {
    FreePorts {
        claimed = Set.copyOf(claimed);
    }

    /** The first from {@code start} on. */
    int from(int start) {
        return IntStream.range(start, start + 1000)
                .filter(this::isOurs)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No free port between " + start + " and " + (start + 1000)));
    }

    /** The first of {@code count} in a row. */
    int range(int start, int count) {
        for (var first = start; first < start + 20_000; first += count) {
            if (IntStream.range(first, first + count).allMatch(this::isOurs)) return first;
        }
        throw new IllegalStateException("No " + count + " free ports in a row from " + start + " on");
    }

    private boolean isOurs(int port) {
        return !claimed.contains(port) && free(port);
    }

    static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress((InetAddress) null, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
