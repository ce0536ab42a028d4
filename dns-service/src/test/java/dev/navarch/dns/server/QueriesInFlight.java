package dev.navarch.dns.server;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Many clients, each with many queries for one name that it sends before it reads any answer; like any client, it asks again. */
final class QueriesInFlight implements AutoCloseable {
    private static final int ASK_AGAIN_MILLIS = 3_000;
    private static final int ATTEMPTS = 5;
    private static final int LARGEST = 512;

    private final List<Client> clients = new ArrayList<>();

    QueriesInFlight(int port, String name, int clientCount, int queriesEach) throws IOException {
        var query = Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN))
                .toWire();
        for (var i = 0; i < clientCount; i++) clients.add(new Client(port, query, queriesEach));
    }

    void send() throws IOException {
        for (var client : clients) client.sendMissing();
    }

    /** How many got an answer, whatever it says. */
    int receive() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var counts = new ArrayList<Future<Integer>>();
            for (var client : clients) counts.add(threads.submit(client::receive));
            var sum = 0;
            for (var count : counts) sum += count.get();
            return sum;
        }
    }

    @Override
    public void close() {
        clients.forEach(client -> client.socket.close());
    }

    private static final class Client {
        private final DatagramSocket socket;
        private final byte[] query;
        private final int count;
        private final BitSet answered = new BitSet();

        Client(int port, byte[] query, int count) throws SocketException {
            this.socket = new DatagramSocket();
            this.query = query;
            this.count = count;
            socket.connect(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(ASK_AGAIN_MILLIS);
        }

        void sendMissing() throws IOException {
            for (var id = answered.nextClearBit(0); id < count; id = answered.nextClearBit(id + 1)) {
                var wire = query.clone();
                wire[0] = (byte) (id >> 8);
                wire[1] = (byte) id;
                socket.send(new DatagramPacket(wire, wire.length));
            }
        }

        int receive() throws IOException {
            var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            var attempts = 1;
            while (answered.cardinality() < count && attempts < ATTEMPTS) {
                try {
                    packet.setLength(packet.getData().length);
                    socket.receive(packet);
                    answered.set(((packet.getData()[0] & 0xff) << 8) | (packet.getData()[1] & 0xff));
                } catch (SocketTimeoutException someWereLost) {
                    attempts++;
                    sendMissing();
                }
            }
            return answered.cardinality();
        }
    }
}
