package dev.navarch.apiserver;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.admission.AdmissionOrder;
import dev.navarch.apiserver.admission.AdmissionPlugin;
import dev.navarch.apiserver.aggregation.AggregatedVersions;
import dev.navarch.apiserver.components.ComponentStatusHandler;
import dev.navarch.apiserver.discovery.DiscoveryPaths;
import dev.navarch.apiserver.discovery.OpenApiPaths;
import dev.navarch.apiserver.discovery.RootPath;
import dev.navarch.apiserver.discovery.VersionPath;
import dev.navarch.apiserver.handlers.DeleteHandler;
import dev.navarch.apiserver.handlers.ListHandler;
import dev.navarch.apiserver.handlers.ObjectResponses;
import dev.navarch.apiserver.handlers.RequestBodies;
import dev.navarch.apiserver.handlers.ResourceHandler;
import dev.navarch.apiserver.handlers.ScaleHandler;
import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.handlers.WatchHandler;
import dev.navarch.apiserver.handlers.WriteHandler;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.apiserver.registry.InternalWrites;
import dev.navarch.apiserver.registry.Registry;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.registry.WriteHook;
import dev.navarch.apiserver.request.PostedBody;
import dev.navarch.apiserver.table.Tables;
import dev.navarch.apiserver.tracing.TracedStore;
import dev.navarch.apiserver.tracing.TracingFilter;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.apiserver.web.ApiHandler;
import dev.navarch.apiserver.web.Deadlines;
import dev.navarch.apiserver.web.Dispatcher;
import dev.navarch.apiserver.web.HealthPaths;
import dev.navarch.apiserver.web.InFlightFilter;
import dev.navarch.apiserver.web.RequestFilter;
import dev.navarch.apiserver.web.ResponseWriter;
import dev.navarch.machinery.codec.ObjectDecoder;
import dev.navarch.machinery.codec.ProtobufCodec;
import dev.navarch.machinery.metadata.NameGenerator;
import dev.navarch.machinery.openapi.Descriptions;
import dev.navarch.machinery.openapi.OpenApiV2;
import dev.navarch.machinery.openapi.OpenApiV3;
import dev.navarch.machinery.patch.ObjectPatcher;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.operations.tracing.ConditionalOnTracing;
import dev.navarch.store.VersionedStore;
import io.opentelemetry.api.trace.Tracer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** From what is served to whoever answers over HTTP. Filters, admission plugins, hooks and subresources come from other rooms as beans. */
@Configuration(proxyBeanMethods = false)
@Import({StoreConfiguration.class, ServedConfiguration.class, SecurityConfiguration.class, MetricsConfiguration.class})
class ApiServerConfiguration {
    private static final int MAX_HEAD_BYTES = 1 << 20;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Admission admission(ObjectProvider<AdmissionPlugin> plugins) {
        return new Admission(AdmissionOrder.arrange(plugins.orderedStream().toList()));
    }

    @Bean
    Registry registry(
            WatchCaches caches,
            VersionedStore store,
            Admission admission,
            ObjectProvider<WriteHook> hooks,
            Tracer tracer,
            Clock clock) {
        return new Registry(
                caches,
                new TracedStore(store, tracer),
                admission,
                () -> hooks.orderedStream().toList(),
                new NameGenerator(new SecureRandom()),
                clock);
    }

    @Bean
    ObjectWriter objectWriter(ServedResources served, Registry registry) {
        return new InternalWrites(served, registry);
    }

    @Bean
    ObjectResponses objectResponses(SchemaCatalog schemas, Clock clock) {
        return new ObjectResponses(new Tables(clock), new ProtobufCodec(schemas));
    }

    @Bean
    RequestBodies requestBodies(SchemaCatalog schemas) {
        return new RequestBodies(new ObjectDecoder(schemas));
    }

