package dev.navarch.pki;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Reads names out of a certificate. */
public final class CertificateNames {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private CertificateNames() {}

    /** The user; empty when the subject has none. Of several the last counts, as upstream reads it. */
    public static String commonName(X509Certificate certificate) {
        var names = values(certificate, BCStyle.CN);
        return names.isEmpty() ? "" : names.getLast();
    }

    /** The groups. */
    public static List<String> organizations(X509Certificate certificate) {
        return values(certificate, BCStyle.O);
    }

    static Set<String> dnsNames(X509Certificate certificate) throws CertificateParsingException {
        return Set.copyOf(alternatives(certificate, DNS_NAME));
    }

    static Set<String> addresses(X509Certificate certificate) throws CertificateParsingException {
        return canonical(alternatives(certificate, IP_ADDRESS));
    }

    /** An IPv6 address has several spellings; here it has one. */
    static Set<String> canonical(Collection<String> addresses) {
        return addresses.stream().map(CertificateNames::canonical).collect(Collectors.toUnmodifiableSet());
    }

    private static String canonical(String address) {
        try {
            return InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new PkiException("Not an IP address: " + address, e);
        }
    }

    private static List<String> alternatives(X509Certificate certificate, int type) throws CertificateParsingException {
        var all = certificate.getSubjectAlternativeNames();
        if (all == null) return List.of();
        return all.stream()
                .filter(entry -> Integer.valueOf(type).equals(entry.getFirst()))
                .map(entry -> String.valueOf(entry.get(1)))
                .toList();
    }

    private static List<String> values(X509Certificate certificate, ASN1ObjectIdentifier attribute) {
        var values = new ArrayList<String>();
        var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        for (var rdn : subject.getRDNs())
            for (var entry : rdn.getTypesAndValues())
                if (entry.getType().equals(attribute)) values.add(IETFUtils.valueToString(entry.getValue()));
        return values;
    }
}
