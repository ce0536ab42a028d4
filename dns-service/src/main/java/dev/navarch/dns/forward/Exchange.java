package dev.navarch.dns.forward;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** One query to one server. Each goes out with an id and a port of its own; answers that fit neither are ignored. */
final class Exchange {
    private static final int LARGEST = 65_535;

    private final InetSocketAddress server;
    private final Duration timeout;

    Exchange(InetSocketAddress server, Duration timeout) {
        this.server = server;
        this.timeout = timeout;
    }

    byte[] send(byte[] query, boolean tcp) throws IOException {
        var sent = query.clone();
        var id = ThreadLocalRandom.current().nextInt(1 << 16);
        sent[0] = (byte) (id >> 8);
        sent[1] = (byte) id;
        var answer = tcp ? overTcp(sent) : overUdp(sent);
        answer[0] = query[0];
        answer[1] = query[1];
        return answer;
    }

    private byte[] overUdp(byte[] query) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(server);
            socket.send(new DatagramPacket(query, query.length));
            var deadline = System.nanoTime() + timeout.toNanos();
            var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            while (true) {
                var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) throw new SocketTimeoutException("No answer from " + server);
                socket.setSoTimeout(Math.toIntExact(left));
                socket.receive(packet);
                var answer = Arrays.copyOf(packet.getData(), packet.getLength());
                if (answers(answer, query)) return answer;
                packet.setLength(LARGEST);
            }
        }
    }

    private byte[] overTcp(byte[] query) throws IOException {
        try (var socket = new Socket()) {
            var millis = Math.toIntExact(timeout.toMillis());
            socket.connect(server, millis);
            socket.setSoTimeout(millis);
            var framed = new byte[query.length + 2];
            framed[0] = (byte) (query.length >> 8);
            framed[1] = (byte) query.length;
            System.arraycopy(query, 0, framed, 2, query.length);
            socket.getOutputStream().write(framed);
            var in = new DataInputStream(socket.getInputStream());
            var answer = in.readNBytes(in.readUnsignedShort());
            if (!answers(answer, query)) throw new IOException("Not an answer to the query, from " + server);
            return answer;
        }
    }

    /** Same id, a response, and the same question word for word. */
    private static boolean answers(byte[] answer, byte[] query) {
        if (answer.length < 12 || answer[0] != query[0] || answer[1] != query[1] || (answer[2] & 0x80) == 0)
            return false;
        var end = endOfQuestion(query);
        return (answer[4] == 0 && answer[5] == 0) || (answer.length >= end && sameQuestion(answer, query, end));
    }

    private static boolean sameQuestion(byte[] answer, byte[] query, int end) {
        for (var i = 12; i < end; i++) {
            if (Character.toLowerCase(answer[i] & 0xff) != Character.toLowerCase(query[i] & 0xff)) return false;
        }
        return true;
    }

    private static int endOfQuestion(byte[] query) {
        var at = 12;
        while (at < query.length && query[at] != 0) at += (query[at] & 0xff) + 1;
        return Math.min(query.length, at + 5);
    }
}
