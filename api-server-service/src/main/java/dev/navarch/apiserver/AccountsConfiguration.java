package dev.navarch.apiserver;

import dev.navarch.apiserver.authentication.Authenticator;
import dev.navarch.apiserver.authorization.AuthorizerOrder;
import dev.navarch.apiserver.authorization.rbac.RoleBook;
import dev.navarch.apiserver.handlers.Admission;
import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.pods.BindingHandler;
import dev.navarch.apiserver.registry.ObjectReader;
import dev.navarch.apiserver.registry.ObjectWriter;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.PostedBody;
import dev.navarch.apiserver.reviews.AccessReviewHandler;
import dev.navarch.apiserver.reviews.RulesReviewHandler;
import dev.navarch.apiserver.reviews.SelfSubjectReviewHandler;
import dev.navarch.apiserver.tokens.BootstrapTokenAuthenticator;
import dev.navarch.apiserver.tokens.OpenIdDocuments;
import dev.navarch.apiserver.tokens.ServiceAccountAuthenticator;
import dev.navarch.apiserver.tokens.TokenIssuer;
import dev.navarch.apiserver.tokens.TokenKey;
import dev.navarch.apiserver.tokens.TokenRequestHandler;
import dev.navarch.apiserver.tokens.TokenReviewHandler;
import dev.navarch.apiserver.tokens.TokenVerifier;
import dev.navarch.apiserver.web.Dispatcher;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.pki.ClusterPki;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Tokens of service accounts, the reviews that tell who one is and what one may, and binding. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("navarch.api-server.data-directory")
class AccountsConfiguration {
    private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
    private static final Set<String> AUDIENCES = Set.of(ISSUER);

    @Bean
    TokenIssuer tokenIssuer(ClusterPki pki) {
        return new TokenIssuer(ISSUER, TokenKey.of(pki.ensureServiceAccountKey()));
    }

    /** After the client's certificate. */
    @Bean
    @Order(10)
    Authenticator serviceAccountAuthenticator(TokenIssuer issuer, ObjectReader objects, Clock clock) {
        return tokens(issuer, objects, clock);
    }

    @Bean
    @Order(20)
    Authenticator bootstrapTokenAuthenticator(ObjectReader objects, Clock clock) {
        return new BootstrapTokenAuthenticator(objects, clock);
    }

    @Bean
    SubresourceHandler tokenRequests(
            TokenIssuer issuer,
            ObjectReader objects,
            PostedBody bodies,
            Admission admission,
            ServedResources served,
            Clock clock) {
        var accounts = served.get(new GroupResource("", "serviceaccounts")).names();
        return new TokenRequestHandler(issuer, AUDIENCES, objects, bodies, admission, accounts, clock);
    }

    @Bean
    SubresourceHandler tokenReviews(TokenIssuer issuer, ObjectReader objects, PostedBody bodies, Clock clock) {
        return new TokenReviewHandler(tokens(issuer, objects, clock), bodies);
    }

    @Bean
    SubresourceHandler accessReviews(AuthorizerOrder authorizers, PostedBody bodies) {
        return new AccessReviewHandler(authorizers, bodies);
    }

    @Bean
    SubresourceHandler rulesReviews(RoleBook roles, PostedBody bodies) {
        return new RulesReviewHandler(roles, bodies);
    }

    @Bean
    SubresourceHandler selfSubjectReviews(PostedBody bodies, Clock clock) {
        return new SelfSubjectReviewHandler(bodies, clock);
    }

    @Bean
    SubresourceHandler bindings(
            ObjectWriter writer, PostedBody bodies, Admission admission, ServedResources served, Clock clock) {
        return new BindingHandler(
                writer,
                bodies,
                admission,
                served.get(new GroupResource("", "pods")).names(),
                clock);
    }

    @Bean
    Dispatcher.PathHandler openIdPaths(TokenIssuer issuer) {
        var documents = new OpenIdDocuments(issuer, ISSUER + OpenIdDocuments.KEY_SET_PATH);
        return request -> switch (request.info().path()) {
            case OpenIdDocuments.CONFIGURATION_PATH ->
                new ApiResponse.Bytes(200, "application/json", documents.configuration());
            case OpenIdDocuments.KEY_SET_PATH ->
                new ApiResponse.Bytes(200, OpenIdDocuments.KEY_SET_TYPE, documents.keySet());
            default -> null;
        };
    }

    private static ServiceAccountAuthenticator tokens(TokenIssuer issuer, ObjectReader objects, Clock clock) {
        return new ServiceAccountAuthenticator(new TokenVerifier(issuer, clock), objects, AUDIENCES, clock);
    }
}
