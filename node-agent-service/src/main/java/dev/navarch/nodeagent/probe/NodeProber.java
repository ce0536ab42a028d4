package dev.navarch.nodeagent.probe;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.runtime.PodRuntime;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Probes from the node's network namespace, and inside containers through the runtime. */
public final class NodeProber implements Prober {
    private final PodRuntime runtime;

    public NodeProber(PodRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public ProbeResult probe(V1Probe probe, V1Container container, String containerId, String ip) {
        var timeout = Duration.ofSeconds(Objects.requireNonNullElse(probe.getTimeoutSeconds(), 1));
        try {
            if (probe.getExec() != null)
                return exec(Objects.requireNonNullElse(probe.getExec().getCommand(), List.of()), containerId, timeout);
            if (probe.getHttpGet() != null) {
                var action = probe.getHttpGet();
                return HttpProbe.get(action, ContainerPorts.resolve(action.getPort(), container), ip, timeout);
            }
            if (probe.getTcpSocket() != null) {
                var action = probe.getTcpSocket();
                var host = action.getHost() == null || action.getHost().isEmpty() ? ip : action.getHost();
                return connect(host, ContainerPorts.resolve(action.getPort(), container), timeout);
            }
            if (probe.getGrpc() != null) {
                var service = Objects.requireNonNullElse(probe.getGrpc().getService(), "");
                return GrpcProbe.check(service, ip, probe.getGrpc().getPort(), timeout);
            }
        } catch (IllegalArgumentException e) {
            return new ProbeResult.Problem(String.valueOf(e.getMessage()));
        }
        return new ProbeResult.Problem("missing probe handler");
    }

    private ProbeResult exec(List<String> command, String containerId, Duration timeout) {
        try {
            var answer = runtime.exec(containerId, command, timeout);
            if (answer.getExitCode() == 0) return ProbeResult.SUCCESS;
            return new ProbeResult.Failure(
                    answer.getStdout().toStringUtf8() + answer.getStderr().toStringUtf8());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
                return new ProbeResult.Failure("command timed out: \"" + String.join(" ", command)
                        + "\" timed out after " + timeout.toSeconds() + "s");
            }
            return new ProbeResult.Problem(CriClient.rpcError(e));
        }
    }

    private static ProbeResult connect(String host, int port, Duration timeout) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            return ProbeResult.SUCCESS;
        } catch (SocketTimeoutException e) {
            return new ProbeResult.Failure("dial tcp " + host + ":" + port + ": i/o timeout");
        } catch (IOException e) {
            return new ProbeResult.Failure("dial tcp " + host + ":" + port + ": connect: connection refused");
        }
    }
}
