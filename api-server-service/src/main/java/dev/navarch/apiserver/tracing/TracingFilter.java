package dev.navarch.apiserver.tracing;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.web.FilterOrder;
import dev.navarch.apiserver.web.RequestFilter;
import dev.navarch.machinery.status.StatusException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;

/** A span for each request about a resource, below that of its {@code traceparent} header. A watch is traced until it stands. */
public final class TracingFilter implements RequestFilter {
    private static final int SERVER_ERROR = 500;

    private final Tracer tracer;

    public TracingFilter(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public FilterOrder order() {
        return FilterOrder.TRACING;
    }

    @Override
    public ApiResponse filter(ApiRequest request, Next next) {
        if (!request.info().resourceRequest()) return next.handle(request);
        var span = begin(request);
        try (var _ = span.makeCurrent()) {
            var answer = next.handle(request);
            answered(span, answer.code());
            return answer;
        } catch (StatusException refused) {
            answered(span, refused.status().code());
            throw refused;
        } catch (RuntimeException failed) {
            span.recordException(failed);
            answered(span, SERVER_ERROR);
            throw failed;
        } finally {
            span.end();
        }
    }

    private Span begin(ApiRequest request) {
        var info = request.info();
        var caller = W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), request.headers(), HeaderReader.INSTANCE);
        return tracer.spanBuilder(info.verb() + " " + resource(info))
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.method())
                .setAttribute("url.path", info.path())
                .setAttribute("user_agent.original", request.caller().userAgent())
                .setAttribute("k8s.verb", info.verb())
                .setAttribute("k8s.resource", info.groupResource().toString())
                .setAttribute("k8s.namespace.name", info.namespace())
                .setAttribute("k8s.object.name", info.name())
                .startSpan();
    }

    private static String resource(RequestInfo info) {
        return info.subresource().isEmpty() ? info.resource() : info.resource() + "/" + info.subresource();
    }

    private static void answered(Span span, int code) {
        span.setAttribute("http.response.status_code", code);
        if (code >= SERVER_ERROR) span.setStatus(StatusCode.ERROR);
    }
}
