package dev.navarch.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
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

    /** @throws PkiException also when the key is not that of the certificate */
    public static CertificateAuthority load(Path keyFile, Path certificateFile, Clock clock) {
        var own = new KeyAndCertificate(
                Pem.privateKey(PrivateFiles.read(keyFile)), Pem.certificate(PrivateFiles.read(certificateFile)));
        if (!KeyPairs.match(own)) throw new PkiException(keyFile + " is not the key of " + certificateFile + ".", null);
        return new CertificateAuthority(own, clock);
    }

    /** Signed by nobody whom anybody knows; to serve with until there is something better. */
    public static KeyAndCertificate issueUntrusted(CertificateRequest request, Clock clock) {
        return create("nobody", clock).issue(request);
    }

    public static CertificateAuthority create(String commonName, Clock clock) {
        var keys = newKeyPair();
        var name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
        try {
            var builder = builder(name, name, keys.getPublic(), clock.instant(), CA_LIFETIME)
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
        var asked = new SigningRequest(
                request.commonName(),
                request.organizations(),
                request.dnsNames(),
                request.addresses(),
                List.of(),
                keys.getPublic());
        return new KeyAndCertificate(
                keys.getPrivate(), sign(asked, request.usage().names(), lifetime));
    }

    /**
     * A certificate over somebody else's key. It ends with the authority's own at the latest.
     *
     * @param usages as certificate signing requests name them: {@code client auth}
     * @throws PkiException for a usage that is not known
     */
    public X509Certificate sign(SigningRequest request, Collection<String> usages, Duration lifetime) {
        var uses = KeyUses.of(usages);
        try {
            var builder = builder(
                            X500Name.getInstance(
                                    own.certificate().getSubjectX500Principal().getEncoded()),
                            CertificateNames.subject(request.commonName(), request.organizations()),
                            request.publicKey(),
                            clock.instant(),
                            untilOwnEnd(lifetime))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(own.certificate()));
            if (uses.bits() != 0) builder.addExtension(Extension.keyUsage, true, new KeyUsage(uses.bits()));
            if (uses.purposes() != null) builder.addExtension(Extension.extendedKeyUsage, false, uses.purposes());
            var names = CertificateNames.alternatives(request.dnsNames(), request.addresses());
            if (names.length > 0)
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            return sign(builder, new KeyPair(own.certificate().getPublicKey(), own.key()));
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException("Cannot issue a certificate for " + request.commonName(), e);
        }
    }

    private Duration untilOwnEnd(Duration lifetime) {
        var left = Duration.between(
                clock.instant(), own.certificate().getNotAfter().toInstant());
        return lifetime.compareTo(left) < 0 ? lifetime : left;
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

    public static KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new PkiException("This JVM makes no P-256 keys", e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Duration lifetime) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).setBit(126),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(lifetime)),
                subject,
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
            throws GeneralSecurityException {
        var algorithm = KeyPairs.algorithm(signer.getPrivate());
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
        } catch (OperatorException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
