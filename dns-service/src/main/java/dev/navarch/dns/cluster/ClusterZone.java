package dev.navarch.dns.cluster;

import dev.navarch.dns.server.Answer;
import dev.navarch.dns.server.Resolver;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * The cluster's zone, as the Kubernetes DNS specification (1.1.0) wants it and CoreDNS serves it: a name that could have no
 * records because its Service, port or endpoint is not there does not exist; one that exists without records of the asked type is
 * empty.
 */
public final class ClusterZone implements Resolver {
    private static final String SCHEMA_VERSION = "1.1.0";

    private final ZoneRecords records;
    private final InetAddress serviceAddress;
    private final ClusterIndex index;
    private final BooleanSupplier synced;

    /** @param serviceAddress where this server is reached, as the zone's name server */
    public ClusterZone(String domain, String serviceAddress, ClusterIndex index, BooleanSupplier synced) {
        this.records = new ZoneRecords(domain);
        this.serviceAddress = InetAddress.ofLiteral(serviceAddress);
        this.index = index;
        this.synced = synced;
    }

    @Override
    public @Nullable Answer resolve(Name name, int type) {
        if (!name.subdomain(records.zone())) return null;
        if (!synced.getAsBoolean()) return Answer.SERVER_FAILURE;
        var labels = labels(name);
        if (labels.isEmpty()) return apex(type);
        return switch (labels.getLast()) {
            case "svc" -> service(name, type, labels.subList(0, labels.size() - 1));
            case "pod" -> pod(name, type, labels.subList(0, labels.size() - 1));
            case "dns" -> nameServer(name, type, labels);
            case "dns-version" -> version(name, type, labels);
            default -> noSuchName();
        };
    }

    private List<String> labels(Name name) {
        var count = name.labels() - records.zone().labels();
        var labels = new ArrayList<String>(count);
        for (var i = 0; i < count; i++) labels.add(name.getLabelString(i).toLowerCase(Locale.ROOT));
        return labels;
    }

    private Answer apex(int type) {
        return switch (type) {
            case Type.SOA -> Answer.of(List.of(records.startOfAuthority()), List.of());
            case Type.NS ->
                Answer.of(
                        List.of(records.nameServerRecord()),
                        List.of(ZoneRecords.address(records.nameServer(), serviceAddress)));
            default -> noData();
        };
    }

    private Answer nameServer(Name name, int type, List<String> labels) {
        if (labels.size() == 1) return noData();
        if (!name.equals(records.nameServer())) return noSuchName();
        return type == ZoneRecords.typeOf(serviceAddress)
                ? Answer.of(List.of(ZoneRecords.address(name, serviceAddress)), List.of())
                : noData();
    }

    private Answer version(Name name, int type, List<String> labels) {
        if (labels.size() > 1) return noSuchName();
        return type == Type.TXT ? Answer.of(List.of(ZoneRecords.text(name, SCHEMA_VERSION)), List.of()) : noData();
    }

    private Answer pod(Name name, int type, List<String> labels) {
        if (labels.isEmpty()) return noData();
        if (!index.hasNamespace(labels.getLast())) return noSuchName();
        if (labels.size() == 1) return noData();
        var address = labels.size() == 2 ? addressIn(labels.getFirst()) : null;
        if (address == null) return noSuchName();
        return type == ZoneRecords.typeOf(address)
                ? Answer.of(List.of(ZoneRecords.address(name, address)), List.of())
                : noData();
    }

