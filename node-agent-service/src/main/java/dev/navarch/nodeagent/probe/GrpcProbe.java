package dev.navarch.nodeagent.probe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** grpc.health.v1.Health/Check. Its two messages have one field each, written here by hand. */
final class GrpcProbe {
    private static final int SERVING = 1;
    private static final String[] NAMES = {"UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"};
    private static final MethodDescriptor<String, Integer> CHECK = MethodDescriptor.<String, Integer>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("grpc.health.v1.Health/Check")
            .setRequestMarshaller(new ServiceName())
            .setResponseMarshaller(new ServingStatus())
            .build();

    private GrpcProbe() {}

    static ProbeResult check(String service, String ip, int port, Duration timeout) {
        var channel = NettyChannelBuilder.forAddress(ip, port).usePlaintext().build();
        try {
            var options = CallOptions.DEFAULT.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
            int status = ClientCalls.blockingUnaryCall(channel, CHECK, options, service);
            if (status == SERVING) return ProbeResult.SUCCESS;
            var name = status < NAMES.length ? NAMES[status] : Integer.toString(status);
            return new ProbeResult.Failure("service unhealthy (responded with \"" + name + "\")");
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return new ProbeResult.Failure("error: this server does not implement the grpc health protocol"
                        + " (grpc.health.v1.Health): " + e.getStatus().getDescription());
            }
            return new ProbeResult.Failure("timeout: failed to connect service \"" + ip + ":" + port + "\" within "
                    + timeout.toSeconds() + "s: context deadline exceeded");
        } finally {
            channel.shutdownNow();
        }
    }

    private static final class ServiceName implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String service) {
            var out = new ByteArrayOutputStream();
            try {
                var coded = CodedOutputStream.newInstance(out);
                if (!service.isEmpty()) coded.writeString(1, service);
                coded.flush();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return new ByteArrayInputStream(out.toByteArray());
        }

        @Override
        public String parse(InputStream stream) {
            throw new UnsupportedOperationException("only sent");
        }
    }

    private static final class ServingStatus implements MethodDescriptor.Marshaller<Integer> {
        @Override
        public InputStream stream(Integer value) {
            throw new UnsupportedOperationException("only received");
        }

        @Override
        public Integer parse(InputStream stream) {
            try {
                var in = CodedInputStream.newInstance(stream);
                var status = 0;
                for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
                    if (tag >> 3 == 1) status = in.readEnum();
                    else in.skipField(tag);
                }
                return status;
            } catch (IOException e) {
                throw Status.INTERNAL.withCause(e).asRuntimeException();
            }
        }
    }
}
