package dev.navarch.apiserver.relay;

import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The server that a request is passed on to.
 *
 * @param host what it is asked as: the Host header
 * @param serverName what it has to prove to be in TLS, null for the address alone
 * @param tls null where it is spoken to in the clear
 */
public record Peer(
        InetSocketAddress address,
        String host,
        @Nullable String serverName,
        @Nullable SslContext tls) {
    /** Such as {@code https://10.0.0.1:443}. */
    public String origin() {
        var text = address.getHostString();
        var host = text.contains(":") ? "[" + text + "]" : text;
        return (tls == null ? "http://" : "https://") + host + ":" + address.getPort();
    }
}
