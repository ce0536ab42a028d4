package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** One PING over a connection of its own. */
final class RedisProbe {
    private static final int TIMEOUT_MILLIS = 1000;

    private RedisProbe() {}

    /** @return Redis' words: {@code +PONG}, {@code -LOADING …}, {@code -WRONGPASS …}; the failure's where nobody answers */
    static String ping(RedisEndpoint endpoint) {
        var uri = URI.create(endpoint.uri());
        var password = uri.getUserInfo().substring(uri.getUserInfo().indexOf(':') + 1);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(UTF_8));
            var replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var authenticated = replies.readLine();
            if (authenticated == null || !authenticated.startsWith("+OK")) return String.valueOf(authenticated);
            return String.valueOf(replies.readLine());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
