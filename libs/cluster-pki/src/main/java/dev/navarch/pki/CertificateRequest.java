package dev.navarch.pki;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a certificate shall say.
 *
 * @param dnsNames subject alternative names, as {@code addresses} are; both empty for a client
 */
public record CertificateRequest(
        String commonName, List<String> organizations, Set<String> dnsNames, Set<String> addresses, Usage usage) {
    public enum Usage {
        SERVER("server auth"),
        CLIENT("client auth"),
        /** A node agent's: it serves and it may call. */
        SERVER_AND_CLIENT("server auth", "client auth");

        private final List<String> names;

        Usage(String... purposes) {
            names = Stream.concat(Stream.of("digital signature", "key encipherment"), Stream.of(purposes))
                    .toList();
        }

        /** As certificate signing requests have them. */
        public List<String> names() {
            return names;
        }
    }

    public CertificateRequest {
        organizations = List.copyOf(organizations);
        dnsNames = Set.copyOf(dnsNames);
        addresses = Set.copyOf(addresses);
    }

    public static CertificateRequest client(String user, List<String> groups) {
        return new CertificateRequest(user, groups, Set.of(), Set.of(), Usage.CLIENT);
    }

    public static CertificateRequest server(
            String commonName, Collection<String> dnsNames, Collection<String> addresses) {
        return new CertificateRequest(
                commonName, List.of(), new TreeSet<>(dnsNames), new TreeSet<>(addresses), Usage.SERVER);
    }
}
