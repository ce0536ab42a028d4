package dev.navarch.apiserver.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.Requests;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.store.StoreKey;
import dev.navarch.store.memory.InMemoryVersionedStore;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class TracingFilterTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final ApiResponse OK = new ApiResponse.Bytes(201, "text/plain", new byte[0], Map.of());

    private final List<SpanData> spans = new ArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
            .build();
    private final TracingFilter filter = new TracingFilter(provider.get("test"));

    @Test
    void goesOnWithTheCallersTrace() {
        filter.filter(request("default:pods/binding=web", "00-" + TRACE + "-" + CALLER + "-01"), _ -> OK);

        var span = spans.getFirst();
        assertThat(span.getName()).isEqualTo("create pods/binding");
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(CALLER);
        assertThat(attribute(span, "k8s.namespace.name")).isEqualTo("default");
        assertThat(attribute(span, "k8s.object.name")).isEqualTo("web");
        assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(201);
    }

    @Test
    void beginsATraceForACallerThatSaysNothingOrNonsense() {
        filter.filter(request("nodes=n1", "nonsense"), _ -> OK);

        assertThat(spans.getFirst().getParentSpanContext().isValid()).isFalse();
        assertThat(spans.getFirst().getTraceId()).isNotEqualTo(TRACE);
    }

    @Test
    void tellsARefusalByItsCode() {
        var refusal = StatusException.notFound(new GroupResource("", "nodes"), "n1");
        assertThatThrownBy(() -> filter.filter(request("nodes=n1", ""), _ -> {
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(spans.getFirst().getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(404);
    }

    @Test
    void theStoresWriteIsBelowTheRequest() {
        try (var store = new TracedStore(new InMemoryVersionedStore(Clock.systemUTC()), provider.get("test"))) {
            filter.filter(request("default:pods=web", ""), _ -> {
                store.create(new StoreKey("pods", "default/web"), new byte[] {1}, null);
                return OK;
            });
            store.create(new StoreKey("pods", "default/untraced"), new byte[] {1}, null);
        }

        assertThat(spans).extracting(SpanData::getName).containsExactly("store create", "create pods");
        assertThat(spans.getFirst().getParentSpanId()).isEqualTo(spans.getLast().getSpanId());
        assertThat(attribute(spans.getFirst(), "navarch.store.outcome")).isEqualTo("Written");
    }

    @Test
    void leavesHealthAndMetricsAlone() {
        filter.filter(request(Requests.path("get", "/readyz"), ""), _ -> OK);

        assertThat(spans).isEmpty();
    }

    private static String attribute(SpanData span, String key) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
    }

    private static ApiRequest request(String what, String traceparent) {
        return request(Requests.ask("create", what), traceparent);
    }

    private static ApiRequest request(RequestInfo info, String traceparent) {
        var headers = new HttpHeaders();
        if (!traceparent.isEmpty()) headers.set("traceparent", traceparent);
        return new ApiRequest(
                "POST",
                info,
                Requests.by(new UserInfo("ann", List.of())),
                Map.of(),
                headers,
                () -> new byte[0],
                ApiRequest.noWarnings(),
                MockServerWebExchange.from(MockServerHttpRequest.get("/")));
    }

    private final class Kept implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
