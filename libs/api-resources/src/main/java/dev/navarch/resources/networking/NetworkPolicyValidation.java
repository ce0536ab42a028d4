package dev.navarch.resources.networking;

import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import dev.navarch.resources.validation.Ports;
import java.math.BigInteger;
import java.util.List;

final class NetworkPolicyValidation {
    private NetworkPolicyValidation() {}

    static void validate(Field spec) {
        LabelValidation.selector(spec.get("podSelector"));
        for (var rule : spec.get("ingress").items()) rule(rule, "from");
        for (var rule : spec.get("egress").items()) rule(rule, "to");
        var types = spec.get("policyTypes");
        if (types.size() > 2) types.invalid("may not specify more than two policyTypes");
        else for (var type : types.items()) type.oneOf(List.of("Egress", "Ingress"));
    }

    private static void rule(Field rule, String peers) {
        for (var port : rule.get("ports").items()) port(port);
        for (var peer : rule.get(peers).items()) peer(peer);
    }

    private static void port(Field port) {
        if (port.get("protocol").present()) port.get("protocol").oneOf(List.of("SCTP", "TCP", "UDP"));
        var number = port.get("port");
        var end = port.get("endPort");
        if (number.absent()) {
            if (end.present()) end.invalid("may not be specified when `port` is not specified");
            return;
        }
        Ports.numberOrName(number);
        if (end.absent()) return;
        if (number.value().isString()) {
            end.invalid("may not be specified when `port` is non-numeric");
            return;
        }
        if (end.number() < number.number()) end.invalid(number.number(), "must be greater than or equal to `port`");
        end.between(1, 65535);
    }

    private static void peer(Field peer) {
        var selectors = 0;
        for (var name : List.of("podSelector", "namespaceSelector"))
            if (peer.get(name).present()) {
                selectors++;
                LabelValidation.selector(peer.get(name));
            }
        var block = peer.get("ipBlock");
        if (block.present()) block(block);
        if (selectors == 0 && block.absent()) peer.required("must specify a peer");
        else if (selectors > 0 && block.present()) peer.forbidden("may not specify both ipBlock and another peer");
    }

    private static void block(Field block) {
        var cidr = block.get("cidr");
        if (cidr.needed().empty()) return;
        cidr.mustBe(Addresses::cidr);
        if (!Addresses.cidr(cidr.text()).isEmpty()) return;
        for (var except : block.get("except").items()) {
            except.mustBe(Addresses::cidr);
            if (Addresses.cidr(except.text()).isEmpty() && !isInside(except.text(), cidr.text()))
                except.invalid("must be a strict subset of `cidr`");
        }
    }

    private static boolean isInside(String inner, String outer) {
        var innerBits = bits(inner);
        var outerBits = bits(outer);
        var innerAddress = Addresses.parse(inner.substring(0, inner.indexOf('/')));
        var outerAddress = Addresses.parse(outer.substring(0, outer.indexOf('/')));
        if (innerAddress == null || outerAddress == null || innerBits <= outerBits) return false;
        var length = innerAddress.getAddress().length;
        if (length != outerAddress.getAddress().length) return false;
        var shift = length * 8 - outerBits;
        return new BigInteger(1, innerAddress.getAddress())
                .shiftRight(shift)
                .equals(new BigInteger(1, outerAddress.getAddress()).shiftRight(shift));
    }

    private static int bits(String cidr) {
        return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    }
}
