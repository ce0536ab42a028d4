package dev.navarch.dns.cluster;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Makes the records of one zone. */
final class ZoneRecords {
    static final long TTL = 5;
    private static final long REFRESH = 7200;
    private static final long RETRY = 1800;
    private static final long EXPIRE = 86_400;

    private final Name zone;
    private final Name nameServer;
    private final Name hostmaster;

    ZoneRecords(String zone) {
        this.zone = parse(zone + ".");
        this.nameServer = below("ns.dns");
        this.hostmaster = below("hostmaster");
    }

    static Name parse(String text) {
        try {
            return Name.fromString(text);
        } catch (TextParseException failure) {
            throw new IllegalArgumentException("Not a domain name: " + text, failure);
        }
    }

    Name zone() {
        return zone;
    }

    Name nameServer() {
        return nameServer;
    }

    /** The zone's name with these labels before it. */
    Name below(String labels) {
        try {
            return Name.concatenate(Name.fromString(labels), zone);
        } catch (TextParseException | NameTooLongException failure) {
            throw new IllegalArgumentException("Not a domain name: " + labels, failure);
        }
    }

    Record startOfAuthority() {
        return new SOARecord(
                zone,
                DClass.IN,
                TTL,
                nameServer,
                hostmaster,
                Instant.now().getEpochSecond(),
                REFRESH,
                RETRY,
                EXPIRE,
                TTL);
    }

    Record nameServerRecord() {
        return new NSRecord(zone, DClass.IN, TTL, nameServer);
    }

    static Record address(Name name, InetAddress address) {
        return address instanceof Inet4Address
                ? new ARecord(name, DClass.IN, TTL, address)
                : new AAAARecord(name, DClass.IN, TTL, address);
    }

    static int typeOf(InetAddress address) {
        return address instanceof Inet4Address ? Type.A : Type.AAAA;
    }

    static Record alias(Name name, Name target) {
        return new CNAMERecord(name, DClass.IN, TTL, target);
    }

    static Record service(Name name, int weight, int port, Name target) {
        return new SRVRecord(name, DClass.IN, TTL, 0, weight, port, target);
    }

    static Record pointer(Name name, Name target) {
        return new PTRRecord(name, DClass.IN, TTL, target);
    }

    static Record text(Name name, String text) {
        return new TXTRecord(name, DClass.IN, TTL, text);
    }
}
