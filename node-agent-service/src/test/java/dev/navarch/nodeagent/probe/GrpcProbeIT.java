package dev.navarch.nodeagent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import com.google.protobuf.UInt32Value;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real gRPC server. The health protocol's two messages look on the wire like the wrappers used here. */
@SuppressWarnings("NullAway") // set before each test
class GrpcProbeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ADDRESS = "127.0.0.1";
    private static final MethodDescriptor<StringValue, UInt32Value> CHECK =
            MethodDescriptor.<StringValue, UInt32Value>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("grpc.health.v1.Health/Check")
                    .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(UInt32Value.getDefaultInstance()))
                    .build();

    private final Map<String, Integer> statuses = new ConcurrentHashMap<>(Map.of("", 1, "slow", 2));
    private Server server;

    @BeforeEach
    void start() throws Exception {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(ADDRESS, 0))
                .addService(ServerServiceDefinition.builder("grpc.health.v1.Health")
                        .addMethod(CHECK, ServerCalls.asyncUnaryCall((asked, answer) -> {
                            answer.onNext(UInt32Value.of(statuses.getOrDefault(asked.getValue(), 3)));
                            answer.onCompleted();
                        }))
                        .build())
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void aServerThatServesIsWell() {
        assertThat(check("")).isEqualTo(ProbeResult.SUCCESS);
    }

    @Test
    void aServiceOfItsOwnMayBeIll() {
        assertThat(check("slow"))
                .isEqualTo(new ProbeResult.Failure("service unhealthy (responded with \"NOT_SERVING\")"));
    }

    @Test
    void nobodyThereIsAFailure() {
        var port = server.getPort();
        server.shutdownNow();
        assertThat(GrpcProbe.check("", ADDRESS, port, Duration.ofSeconds(1)))
                .isEqualTo(new ProbeResult.Failure("timeout: failed to connect service \"" + ADDRESS + ":" + port
                        + "\" within 1s: context deadline exceeded"));
    }

    private ProbeResult check(String service) {
        return GrpcProbe.check(service, ADDRESS, server.getPort(), PATIENCE);
    }
}
