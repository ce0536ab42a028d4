package dev.navarch.bench.dns;

import dev.navarch.bench.measure.Recorder;
import dev.navarch.bench.measure.Round;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients that each keep some queries for one name's address in flight. What is lost is asked no more: another takes its place.
 *
 * @param name without a dot at its end
 */
record QueryLoad(InetSocketAddress server, String name, int clients, int inFlightEach) {
    private static final int LOST_AFTER_MILLIS = 500;
    private static final int LARGEST = 512;
    private static final byte[] RECURSION_DESIRED_ONE_QUESTION = {0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    private static final byte[] TYPE_A_CLASS_IN = {0, 0, 1, 0, 1};

    private byte[] query() {
        var wire = new ByteArrayOutputStream();
        wire.writeBytes(RECURSION_DESIRED_ONE_QUESTION);
        for (var label : name.split("\\.")) {
            wire.write(label.length());
            wire.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        wire.writeBytes(TYPE_A_CLASS_IN);
        return wire.toByteArray();
    }

    Round run(Duration length) throws ExecutionException, InterruptedException {
        var recorder = new Recorder();
        var end = System.nanoTime() + length.toNanos();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < clients; i++) running.add(threads.submit(() -> ask(recorder, end)));
            for (var client : running) client.get();
        }
        return recorder.finish();
    }

    /** One answer, whole. */
    byte[] once() throws IOException {
        try (var socket = socket()) {
            var query = query();
            socket.send(new DatagramPacket(query, query.length));
            var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            socket.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }
    }

    private void ask(Recorder recorder, long end) {
        var query = query();
        var sent = new long[inFlightEach];
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try (var socket = socket()) {
            for (var id = 0; id < inFlightEach; id++) send(socket, query, id, sent);
            while (System.nanoTime() < end) {
                try {
                    packet.setLength(LARGEST);
                    socket.receive(packet);
                    var id = packet.getData()[1] & 0xff;
                    recorder.done(sent[id], packet.getLength());
                    send(socket, query, id, sent);
                } catch (SocketTimeoutException lost) {
                    for (var id = 0; id < inFlightEach; id++) send(socket, query, id, sent);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(DatagramSocket socket, byte[] query, int id, long[] sent) throws IOException {
        var wire = query.clone();
        wire[1] = (byte) id;
        sent[id] = System.nanoTime();
        socket.send(new DatagramPacket(wire, wire.length));
    }

    private DatagramSocket socket() throws IOException {
        var socket = new DatagramSocket();
        socket.connect(server);
        socket.setSoTimeout(LOST_AFTER_MILLIS);
        return socket;
    }
}
