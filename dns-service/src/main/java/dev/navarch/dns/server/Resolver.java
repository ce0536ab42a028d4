package dev.navarch.dns.server;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/** One link of the chain. Answers from memory, at once; called by several threads. */
@FunctionalInterface
public interface Resolver {
    /** @param type as in {@link org.xbill.DNS.Type}; the class is IN. Null when the name is not this link's affair. */
    @Nullable
    Answer resolve(Name name, int type);
}
