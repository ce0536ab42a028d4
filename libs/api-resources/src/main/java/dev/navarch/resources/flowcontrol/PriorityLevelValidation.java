package dev.navarch.resources.flowcontrol;

import dev.navarch.resources.validation.Field;
import java.util.List;

final class PriorityLevelValidation {
    private static final String ZERO_SHARES = "flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares";
    private static final int MAX_QUEUES = 10_000_000;
    private static final int MAX_HASH_BITS = 60;

    private PriorityLevelValidation() {}

    static void validate(Field level) {
        var annotations = level.get("metadata").get("annotations");
        if (annotations.value().has(ZERO_SHARES))
            annotations.reportedAt(annotations.path().key(ZERO_SHARES)).forbidden("annotation is not allowed");
        var spec = level.get("spec");
        var type = spec.get("type");
        var named = level.get("metadata").get("name").text().equals("exempt");
        if (type.notEmpty()
                && named != type.text().equals("Exempt")
                && List.of("Exempt", "Limited").contains(type.text()))
            type.invalid("must be 'Exempt' if and only if `name` is 'exempt'");
        switch (type.text()) {
            case "" -> type.required("");
            case "Exempt" -> {
                if (spec.get("limited").present())
                    spec.get("limited").forbidden("must be nil if the type is not Limited");
                shares(spec.get("exempt"));
            }
            case "Limited" -> {
                if (spec.get("exempt").present()) spec.get("exempt").forbidden("must be nil if the type is Limited");
                if (spec.get("limited").absent())
                    spec.get("limited").required("must not be empty when type is Limited");
                else limited(spec.get("limited"));
            }
            default -> type.notSupported(List.of("Exempt", "Limited"));
        }
    }

    private static void shares(Field holder) {
        var shares = holder.get("nominalConcurrencyShares");
        if (shares.number() < 0) shares.invalid("must be a non-negative integer");
        var lendable = holder.get("lendablePercent");
        if (lendable.present() && (lendable.number() < 0 || lendable.number() > 100))
            lendable.invalid("must be between 0 and 100, inclusive");
    }

    private static void limited(Field limited) {
        shares(limited);
        var borrowing = limited.get("borrowingLimitPercent");
        if (borrowing.present() && borrowing.number() < 0)
            borrowing.invalid("if specified, must be a non-negative integer");
        var response = limited.get("limitResponse");
        var type = response.get("type");
        var queuing = response.get("queuing");
        switch (type.text()) {
            case "" -> type.required("");
            case "Reject" -> {
                if (queuing.present()) queuing.forbidden("must be nil if limited.limitResponse.type is not Limited");
            }
            case "Queue" -> {
                if (queuing.absent()) queuing.required("must not be empty if limited.limitResponse.type is Limited");
                else queuing(queuing);
            }
            default -> type.notSupported(List.of("Queue", "Reject"));
        }
    }

    private static void queuing(Field queuing) {
        for (var name : List.of("queueLengthLimit", "handSize", "queues"))
            if (queuing.get(name).number() <= 0) queuing.get(name).invalid("must be positive");
        var queues = queuing.get("queues");
        var hand = queuing.get("handSize");
        if (queues.number() > MAX_QUEUES) queues.invalid("must not be greater than " + MAX_QUEUES);
        if (hand.number() > queues.number())
            hand.invalid("should not be greater than queues (" + queues.number() + ")");
        else if (hand.number() > 0 && hashBits(queues.number(), hand.number()) > MAX_HASH_BITS)
            hand.invalid("required entropy bits of deckSize " + queues.number() + " and handSize " + hand.number()
                    + " should not be greater than " + MAX_HASH_BITS);
    }

    private static long hashBits(long queues, long hand) {
        var bits = 0.0;
        for (long at = 0; at < hand && bits <= MAX_HASH_BITS; at++)
            bits += Math.log((double) (queues - at)) / Math.log(2);
        return (long) Math.ceil(bits);
    }
}
