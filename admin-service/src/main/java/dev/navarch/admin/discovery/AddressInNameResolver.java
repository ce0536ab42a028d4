package dev.navarch.admin.discovery;

import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Reads the address out of a name such as {@code 10-89-1-1.dns.navarch-system.svc}; asks no DNS. */
final class AddressInNameResolver extends InetNameResolver {
    AddressInNameResolver(EventExecutor executor) {
        super(executor);
    }

    static InetAddress address(String name) throws UnknownHostException {
        var label = name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
        try {
            return InetAddress.ofLiteral(label.replace('-', '.'));
        } catch (IllegalArgumentException e) {
            throw new UnknownHostException(name + " does not begin with an address");
        }
    }

    @Override
    protected void doResolve(String name, Promise<InetAddress> promise) {
        try {
            promise.setSuccess(address(name));
        } catch (UnknownHostException e) {
            promise.setFailure(e);
        }
    }

    @Override
    protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
        try {
            promise.setSuccess(List.of(address(name)));
        } catch (UnknownHostException e) {
            promise.setFailure(e);
        }
    }
}
