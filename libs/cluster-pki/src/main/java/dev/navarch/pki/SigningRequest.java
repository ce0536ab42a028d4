package dev.navarch.pki;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A certificate request (PKCS#10): what its sender wants to be called, and a public key whose private half they have proved to
 * hold.
 *
 * @param otherNames subject alternative names that are neither DNS names nor addresses, such as e-mail addresses and URIs
 */
public record SigningRequest(
        String commonName,
        List<String> organizations,
        Set<String> dnsNames,
        Set<String> addresses,
        List<String> otherNames,
        PublicKey publicKey) {
    public SigningRequest {
        organizations = List.copyOf(organizations);
        dnsNames = Set.copyOf(dnsNames);
        addresses = Set.copyOf(addresses);
        otherNames = List.copyOf(otherNames);
    }

    /** @throws PkiException when it is no such request, or its signature is not by its own key */
    public static SigningRequest parse(String pem) {
        try {
            var request = new JcaPKCS10CertificationRequest(read(pem));
            var verifier = new JcaContentVerifierProviderBuilder().build(request.getPublicKey());
            if (!request.isSignatureValid(verifier))
                throw new PkiException("The certificate request is not signed by its own key", null);
            return of(request);
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new PkiException("Not a certificate request: " + e.getMessage(), e);
        }
    }

    /** @return a request in PEM, signed by the keys that it is for */
    public static String write(KeyPair keys, CertificateRequest wanted) {
        try {
            var builder = new JcaPKCS10CertificationRequestBuilder(
                    CertificateNames.subject(wanted.commonName(), wanted.organizations()), keys.getPublic());
            var names = CertificateNames.alternatives(wanted.dnsNames(), wanted.addresses());
            if (names.length > 0) {
                var extensions = new ExtensionsGenerator();
                extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            }
            return Pem.encode(builder.build(
                    new JcaContentSignerBuilder(KeyPairs.algorithm(keys.getPrivate())).build(keys.getPrivate())));
        } catch (IOException | OperatorCreationException e) {
            throw new PkiException("Cannot write a certificate request for " + wanted.commonName(), e);
        }
    }

    private static PKCS10CertificationRequest read(String pem) throws IOException {
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PKCS10CertificationRequest request) return request;
        }
        throw new PkiException("PEM block type must be CERTIFICATE REQUEST", null);
    }

    private static SigningRequest of(JcaPKCS10CertificationRequest request) throws GeneralSecurityException {
        var subject = X500Name.getInstance(request.getSubject());
        var dnsNames = new TreeSet<String>();
        var addresses = new TreeSet<String>();
        var others = new ArrayList<String>();
        alternatives(request).forEach(name -> {
            switch (name.getTagNo()) {
                case GeneralName.dNSName -> dnsNames.add(name.getName().toString());
                case GeneralName.iPAddress -> addresses.add(CertificateNames.address(name));
                default -> others.add(name.getName().toString());
            }
        });
        return new SigningRequest(
                CertificateNames.commonName(subject),
                CertificateNames.organizations(subject),
                dnsNames,
                addresses,
                others,
                request.getPublicKey());
    }

    private static Stream<GeneralName> alternatives(PKCS10CertificationRequest request) {
        var extensions = request.getRequestedExtensions();
        if (extensions == null) return Stream.of();
        var names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        return names == null ? Stream.of() : Stream.of(names.getNames());
    }
}
