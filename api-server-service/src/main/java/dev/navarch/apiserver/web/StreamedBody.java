package dev.navarch.apiserver.web;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A body that is read off the wire when first asked for. One thread's own. */
final class StreamedBody implements ApiRequest.Body {
    private final ServerHttpRequest request;
    private final int limit;
    private byte @Nullable [] bytes;

    StreamedBody(ServerHttpRequest request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    @Override
    public byte[] bytes() {
        if (bytes == null) bytes = read();
        return bytes;
    }

    private byte[] read() {
        if (request.getHeaders().getContentLength() > limit) throw tooLarge();
        try {
            var joined =
                    DataBufferUtils.join(request.getBody(), limit).toFuture().get();
            if (joined == null) return new byte[0];
            var all = new byte[joined.readableByteCount()];
            joined.read(all);
            DataBufferUtils.release(joined);
            return all;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof DataBufferLimitException) throw tooLarge();
            throw StatusException.badRequest("the body could not be read: " + failed.getCause());
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
            throw new StatusException(
                    new Status(504, "Timeout", "Timeout: request did not complete within the allotted timeout", null));
        }
    }

    private StatusException tooLarge() {
        return new StatusException(
                new Status(413, "RequestEntityTooLarge", "Request entity too large: limit is " + limit, null));
    }
}
