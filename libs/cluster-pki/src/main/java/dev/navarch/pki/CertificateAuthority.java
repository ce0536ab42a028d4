package dev.navarch.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs with ECDSA over P-256. Holds its key in memory; where it is kept is {@link ClusterPki}'s business. */
public final class CertificateAuthority {
    static final Duration CA_LIFETIME = Duration.ofDays(3650);
    static final Duration LEAF_LIFETIME = Duration.ofDays(365);
    /** Clocks differ a little: what was just issued must already be valid elsewhere. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyAndCertificate own;
    private final Clock clock;

    CertificateAuthority(KeyAndCertificate own, Clock clock) {
        this.own = own;
        this.clock = clock;
    }

    public static CertificateAuthority create(String commonName, Clock clock) {
        var keys = newKeyPair();
        var name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
        try {
            var builder = builder(name, name, keys, clock.instant(), CA_LIFETIME)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.keyCertSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return new CertificateAuthority(new KeyAndCertificate(keys.getPrivate(), sign(builder, keys)), clock);
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException("Cannot create the certificate authority", e);
        }
    }

    public X509Certificate certificate() {
        return own.certificate();
    }

    public KeyAndCertificate issue(CertificateRequest request) {
        return issue(request, LEAF_LIFETIME);
    }

    public KeyAndCertificate issue(CertificateRequest request, Duration lifetime) {
        var keys = newKeyPair();
        try {
            var extensions = new JcaX509ExtensionUtils();
            var builder = builder(
                            X500Name.getInstance(
                                    own.certificate().getSubjectX500Principal().getEncoded()),
                            subject(request),
                            keys,
                            clock.instant(),
                            lifetime)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
                    .addExtension(Extension.extendedKeyUsage, false, usage(request.usage()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(own.certificate()));
            var names = alternativeNames(request);
            if (names.length > 0)
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            var signer = new KeyPair(own.certificate().getPublicKey(), own.key());
            return new KeyAndCertificate(keys.getPrivate(), sign(builder, signer));
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException("Cannot issue a certificate for " + request.commonName(), e);
        }
    }

    /** Whether this authority signed it and it stays valid for at least {@code margin}. */
    public boolean vouchesFor(X509Certificate certificate, Duration margin) {
        try {
            certificate.verify(own.certificate().getPublicKey());
            var now = clock.instant();
            return !certificate.getNotAfter().toInstant().isBefore(now.plus(margin))
                    && !certificate.getNotBefore().toInstant().isAfter(now);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    String keyPem() {
        return own.keyPem();
    }

    static KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new PkiException("This JVM makes no P-256 keys", e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair keys, Instant now, Duration lifetime) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).setBit(126),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(lifetime)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
            throws GeneralSecurityException {
        var algorithm = "EC".equals(signer.getPrivate().getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
        } catch (OperatorException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static X500Name subject(CertificateRequest request) {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        request.organizations().forEach(organization -> name.addRDN(BCStyle.O, organization));
        return name.addRDN(BCStyle.CN, request.commonName()).build();
    }

    private static ExtendedKeyUsage usage(CertificateRequest.Usage usage) {
        return switch (usage) {
            case SERVER -> new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
            case CLIENT -> new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth);
            case SERVER_AND_CLIENT ->
                new ExtendedKeyUsage(new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth});
        };
    }

    private static GeneralName[] alternativeNames(CertificateRequest request) {
        var names = new ArrayList<GeneralName>();
        Stream.concat(
                        request.dnsNames().stream().sorted().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        request.addresses().stream()
                                .sorted()
                                .map(address -> new GeneralName(GeneralName.iPAddress, address)))
                .forEach(names::add);
        return names.toArray(GeneralName[]::new);
    }
}
