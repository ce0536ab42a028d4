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
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.GeneralName;

/** Names in certificates and requests. */
public final class CertificateNames {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private CertificateNames() {}

    /** The user; empty when the subject has none. Of several the last counts, as upstream reads it. */
    public static String commonName(X509Certificate certificate) {
        return commonName(subject(certificate));
    }

    /** The groups. */
    public static List<String> organizations(X509Certificate certificate) {
        return organizations(subject(certificate));
    }

    static String commonName(X500Name subject) {
        var names = values(subject, BCStyle.CN);
        return names.isEmpty() ? "" : names.getLast();
    }

    static List<String> organizations(X500Name subject) {
        return values(subject, BCStyle.O);
    }

    static X500Name subject(String commonName, List<String> organizations) {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        organizations.forEach(organization -> name.addRDN(BCStyle.O, organization));
        return name.addRDN(BCStyle.CN, commonName).build();
    }

    static GeneralName[] alternatives(Collection<String> dnsNames, Collection<String> addresses) {
        return Stream.concat(
                        dnsNames.stream().sorted().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        addresses.stream().sorted().map(address -> new GeneralName(GeneralName.iPAddress, address)))
                .toArray(GeneralName[]::new);
    }

    /** The text of a name that is an IP address. */
    static String address(GeneralName name) {
        try {
            return InetAddress.getByAddress(
                            ASN1OctetString.getInstance(name.getName()).getOctets())
                    .getHostAddress();
        } catch (UnknownHostException e) {
            throw new PkiException("An IP address among the alternative names has the wrong length", e);
        }
    }

    public static Set<String> dnsNames(X509Certificate certificate) throws CertificateParsingException {
        return Set.copyOf(alternatives(certificate, DNS_NAME));
    }

    public static Set<String> addresses(X509Certificate certificate) throws CertificateParsingException {
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

    private static X500Name subject(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static List<String> values(X500Name subject, ASN1ObjectIdentifier attribute) {
        var values = new ArrayList<String>();
        for (var rdn : subject.getRDNs())
            for (var entry : rdn.getTypesAndValues())
                if (entry.getType().equals(attribute)) values.add(IETFUtils.valueToString(entry.getValue()));
        return values;
    }
}
