package dev.navarch.apiproxy.tcp;

import java.net.InetSocketAddress;

/** @param host a name or an address; a name is resolved each time it is used */
public record HostAndPort(String host, int port) {
    public static HostAndPort parse(String text) {
        var colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,5}"))
            throw new IllegalArgumentException("Wanted host:port, found " + text);
        var host = text.substring(0, colon);
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new HostAndPort(bare, Integer.parseInt(text.substring(colon + 1)));
    }

    InetSocketAddress resolved() {
        return new InetSocketAddress(host, port);
    }

    InetSocketAddress unresolved() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
