package dev.navarch.client.rest;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.AuthenticationV1TokenRequest;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1TokenRequestSpec;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The token of one service account, asked for when first needed and again after four fifths of its life. */
final class AccountTokens implements Bearer {
    private static final String NAMESPACE = "kube-system";
    private static final Duration LIFE = Duration.ofHours(1);

    private final ClusterClient client;
    private final String account;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private String token = "";
    private Instant renewAt = Instant.MIN;

    AccountTokens(ClusterClient client, String account, Clock clock) {
        this.client = client;
        this.account = account;
        this.clock = clock;
    }

    /** Without the certificate that the ApiClient may carry, which would speak louder than the token. */
    RestTransport transport(ApiClient api) {
        if (!api.getBasePath().startsWith("https")) {
            return new RestTransport(api);
        }
        var bare = new ApiClient().setBasePath(api.getBasePath());
        var trust = api.getHttpClient().x509TrustManager();
        if (trust != null) {
            bare.setHttpClient(api.getHttpClient()
                    .newBuilder()
                    .connectionPool(new okhttp3.ConnectionPool())
                    .sslSocketFactory(withoutCertificate(trust).getSocketFactory(), trust)
                    .build());
        }
        return new RestTransport(bare, this);
    }

    private static SSLContext withoutCertificate(X509TrustManager trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    @Override
    public String token() {
        lock.lock();
        try {
            if (!clock.instant().isBefore(renewAt)) {
                token = request();
                renewAt = clock.instant().plus(LIFE.multipliedBy(4).dividedBy(5));
            }
            return token;
        } finally {
            lock.unlock();
        }
    }

    /** The account may have been made anew. */
    @Override
    public void refused() {
        lock.lock();
        try {
            renewAt = Instant.MIN;
        } finally {
            lock.unlock();
        }
    }

    private String request() {
        var accounts = client.resource(V1ServiceAccount.class);
        var wanted = new AuthenticationV1TokenRequest()
                .apiVersion("authentication.k8s.io/v1")
                .kind("TokenRequest")
                .spec(new V1TokenRequestSpec().expirationSeconds(LIFE.toSeconds()));
        try {
            return ask(wanted);
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                throw e;
            }
            accounts.create(new V1ServiceAccount()
                    .metadata(new V1ObjectMeta().namespace(NAMESPACE).name(account)));
            return ask(wanted);
        }
    }

    private String ask(AuthenticationV1TokenRequest wanted) {
        var answer = client.resource(V1ServiceAccount.class)
                .createSubresource(NAMESPACE, account, "token", wanted, AuthenticationV1TokenRequest.class);
        var status = answer.getStatus();
        if (status == null || status.getToken() == null) {
            throw new ApiFailure(0, "", "No token for the service account " + account, null);
        }
        return status.getToken();
    }
}
