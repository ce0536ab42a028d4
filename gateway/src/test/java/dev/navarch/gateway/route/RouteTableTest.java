package dev.navarch.gateway.route;

import static dev.navarch.gateway.Ingresses.anIngress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.gateway.Ingresses;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private static final Certificates NONE = (_, secret) -> new Certificates.Broken("SecretNotFound", secret);

    @ParameterizedTest
    @CsvSource({
        "Exact,  /foo,      /foo,         true",
        "Exact,  /foo,      /foo/,        false",
        "Exact,  /foo/,     /foo,         false",
        "Exact,  /foo,      /bar,         false",
        "Exact,  /foo,      /Foo,         false",
        "Exact,  /a b,      /a%20b,       true",
        "Exact,  /a+b,      /a+b,         true",
        "Prefix, /,         /,            true",
        "Prefix, /,         /anything/x,  true",
        "Prefix, /foo,      /foo,         true",
        "Prefix, /foo,      /foo/,        true",
        "Prefix, /foo/,     /foo,         true",
        "Prefix, /foo/,     /foo/,        true",
        "Prefix, /aaa/bb,   /aaa/bbb,     false",
        "Prefix, /aaa/bbb,  /aaa/bbb,     true",
        "Prefix, /aaa/bbb/, /aaa/bbb,     true",
        "Prefix, /aaa/bbb,  /aaa/bbb/ccc, true",
        "Prefix, /aaa/bbb,  /aaa/bbbxyz,  false",
        "Prefix, /aaa/bbb,  /aaa,         false",
        "Prefix, /foo,      /%66oo/x,     true",
        "Prefix, /foo,      /foo%zz,      false",
        "ImplementationSpecific, /foo, /foo/bar, true",
        "ImplementationSpecific, /foo, /food,    false",
    })
    void matchesAPathByItsType(String type, String path, String requested, boolean matches) {
        var table = table(anIngress("i").rule("a.example", type, path, "s"));
        assertThat(served(table, "a.example", requested)).isEqualTo(matches ? "s" : "nobody");
    }

    @ParameterizedTest
    @CsvSource({
        "a.example,        a.example,       true",
        "a.example,        A.Example:8080,  true",
        "a.example,        a.example.,      true",
        "a.example,        b.example,       false",
        "*.foo.example,    bar.foo.example, true",
        "*.foo.example,    baz.bar.foo.example, false",
        "*.foo.example,    foo.example,     false",
        "'',               whatever:80,     true",
        "'',               '[::1]:8080',    true",
        "'',               '',              true",
    })
    void matchesAHostByNameOrByOneLabel(String host, String authority, boolean matches) {
        var table = table(anIngress("i").rule(host.isEmpty() ? null : host, "Prefix", "/", "s"));
        assertThat(served(table, authority, "/")).isEqualTo(matches ? "s" : "nobody");
    }

    @Test
    void theLongestPathWinsAndOfTwoAsLongTheExactOne() {
        var table = table(anIngress("i")
                .rule("a", "Prefix", "/", "root")
                .rule("a", "Prefix", "/api", "api")
                .rule("a", "Prefix", "/api/v1/", "v1")
                .rule("a", "Exact", "/api", "exact"));
        assertThat(served(table, "a", "/x")).isEqualTo("root");
        assertThat(served(table, "a", "/api")).isEqualTo("exact");
        assertThat(served(table, "a", "/api/")).isEqualTo("api");
        assertThat(served(table, "a", "/api/v1/pods")).isEqualTo("v1");
    }

    @Test
    void theMostSpecificHostWithAMatchingPathWins() {
        var table = table(anIngress("i")
                .rule(null, "Prefix", "/any/thing/long", "any")
                .rule("*.a.example", "Prefix", "/any", "wild")
                .rule("x.a.example", "Prefix", "/any", "exact"));
        assertThat(served(table, "x.a.example", "/any/thing/long")).isEqualTo("exact");
        assertThat(served(table, "y.a.example", "/any/thing/long")).isEqualTo("wild");
        assertThat(served(table, "z.example", "/any/thing/long")).isEqualTo("any");
        assertThat(served(table, "x.a.example", "/other")).isEqualTo("nobody");
    }

    @Test
    void defaultBackendsServeWhatNoRuleMatchesTheirOwnHostsFirst() {
        var table = table(
                anIngress("everywhere").bornAt(0).byDefault("everywhere"),
                anIngress("own").bornAt(1).rule("a", "Prefix", "/x", "x").byDefault("own"));
        assertThat(served(table, "a", "/x")).isEqualTo("x");
        assertThat(served(table, "a", "/y")).isEqualTo("own");
        assertThat(served(table, "b", "/y")).isEqualTo("everywhere");
    }

    @Test
    void theOlderIngressKeepsAPathThatTwoClaim() {
        var table = table(
                anIngress("a-younger").bornAt(2).rule("a", "Prefix", "/", "younger"),
                anIngress("b-older").bornAt(1).rule("a", "Prefix", "/", "older"));
        assertThat(served(table, "a", "/")).isEqualTo("older");
    }

    @Test
    void aBrokenBackendKeepsItsPathAndIsTold() {
        var result = new RouteTableBuilder(RouteTableTest::found, NONE)
                .build(List.of(anIngress("i")
                        .rule("a", "Prefix", "/", "root")
                        .rule("a", "Prefix", "/gone", "missing")
                        .build()));
        assertThat(served(result.table(), "a", "/gone")).isEqualTo("missing");
        assertThat(result.problems()).extracting(Problem::reason).containsExactly("ServiceNotFound");
    }

    @Test
    void aMissingCertificateIsToldAndTheRoutesStay() {
        var result = new RouteTableBuilder(RouteTableTest::found, NONE)
                .build(List.of(anIngress("i")
                        .rule("a", "Prefix", "/", "root")
                        .tls("gone", "a")
                        .build()));
        assertThat(served(result.table(), "a", "/")).isEqualTo("root");
        assertThat(result.problems()).extracting(Problem::reason).containsExactly("SecretNotFound");
    }

    @Test
    void namesEachRouteOnce() {
        var table = table(anIngress("i")
                .rule("a", "Exact", "/x", "s")
                .rule("a", "Prefix", "/x", "s")
                .rule(null, "Prefix", "/", "s")
                .byDefault("d"));
        assertThat(table.routeIds())
                .containsExactlyInAnyOrder("default/i a/x", "default/i a/x*", "default/i /*", "default/i default");
    }

    private static RouteTable table(Ingresses... ingresses) {
        return new RouteTableBuilder(RouteTableTest::found, NONE)
                .build(Arrays.stream(ingresses).map(Ingresses::build).toList())
                .table();
    }

    private static Backends.Answer found(
            String namespace, io.kubernetes.client.openapi.models.V1IngressBackend wanted) {
        var name = Objects.requireNonNull(wanted.getService()).getName();
        var backend = new Backend(namespace, name, "", 80);
        return name.equals("missing")
                ? new Backends.Broken(backend, "ServiceNotFound", "gone")
                : new Backends.Found(backend);
    }

    private static String served(RouteTable table, String authority, String path) {
        var route = table.find(authority, path);
        return route == null ? "nobody" : route.backend().service();
    }
}
