package dev.navarch.dns.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.dns.server.Answer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

class ClusterZoneTest {
    private final ClusterZone zone = new ClusterZone("cluster.local", "10.96.0.10", IndexFixture.index(), () -> true);
    private final ReverseZone reverse = new ReverseZone("cluster.local", IndexFixture.index());

    @ParameterizedTest(name = "{1} {0}")
    @CsvSource(delimiter = '|', textBlock = """
            web.default.svc.cluster.local                     | A     | 10.96.1.1
            WEB.Default.svc.cluster.local                     | A     | 10.96.1.1
            _http._tcp.web.default.svc.cluster.local          | A     | 10.96.1.1
            _http._tcp.web.default.svc.cluster.local          | SRV   | 0 100 80 web.default.svc.cluster.local.
            web.default.svc.cluster.local                     | SRV   | 0 100 80 web.default.svc.cluster.local.
            _http._udp.web.default.svc.cluster.local          | SRV   | NXDOMAIN
            _no._tcp.web.default.svc.cluster.local            | A     | NXDOMAIN
            web.default.svc.cluster.local                     | AAAA  | NODATA
            web.default.svc.cluster.local                     | MX    | NODATA
            web.default.svc.cluster.local                     | TXT   | NODATA
            10-244-0-9.web.default.svc.cluster.local          | A     | 10.244.0.9
            none.default.svc.cluster.local                    | A     | NXDOMAIN
            web.nowhere.svc.cluster.local                     | A     | NXDOMAIN
            db.default.svc.cluster.local                      | A     | 10.244.0.5 10.244.1.6
            db-0.db.default.svc.cluster.local                 | A     | 10.244.0.5
            10-244-1-6.db.default.svc.cluster.local           | A     | 10.244.1.6
            db-2.db.default.svc.cluster.local                 | A     | NXDOMAIN
            db-0.db.default.svc.cluster.local                 | AAAA  | NODATA
            idle.default.svc.cluster.local                    | A     | NXDOMAIN
            out.default.svc.cluster.local                     | A     | example.test.
            out.default.svc.cluster.local                     | CNAME | example.test.
            out.default.svc.cluster.local                     | TXT   | NODATA
            a.b.c.web.default.svc.cluster.local               | A     | NXDOMAIN
            default.svc.cluster.local                         | A     | NODATA
            nowhere.svc.cluster.local                         | A     | NXDOMAIN
            svc.cluster.local                                 | A     | NODATA
            cluster.local                                     | A     | NODATA
            cluster.local                                     | NS    | ns.dns.cluster.local.
            ns.dns.cluster.local                              | A     | 10.96.0.10
            ns.dns.cluster.local                              | AAAA  | NODATA
            dns-version.cluster.local                         | TXT   | 1.1.0
            10-1-2-3.default.pod.cluster.local                | A     | 10.1.2.3
            10-1-2-3.default.pod.cluster.local                | AAAA  | NODATA
            10-1-2-3.nowhere.pod.cluster.local                | A     | NXDOMAIN
            10-1-2-300.default.pod.cluster.local              | A     | NXDOMAIN
            nonsense.default.pod.cluster.local                | A     | NXDOMAIN
            default.pod.cluster.local                         | A     | NODATA
            pod.cluster.local                                 | A     | NODATA
            other.cluster.local                               | A     | NXDOMAIN
            """)
    void answers(String name, String type, String expected) {
        assertThat(text(zone.resolve(ZoneRecords.parse(name + "."), Type.value(type))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            1.1.96.10.in-addr.arpa  | web.default.svc.cluster.local.
            5.0.244.10.in-addr.arpa | db-0.db.default.svc.cluster.local.
            6.1.244.10.in-addr.arpa | 10-244-1-6.db.default.svc.cluster.local.
            9.9.9.9.in-addr.arpa    | not ours
            1.10.in-addr.arpa       | not ours
            """)
    void namesAddresses(String name, String expected) {
        assertThat(text(reverse.resolve(ZoneRecords.parse(name + "."), Type.PTR)))
                .isEqualTo(expected);
    }

    @Test
    void putsTheStartOfAuthorityIntoNegativeAnswers() {
        var answer = Objects.requireNonNull(zone.resolve(ZoneRecords.parse("none.default.svc.cluster.local."), Type.A));
        assertThat(answer.authority()).extracting(Record::getType).containsExactly(Type.SOA);
        assertThat(answer.authority().getFirst().getTTL()).isEqualTo(5);
    }

    @Test
    void givesTheAddressesOfServiceTargetsAlong() {
        var name = ZoneRecords.parse("_sql._tcp.db.default.svc.cluster.local.");
        var answer = Objects.requireNonNull(zone.resolve(name, Type.SRV));
        assertThat(answer.answers().stream().map(Record::rdataToString).toList())
                .containsExactlyInAnyOrder(
                        "0 50 5432 db-0.db.default.svc.cluster.local.",
                        "0 50 5432 10-244-1-6.db.default.svc.cluster.local.");
        assertThat(answer.additional()).hasSize(2);
    }

    @Test
    void leavesOtherNamesToOthers() {
        assertThat(zone.resolve(ZoneRecords.parse("example.test."), Type.A)).isNull();
    }

    @Test
    void doesNotCallNamesMissingBeforeItKnowsThem() {
        var early = new ClusterZone("cluster.local", "10.96.0.10", new ClusterIndex(), () -> false);
        var answer = early.resolve(ZoneRecords.parse("web.default.svc.cluster.local."), Type.A);
        assertThat(Objects.requireNonNull(answer).code()).isEqualTo(Rcode.SERVFAIL);
    }

    private static String text(@org.jspecify.annotations.Nullable Answer answer) {
        if (answer == null) return "not ours";
        if (answer.code() == Rcode.NXDOMAIN) return "NXDOMAIN";
        List<Record> answers = answer.answers();
        if (answers.isEmpty()) return "NODATA";
        return String.join(
                " ", answers.stream().map(Record::rdataToString).sorted().toList());
    }
}
