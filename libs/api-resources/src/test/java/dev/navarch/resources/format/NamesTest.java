package dev.navarch.resources.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "a-b", "a.b", "0.example.com"})
    void acceptsSubdomains(String name) {
        assertThat(Names.dnsSubdomain(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a", "a-", "a..b", "a_b", "Bad Value!"})
    void saysWhatASubdomainIs(String name) {
        assertThat(Names.dnsSubdomain(name)).singleElement().asString().startsWith("a lowercase RFC 1123 subdomain");
    }

    @Test
    void saysThatALabelHasNoDots() {
        assertThat(Names.dnsLabel("a.b")).containsExactly("must not contain dots");
    }

    @Test
    void countsTheBytesOfALabelValue() {
        assertThat(Names.labelValue("x".repeat(64))).containsExactly("must be no more than 63 bytes");
    }

    @Test
    void acceptsAPrefixBeforeALabelKey() {
        assertThat(Names.qualifiedName("example.com/My_Name")).isEmpty();
        assertThat(Names.qualifiedName("/name")).containsExactly("prefix part must be non-empty");
    }

    @Test
    void toleratesTheDashAtTheEndOfAGenerateName() {
        assertThat(NameRule.DNS_SUBDOMAIN.problems("web-", true)).isEmpty();
        assertThat(NameRule.DNS_SUBDOMAIN.problems("web-", false)).isNotEmpty();
    }
}
