package dev.navarch.resources.certificate;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class RequestValidation {
    private static final int MAX_SIGNER = 571;
    private static final int LEAST_SECONDS = 600;
    private static final Set<String> DECISIONS = Set.of("Approved", "Denied");
    private static final List<String> USAGES = List.of(
            "any",
            "cert sign",
            "client auth",
            "code signing",
            "content commitment",
            "crl sign",
            "data encipherment",
            "decipher only",
            "digital signature",
            "email protection",
            "encipher only",
            "ipsec end system",
            "ipsec tunnel",
            "ipsec user",
            "key agreement",
            "key encipherment",
            "microsoft sgc",
            "netscape sgc",
            "ocsp signing",
            "s/mime",
            "server auth",
            "signing",
            "timestamping");

    private RequestValidation() {}

    static void validate(Field spec) {
        if (!holds(spec.get("request").text(), "CERTIFICATE REQUEST"))
            spec.get("request").invalid("PEM block type must be CERTIFICATE REQUEST");
        spec.get("usages").needed();
        var seen = new HashSet<String>();
        for (var usage : spec.get("usages").items()) {
            usage.oneOf(USAGES);
            if (!seen.add(usage.text())) usage.duplicate();
        }
        signer(spec.get("signerName"));
        var seconds = spec.get("expirationSeconds");
        if (seconds.present() && seconds.number() < LEAST_SECONDS)
            seconds.invalid("may not specify a duration less than 600 seconds (10 minutes)");
    }

    private static boolean holds(String base64, String block) {
        try {
            var pem = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return pem.contains("-----BEGIN " + block + "-----");
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static void signer(Field signer) {
        if (signer.needed().empty()) return;
        if (signer.text().equals("kubernetes.io/legacy-unknown")) {
            signer.invalid("the legacy signerName is not allowed via this API version");
            return;
        }
        var slash = signer.text().indexOf('/');
        if (slash < 0) {
            signer.invalid("must be a fully qualified domain and path of the form 'example.com/signer-name'");
            return;
        }
        var domain = signer.text().substring(0, slash);
        Names.dnsSubdomain(domain)
                .forEach(problem -> signer.invalid(domain, "validating label \"" + domain + "\": " + problem));
        if (!domain.contains(".")) signer.invalid("should be a domain with at least two segments separated by dots");
        if (signer.text().length() > MAX_SIGNER) signer.tooLong(MAX_SIGNER);
    }

    static void conditions(Field status, Field stored, boolean deciding) {
        var conditions = status.get("conditions");
        var types = new HashSet<String>();
        for (var condition : conditions.items()) {
            var type = condition.get("type");
            if (type.needed().notEmpty() && !types.add(type.text())) type.duplicate();
            condition
                    .get("status")
                    .neededOneOf(
                            DECISIONS.contains(type.text()) || type.text().equals("Failed")
                                    ? List.of("True")
                                    : List.of("False", "True", "Unknown"));
        }
        if (types.containsAll(DECISIONS)) conditions.invalid("Approved and Denied conditions are mutually exclusive");
        var before = new HashSet<String>();
        for (var condition : stored.get("conditions").items())
            before.add(condition.get("type").text());
        for (var type : List.of("Approved", "Denied", "Failed"))
            if (before.contains(type) && !types.contains(type))
                conditions.forbidden("updates may not remove a condition of type \"" + type + "\"");
        if (!deciding)
            for (var type : DECISIONS)
                if (!before.contains(type) && types.contains(type))
                    conditions.forbidden("updates may not add a condition of type \"" + type + "\"");
        var certificate = status.get("certificate");
        if (stored.get("certificate").notEmpty() && !certificate.sameAs(stored.get("certificate")))
            certificate.forbidden("updates may not modify existing certificate content");
        else if (certificate.notEmpty() && !holds(certificate.text(), "CERTIFICATE"))
            certificate.invalid("must contain at least one CERTIFICATE PEM block");
    }
}
