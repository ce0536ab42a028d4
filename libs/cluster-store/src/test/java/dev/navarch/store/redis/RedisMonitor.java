package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sees every command that clients send to a Redis; not those that scripts make of them. */
final class RedisMonitor implements AutoCloseable {
    private static final Pattern COMMAND = Pattern.compile("^\\+[\\d.]+ \\[\\d+ (?!lua)[^]]*] (.*)$");

    private final Socket socket;
    private final List<String> commands = new CopyOnWriteArrayList<>();

    private RedisMonitor(Socket socket) {
        this.socket = socket;
    }

    static RedisMonitor on(RedisServer redis) throws IOException {
        var monitor = new RedisMonitor(new Socket("127.0.0.1", redis.port()));
        monitor.socket.getOutputStream().write(("AUTH " + RedisServer.PASSWORD + "\r\nMONITOR\r\n").getBytes(UTF_8));
        var lines = new BufferedReader(new InputStreamReader(monitor.socket.getInputStream(), UTF_8));
        lines.readLine();
        lines.readLine();
        Thread.ofVirtual().start(() -> monitor.read(lines));
        return monitor;
    }

    /** Returns once all that was sent before has been seen. */
    void catchUp(RedisServer redis) {
        var mark = "mark-" + commands.size();
        var _ = redis.ask(commands -> commands.echo(mark));
        await().until(() -> commands.stream().anyMatch(command -> command.contains(mark)));
    }

    /** @param name as clients wrote it, in any case */
    Stream<String> sent(String name) {
        return commands.stream()
                .filter(command -> command.toUpperCase(Locale.ROOT).startsWith("\"" + name + "\""));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void read(BufferedReader lines) {
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var command = COMMAND.matcher(line);
                if (command.matches()) commands.add(command.group(1));
            }
        } catch (IOException e) {
            // closed
        }
    }
}
