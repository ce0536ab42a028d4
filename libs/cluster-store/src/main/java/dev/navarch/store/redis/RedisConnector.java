package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.KillArgs;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions: connects, checks that this Redis may be served from, shakes hands. The client never reconnects and never sends
 * anything twice by itself.
 */
final class RedisConnector implements AutoCloseable {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Pattern RUN_ID = Pattern.compile("run_id:(\\w+)");
    private static final int READER_SCANNER_TAIL_AND_GATE = 4;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    private final RedisEndpoint endpoint;
    private final Handshake handshake;
    private final RedisStoreSettings settings;
    private final StoreScripts scripts = StoreScripts.load();
    private final ClientResources resources;
    private final RedisClient client;
    private final List<RedisURI> hosts;

    RedisConnector(RedisEndpoint endpoint, IdentityFile identity, RedisStoreSettings settings) {
        this.endpoint = endpoint;
        this.handshake = new Handshake(endpoint, identity, scripts);
        this.settings = settings;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        this.hosts = endpoint.addresses().stream().map(this::host).toList();
        this.client = RedisClient.create(resources);
        client.setOptions(options());
    }

    /**
     * With the first of the hosts that is a primary and can keep the store's promises.
     *
     * @param earlier the session before, whose commands may still be on their way
     * @throws RedisRefused if somebody has to act first
     * @throws StorageException if Redis cannot be reached, is still loading, or lacks replicas
     */
    RedisSession open(RedisSession.@Nullable Facts earlier) {
        StorageException why = null;
        for (var host : hosts) {
            try {
                return open(host, earlier);
            } catch (StorageException e) {
                if (!(why instanceof RedisRefused)) why = e;
            }
        }
        throw Objects.requireNonNull(why);
    }

    private RedisSession open(RedisURI host, RedisSession.@Nullable Facts earlier) {
        var connections = new ArrayList<StatefulRedisConnection<String, byte[]>>();
        try {
            var session = open(host, earlier, connections);
            for (var connection : connections) closeWithIt(session, connection);
            session.begin();
            return session;
        } catch (RedisException e) {
            abandon(connections);
            throw unreachable(host, e);
        } catch (RuntimeException e) {
            abandon(connections);
            throw e;
        }
    }

    /** The sessions have closed their connections; what is left are the client's threads. */
    @Override
    public void close() {
        var _ = resources.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private RedisSession open(
            RedisURI host,
            RedisSession.@Nullable Facts earlier,
            List<StatefulRedisConnection<String, byte[]>> connections) {
        connections.add(client.connect(CODEC, host));
        var redis = connections.getFirst().sync();
        var replication = Replication.parse(redis.info("replication"));
        requirePrimary(host, replication);
        checkSettings(redis);
        var runId = runId(redis);
        var silenced = earlier == null || !earlier.runId().equals(runId) || silence(redis, earlier.clientIds());
        var write = redis.scriptLoad(scripts.write());
        var sweep = redis.scriptLoad(scripts.sweep());
        var replicas = redis.scriptLoad(scripts.replicas());
        var hands = handshake.with(redis, runId, replication.promoted());

        for (var i = 1; i < READER_SCANNER_TAIL_AND_GATE + settings.writeConnections(); i++) {
            connections.add(client.connect(CODEC, host));
            requireSame(runId, connections.getLast().sync(), host);
        }
        var clientIds = connections.stream().map(it -> it.sync().clientId()).toList();
        var facts = new RedisSession.Facts(
                runId, hands.epoch(), hands.revision(), hands.replicas(), write, sweep, replicas, clientIds, silenced);
        return new RedisSession(facts, connections, settings.commandTimeout());
    }

    private void checkSettings(RedisCommands<String, byte[]> redis) {
        for (var name : RequiredSettings.names()) {
            String found;
            try {
                found = redis.configGet(name).getOrDefault(name, "(unknown)");
            } catch (RedisCommandExecutionException e) {
                if (isStillStarting(e)) throw e;
                throw new RedisRefused("Redis does not let Navarch check its settings: CONFIG GET " + name
                        + " was answered " + e.getMessage() + ". Allow it to this user");
            }
            RequiredSettings.check(name, found);
        }
    }

    private static boolean isStillStarting(RedisException e) {
        return String.valueOf(e.getMessage()).startsWith("LOADING");
    }

    private static void requirePrimary(RedisURI host, Replication replication) {
        if (!"master".equals(replication.role())) {
            throw new StorageException(
                    "Redis at " + name(host) + " is a " + replication.role() + ", not a master", null);
        }
    }

    /** Once this has returned, nothing that an earlier connection sent can still be carried out. */
    private static boolean silence(RedisCommands<String, byte[]> redis, List<Long> clientIds) {
        try {
            for (var id : clientIds) redis.clientKill(KillArgs.Builder.id(id));
            return true;
        } catch (RedisCommandExecutionException e) {
            return false;
        }
    }

    private static void requireSame(String runId, RedisCommands<String, byte[]> redis, RedisURI host) {
        if (!runId.equals(runId(redis))) {
            throw new StorageException("Another Redis answered at " + name(host) + " while a session was opened", null);
        }
    }

    private static void abandon(List<StatefulRedisConnection<String, byte[]>> connections) {
        for (var connection : connections) {
            var _ = connection.closeAsync();
        }
    }

    private static String runId(RedisCommands<String, byte[]> redis) {
        var matcher = RUN_ID.matcher(redis.info("server"));
        if (!matcher.find()) throw new StorageException("Redis does not tell its run id", null);
        return matcher.group(1);
    }

    private static void closeWithIt(RedisSession session, StatefulRedisConnection<String, byte[]> connection) {
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
                session.close(new SessionLost("The connection to Redis was lost", null));
            }
        });
        if (!connection.isOpen()) session.close(new SessionLost("The connection to Redis was lost", null));
    }

    private static StorageException unreachable(RedisURI host, RedisException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) deepest = deepest.getCause();
        var message = "Redis at " + name(host) + " does not serve: " + deepest.getMessage();
        return isForSomebodyToMend(deepest) ? new RedisRefused(message) : new StorageException(message, e);
    }

    /** A certificate, a password or a right. */
    private static boolean isForSomebodyToMend(Throwable failure) {
        return failure instanceof GeneralSecurityException
                || String.valueOf(failure.getMessage()).matches("(WRONGPASS|NOAUTH|NOPERM)\\b.*");
    }

    /** RESP3, because Lettuce 7.5 reads an XREAD reply of several entries wrongly under RESP2: the first id, the last body. */
    private ClientOptions options() {
        var options = ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .protocolVersion(ProtocolVersion.RESP3)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(shorter(settings.commandTimeout(), LONGEST_CONNECT))
                        .build());
        var authority = endpoint.certificateAuthority();
        if (authority != null) {
            options.sslOptions(
                    SslOptions.builder().trustManager(authority.toFile()).build());
        }
        return options.build();
    }

    private RedisURI host(String address) {
        var host = RedisURI.create(address);
        host.setTimeout(settings.commandTimeout());
        return host;
    }

    private static String name(RedisURI host) {
        return host.getHost() + ":" + host.getPort();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
