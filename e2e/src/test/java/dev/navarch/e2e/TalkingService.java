package dev.navarch.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A Service whose endpoints say their pod's name on a line to whoever connects, and then repeat what they are told. */
record TalkingService(InetSocketAddress address) {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int ATTEMPTS = 100;

    Talk talk() throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address, PATIENCE_MILLIS);
        return new Talk(socket, lineOf(socket));
    }

    Talk talkWith(String pod) throws IOException {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var talk = talk();
            if (talk.pod.equals(pod)) return talk;
            talk.close();
        }
        throw new AssertionError("No connection led to " + pod);
    }

    /** Whether so many connections in a row all led to that pod. */
    boolean isOnly(String pod, int connections) throws IOException {
        for (var i = 0; i < connections; i++) {
            try (var talk = talk()) {
                if (!talk.pod.equals(pod)) return false;
            }
        }
        return true;
    }

    private static String lineOf(Socket socket) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = socket.getInputStream().read();
                next > '\n';
                next = socket.getInputStream().read()) line.write(next);
        return line.toString(UTF_8);
    }

    record Talk(Socket socket, String pod) implements AutoCloseable {
        String answerTo(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
            return lineOf(socket);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