    @Bean
    PostedBody postedBody(SchemaCatalog schemas) {
        return new PostedBody(new ObjectDecoder(schemas));
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService watchExecutor() {
        var threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("watch-", 0).factory());
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("api-server-timer").factory());
    }

    @Bean
    ResourceHandler resourceHandler(
            ServedResources served,
            WatchCaches caches,
            Registry registry,
            ObjectResponses responses,
            RequestBodies bodies,
            Admission admission,
            SchemaCatalog schemas,
            ExecutorService watchExecutor,
            ScheduledExecutorService timer,
            ObjectProvider<SubresourceHandler> subresources) {
        var patcher = new ObjectPatcher();
        var lists = new ListHandler(caches, registry, responses);
        return new ResourceHandler(
                served,
                caches,
                registry,
                responses,
                lists,
                new WatchHandler(caches, registry, responses, watchExecutor, timer),
                new WriteHandler(registry, bodies, patcher),
                new DeleteHandler(registry, lists, new ProtobufCodec(schemas)),
                new ScaleHandler(registry, bodies, patcher, responses, admission, schemas),
                subresources.orderedStream().toList());
    }

    @Bean
    DiscoveryPaths discoveryPaths(ServedResources served, AggregatedVersions versions, ObjectResponses responses) {
        return new DiscoveryPaths(served, versions, responses);
    }

    @Bean
    OpenApiPaths openApiPaths(ServedResources served, SchemaCatalog schemas) {
        var descriptions = Descriptions.builtIn();
        return new OpenApiPaths(
                served, schemas, new OpenApiV3(schemas, descriptions), new OpenApiV2(schemas, descriptions));
    }

    @Bean
    RootPath rootPath(ServedResources served) {
        return new RootPath(served);
    }

    @Bean
    VersionPath versionPath() {
        return new VersionPath();
    }

    @Bean
    HealthPaths healthPaths(ObjectProvider<HealthPaths.Check> checks) {
        return new HealthPaths(checks.orderedStream().toList());
    }

    @Bean
    @ConditionalOnTracing
    TracingFilter tracingFilter(Tracer tracer) {
        return new TracingFilter(tracer);
    }

    @Bean
    InFlightFilter inFlightFilter(ApiServerProperties properties) {
        return new InFlightFilter(properties.maxReadsInflight(), properties.maxWritesInflight());
    }

    @Bean
    ApiHandler apiHandler(
            ObjectProvider<RequestFilter> filters,
            ResourceHandler resources,
            ObjectResponses responses,
            ObjectProvider<Dispatcher.PathHandler> paths,
            ApiServerProperties properties,
            ScheduledExecutorService timer,
            Clock clock) {
        return new ApiHandler(
                filters.orderedStream().toList(),
                new Dispatcher(resources, paths.orderedStream().toList()),
                new ResponseWriter(),
                responses,
                new Deadlines(clock, timer),
                clock,
                properties.maxBodyBytes());
    }

    /** As upstream's limit on a request's head; long selectors and tokens with many groups come near. */
    @Bean
    NettyServerCustomizer requestHeads() {
        return server -> server.httpRequestDecoder(
                        decoder -> decoder.maxInitialLineLength(MAX_HEAD_BYTES).maxHeaderSize(MAX_HEAD_BYTES))
                .http2Settings(settings -> settings.maxHeaderListSize(MAX_HEAD_BYTES));
    }

    /** Behind Actuator's own mapping: everything else is the API. */
    @Bean
    SimpleUrlHandlerMapping apiMapping(ApiHandler handler) {
        return new SimpleUrlHandlerMapping(Map.of("/**", handler), Ordered.LOWEST_PRECEDENCE - 10);
    }

    @Bean
    HealthPaths.Check ping() {
        return new HealthPaths.Check() {
            @Override
            public String name() {
                return "ping";
            }

            @Override
            public @org.jspecify.annotations.Nullable String problem() {
                return null;
            }
        };
    }

    @Bean
    ChecksHealth checksHealthIndicator(List<HealthPaths.Check> checks) {
        return new ChecksHealth(checks);
    }

    @Bean
    HealthPaths.Check storeCheck(VersionedStore store) {
        return new StoreCheck(store);
    }

    @Bean
    SubresourceHandler componentStatuses(
            ServedResources served,
            ObjectResponses responses,
            ObjectReader objects,
            @Qualifier("storeCheck") HealthPaths.Check store,
            Clock clock) {
        return new ComponentStatusHandler(
                served.get(ComponentStatusHandler.RESOURCE), responses, objects, store, clock);
    }
}
