package dev.navarch.apiproxy.tcp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Whether a connection is taken. */
record ConnectQuestion(Duration timeout) implements HealthProbe.Question {
    @Override
    public String ask(HostAndPort backend) {
        try (var socket = new Socket()) {
            socket.connect(backend.resolved(), Math.toIntExact(timeout.toMillis()));
            return WELL;
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
