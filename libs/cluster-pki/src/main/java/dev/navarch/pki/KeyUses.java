package dev.navarch.pki;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/** What a signed certificate may be used for, by the names that certificate signing requests use. */
record KeyUses(int bits, @Nullable ExtendedKeyUsage purposes) {
    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("signing", KeyUsage.digitalSignature),
            Map.entry("digital signature", KeyUsage.digitalSignature),
            Map.entry("content commitment", KeyUsage.nonRepudiation),
            Map.entry("key encipherment", KeyUsage.keyEncipherment),
            Map.entry("key agreement", KeyUsage.keyAgreement),
            Map.entry("data encipherment", KeyUsage.dataEncipherment),
            Map.entry("encipher only", KeyUsage.encipherOnly),
            Map.entry("decipher only", KeyUsage.decipherOnly));
    private static final Map<String, KeyPurposeId> PURPOSES = purposesByName();

    /** @throws PkiException for a use that no certificate of ours is for, such as {@code cert sign} */
    static KeyUses of(Collection<String> names) {
        var bits = 0;
        var purposes = new ArrayList<KeyPurposeId>();
        for (var name : names) {
            var bit = BITS.get(name);
            var purpose = PURPOSES.get(name);
            if (bit != null) bits |= bit;
            else if (purpose != null) purposes.add(purpose);
            else throw new PkiException("unrecognized usage values: [\"" + name + "\"]", null);
        }
        return new KeyUses(
                bits, purposes.isEmpty() ? null : new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
    }

    private static Map<String, KeyPurposeId> purposesByName() {
        var purposes = new LinkedHashMap<String, KeyPurposeId>();
        purposes.put("client auth", KeyPurposeId.id_kp_clientAuth);
        purposes.put("server auth", KeyPurposeId.id_kp_serverAuth);
        return Map.copyOf(purposes);
    }
}
