package dev.navarch.apiserver.streams;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a WebSocket client of exec and attach wants its channels.
 *
 * @param name as negotiated; empty where the client names none
 * @param base64 text frames of base64, the channel as a digit, instead of binary ones
 * @param statusObject whether the error channel carries a Status, rather than the text of a failure
 * @param canCloseStdin whether channel 255 ends a channel
 */
record Subprotocol(String name, boolean base64, boolean statusObject, boolean canCloseStdin) {
    private static final List<Subprotocol> KNOWN = List.of(
            new Subprotocol("v5.channel.k8s.io", false, true, true),
            new Subprotocol("v4.channel.k8s.io", false, true, false),
            new Subprotocol("v4.base64.channel.k8s.io", true, true, false),
            new Subprotocol("v3.channel.k8s.io", false, false, false),
            new Subprotocol("v2.channel.k8s.io", false, false, false),
            new Subprotocol("channel.k8s.io", false, false, false),
            new Subprotocol("base64.channel.k8s.io", true, false, false));
    private static final Subprotocol NONE = new Subprotocol("", false, false, false);

    /** @return the client's first that is known; null when it offers some and none is */
    static @Nullable Subprotocol choose(List<String> headers) {
        var offered = offered(headers);
        if (offered.isEmpty()) return NONE;
        for (var name : offered) for (var known : KNOWN) if (known.name.equals(name)) return known;
        return null;
    }

    static List<String> offered(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
