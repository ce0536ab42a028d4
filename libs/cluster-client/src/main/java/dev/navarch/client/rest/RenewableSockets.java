package dev.navarch.client.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import javax.net.ssl.SSLSocketFactory;

/** TLS sockets whose client certificate may change: then those that are open end, and new ones carry the new certificate. */
final class RenewableSockets extends SSLSocketFactory {
    private final Set<Socket> open = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile SSLSocketFactory current;

    RenewableSockets(SSLSocketFactory first) {
        this.current = first;
    }

    void renew(SSLSocketFactory next) {
        current = next;
        openNow().forEach(RenewableSockets::end);
    }

    /** Over a plain socket that is connected already, which is how OkHttp does it. */
    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        synchronized (open) {
            open.removeIf(Socket::isClosed);
            open.add(plain);
        }
        return current.createSocket(plain, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw notOverAConnection();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw notOverAConnection();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw notOverAConnection();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw notOverAConnection();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return current.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return current.getSupportedCipherSuites();
    }

    private List<Socket> openNow() {
        synchronized (open) {
            return List.copyOf(open);
        }
    }

    /** Below TLS, whose own goodbye would wait for whoever is writing. */
    private static void end(Socket plain) {
        try {
            plain.close();
        } catch (IOException e) {
            // closed is what it shall be
        }
    }

    private static IOException notOverAConnection() {
        return new IOException("Only over a socket that is connected already");
    }
}