    private static @Nullable InetAddress addressIn(String label) {
        var dots = label.replace('-', '.');
        var text = dots.chars().filter(letter -> letter == '.').count() == 3
                        && dots.chars().allMatch(letter -> letter == '.' || (letter >= '0' && letter <= '9'))
                ? dots
                : label.replace('-', ':');
        try {
            return text.equals(label) ? null : InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private Answer service(Name name, int type, List<String> labels) {
        if (labels.isEmpty()) return noData();
        if (!index.hasNamespace(labels.getLast())) return noSuchName();
        if (labels.size() == 1) return noData();
        var question = ServiceQuestion.of(labels);
        var service = question == null ? null : index.findService(question.namespace(), question.service());
        if (question == null || service == null) return noSuchName();
        if (service.externalName() != null) return external(name, type, question, service.externalName());
        var hits = service.headless() || question.endpoint() != null
                ? endpointHits(service, question)
                : serviceHits(service, question);
        return hits.isEmpty() ? noSuchName() : answer(name, type, hits);
    }

    private Answer external(Name name, int type, ServiceQuestion question, String externalName) {
        if (question.endpoint() != null || question.port() != null) return noSuchName();
        if (type != Type.A && type != Type.AAAA && type != Type.CNAME) return noData();
        var target = ZoneRecords.parse(externalName.endsWith(".") ? externalName : externalName + ".");
        var alias = ZoneRecords.alias(name, target);
        return type == Type.CNAME ? Answer.of(List.of(alias), List.of()) : Answer.alias(alias, target);
    }

    /** @param target the name whose address this is */
    private record Hit(InetAddress address, int port, String target) {}

    private static List<Hit> serviceHits(ServiceEntry service, ServiceQuestion question) {
        var target = service.name() + "." + service.namespace() + ".svc";
        var hits = new ArrayList<Hit>();
        for (var port : service.ports().isEmpty() ? List.of(PortEntry.NONE) : service.ports()) {
            if (!port.matches(question.port(), question.protocol())) continue;
            for (var address : service.addresses()) hits.add(new Hit(address, port.number(), target));
        }
        return hits;
    }

    private List<Hit> endpointHits(ServiceEntry service, ServiceQuestion question) {
        var suffix = "." + service.name() + "." + service.namespace() + ".svc";
        var hits = new ArrayList<Hit>();
        for (var endpoint : index.endpointsOf(service)) {
            if (question.endpoint() != null && !question.endpoint().equals(endpoint.label())) continue;
            for (var port : endpoint.ports()) {
                if (port.matches(question.port(), question.protocol()))
                    hits.add(new Hit(endpoint.address(), port.number(), endpoint.label() + suffix));
            }
        }
        return hits;
    }

    private Answer answer(Name name, int type, List<Hit> hits) {
        return switch (type) {
            case Type.A, Type.AAAA -> addresses(name, type, hits);
            case Type.SRV -> services(name, hits);
            default -> noData();
        };
    }

    private Answer addresses(Name name, int type, List<Hit> hits) {
        var found = new LinkedHashSet<InetAddress>();
        for (var hit : hits) {
            if (ZoneRecords.typeOf(hit.address) == type) found.add(hit.address);
        }
        if (found.isEmpty()) return noData();
        var answers = new ArrayList<Record>(found.size());
        for (var address : found) answers.add(ZoneRecords.address(name, address));
        if (answers.size() > 1) Collections.shuffle(answers, ThreadLocalRandom.current());
        return Answer.of(answers, List.of());
    }

    private Answer services(Name name, List<Hit> hits) {
        var targets = new LinkedHashSet<Target>();
        var glue = new LinkedHashSet<Record>();
        for (var hit : hits) {
            if (hit.port < 0) continue;
            targets.add(new Target(hit.target, hit.port));
            glue.add(ZoneRecords.address(records.below(hit.target), hit.address));
        }
        if (targets.isEmpty()) return noData();
        return Answer.of(serviceRecords(name, targets), List.copyOf(glue));
    }

    private record Target(String name, int port) {}

    private List<Record> serviceRecords(Name name, Set<Target> targets) {
        var weight = Math.max(1, 100 / targets.size());
        return targets.stream()
                .map(target -> ZoneRecords.service(name, weight, target.port, records.below(target.name)))
                .toList();
    }

    private Answer noData() {
        return Answer.noData(records.startOfAuthority());
    }

    private Answer noSuchName() {
        return Answer.noSuchName(records.startOfAuthority());
    }
}
